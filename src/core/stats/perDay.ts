import { addDays, daysBetween, type StudyDay } from '../day.ts';
import { PHASES, type AnswerLog, type Phase } from './answerLog.ts';

/** What was answered on one day; `phases` by where each card stood when it was asked. */
export type DayOfAnswers = {
  readonly day: StudyDay;
  readonly answers: number;
  /** Answers outside the schedule, which `answers` and `phases` leave out. */
  readonly crammed: number;
  /** Over all answers, crammed ones too. */
  readonly ms: number;
  readonly phases: Readonly<Record<Phase, number>>;
};

/** Longer than this on one card means that the learner was away: such an answer counts for so long at most. */
export const LONGEST_ANSWER_MS = 5 * 60_000;

const WIDTH = PHASES.length;

/** Answers and time of every day from one to another, both included, days without answers too. */
export function perDay(log: AnswerLog, from: StudyDay, to: StudyDay): DayOfAnswers[] {
  const length = Math.max(0, daysBetween(from, to) + 1);
  const counts = new Uint32Array(length * WIDTH);
  const times = new Float64Array(length);
  for (let row = 0; row < log.size; row += 1) {
    const day = (log.day[row] ?? 0) - from;
    if (day < 0 || day >= length) continue;
    const place = day * WIDTH + (log.before[row] ?? 0);
    counts[place] = (counts[place] ?? 0) + 1;
    times[day] = (times[day] ?? 0) + Math.min(log.tookMs[row] ?? 0, LONGEST_ANSWER_MS);
  }
  const crammed = new Uint32Array(length);
  for (const cram of log.crams) {
    const day = daysBetween(from, cram.day);
    if (day < 0 || day >= length) continue;
    crammed[day] = (crammed[day] ?? 0) + 1;
    times[day] = (times[day] ?? 0) + Math.min(cram.tookMs, LONGEST_ANSWER_MS);
  }
  return Array.from({ length }, (_, day) => {
    const own = counts.subarray(day * WIDTH, (day + 1) * WIDTH);
    const [fresh = 0, learning = 0, relearning = 0, young = 0, mature = 0] = own;
    return {
      day: addDays(from, day),
      answers: own.reduce((sum, count) => sum + count, 0),
      crammed: crammed[day] ?? 0,
      ms: times[day] ?? 0,
      phases: { new: fresh, learning, relearning, young, mature },
    };
  });
}
