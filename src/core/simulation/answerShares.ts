import { GRADES, type Grade } from '../event.ts';
import type { Random } from '../random.ts';

/** How answers divide up: the chances of Again, Hard, Good and Easy, in this order. */
export type AnswerShares = readonly [number, number, number, number];

/** Of first answers, from the defaults of fsrs-rs 6.6.1's simulator (`SimulatorConfig`), as all numbers here. */
export const FIRST_SHARES: AnswerShares = [0.24, 0.094, 0.495, 0.171];

/** Of answers that show recall. */
export const PASS_SHARES: AnswerShares = [0, 0.224, 0.631, 0.145];

/** Of the next answer on the same day after a card was missed, when it was new and when it was in review. */
export const RETRY_SHARES = {
  learning: [0.3686, 0.0628, 0.5108, 0.0577],
  relearning: [0.2157, 0.0643, 0.6595, 0.0604],
} as const satisfies Record<string, AnswerShares>;

/** Seconds an answer takes by grade, in the same order. */
export type AnswerSeconds = readonly [number, number, number, number];

export const USUAL_SECONDS = {
  learning: [19.58, 18.79, 13.78, 10.71],
  review: [19.38, 17.59, 12.38, 8.94],
  relearning: [16.44, 15.25, 12.32, 8.03],
} as const satisfies Record<string, AnswerSeconds>;

export function drawGrade(shares: AnswerShares, random: Random): Grade {
  const total = shares.reduce((sum, share) => sum + share, 0);
  let left = random() * total;
  const index = shares.findIndex((share) => {
    left -= share;
    return left < 0;
  });
  return GRADES[index] ?? 'good';
}

export function secondsOf(grade: Grade, seconds: AnswerSeconds): number {
  return seconds[GRADES.indexOf(grade)] ?? 0;
}
