import { addDays, daysBetween, type StudyDay } from '../day.ts';
import { phaseBefore, type AnswerLog, type Phase } from './answerLog.ts';

/** What was answered on one day; `phases` by where each card stood when it was asked. */
export type DayOfAnswers = {
  readonly day: StudyDay;
  readonly answers: number;
  readonly ms: number;
  readonly phases: Readonly<Record<Phase, number>>;
};

/** Longer than this on one card means that the learner was away: such an answer counts for so long at most. */
export const LONGEST_ANSWER_MS = 5 * 60_000;

/** Answers and time of every day from one to another, both included, days without answers too. */
export function perDay(log: AnswerLog, from: StudyDay, to: StudyDay): DayOfAnswers[] {
  const days = Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, offset) => ({
    day: addDays(from, offset),
    answers: 0,
    ms: 0,
    phases: { new: 0, learning: 0, relearning: 0, young: 0, mature: 0 },
  }));
  for (let row = 0; row < log.size; row += 1) {
    const day = days[(log.day[row] ?? 0) - from];
    if (day === undefined) continue;
    day.answers += 1;
    day.ms += Math.min(log.tookMs[row] ?? 0, LONGEST_ANSWER_MS);
    day.phases[phaseBefore(log, row)] += 1;
  }
  return days;
}
