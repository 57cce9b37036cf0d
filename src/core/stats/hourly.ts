import { GRADES } from '../event.ts';
import { PHASES, type AnswerLog } from './answerLog.ts';

/** What an hour of the wall clock saw: all answers, and those to cards in review that were passed or not. */
export type HourOfAnswers = {
  readonly hour: number;
  readonly answers: number;
  readonly reviews: number;
  readonly passed: number;
};

const AGAIN = GRADES.indexOf('again');
const IN_REVIEW = PHASES.map((phase) => phase === 'young' || phase === 'mature');

/** The 24 hours of the day from midnight on, as the learner's own clock showed them. */
export function hourly(log: AnswerLog): HourOfAnswers[] {
  const hours = Array.from({ length: 24 }, (_, hour) => ({ hour, answers: 0, reviews: 0, passed: 0 }));
  for (let row = 0; row < log.size; row += 1) {
    const hour = hours[log.hour[row] ?? 0];
    if (hour === undefined) continue;
    hour.answers += 1;
    if (!IN_REVIEW[log.before[row] ?? 0]) continue;
    hour.reviews += 1;
    if (log.grade[row] !== AGAIN) hour.passed += 1;
  }
  return hours;
}
