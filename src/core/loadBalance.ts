import { addDays, daysBetween, type StudyDay } from './day.ts';
import type { DayRange } from './fuzz.ts';

/** How much of an ordinary day's reviews a day may have. */
export const DAY_SHARES = { normal: 1, reduced: 0.5, minimum: 0.0001 } as const;
export type DayShare = keyof typeof DAY_SHARES;

/** A share for each day of the week, Monday first. */
export type EasyDays = readonly [DayShare, DayShare, DayShare, DayShare, DayShare, DayShare, DayShare];

export type LoadRequest = {
  readonly today: StudyDay;
  /** Intervals to choose from: the range within which fuzz could have moved the card. */
  readonly range: DayRange;
  /** Cards already due on a day. */
  readonly loadOn: (day: StudyDay) => number;
  /** The share of a day; `weekdayShares` makes one for weekdays, and a holiday may be added to it. */
  readonly shareOn: (day: StudyDay) => number;
  /** Due days of the card's siblings. */
  readonly siblingDays: readonly StudyDay[];
};

/** Shorter intervals have no room, longer ones even out by themselves (Anki balances up to 90 days). */
export const BALANCED_INTERVALS: DayRange = { lower: 3, upper: 90 };

/** Weights of a day with a sibling 0, 1, 2, 3 and 4 days away, as in Anki. */
const SIBLING_WEIGHTS = [0.000001, 0.2, 0.4, 0.6, 0.8];

export function weekdayOf(day: StudyDay): number {
  // 1970-01-01 was a Thursday.
  return (((day + 3) % 7) + 7) % 7;
}

export function weekdayShares(easyDays: EasyDays): (day: StudyDay) => number {
  return (day) => DAY_SHARES[easyDays[weekdayOf(day)] ?? 'normal'];
}

/**
 * How much each interval of the range is wanted: little on full days, on days meant to be easy and near siblings.
 * Anki's load balancer (rslib/src/scheduler/states/load_balancer.rs) with its exponents, but for one thing: there a
 * day without cards has weight 1 whatever else is known of it, which fills every easy day until it has a card; here a
 * share makes a day look that much fuller, empty or not.
 */
export function dayWeights({ today, range, loadOn, shareOn, siblingDays }: LoadRequest): number[] {
  const length = range.upper - range.lower + 1;
  return Array.from({ length }, (_, index) => {
    const interval = range.lower + index;
    const day = addDays(today, interval);
    const fullness = Math.max(1, loadOn(day)) / shareOn(day);
    return fullness ** -2.15 * Math.max(1, interval) ** -3 * siblingWeight(day, siblingDays);
  });
}

/** The interval of the range that a factor in [0, 1) falls on when each has a share by its weight. */
export function balancedInterval(request: LoadRequest, factor: number): number {
  const weights = dayWeights(request);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // Every day is taken off: then none is better than another.
  if (total === 0) return request.range.lower + Math.floor(factor * weights.length);
  let left = factor * total;
  const index = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return index < 0 ? request.range.upper : request.range.lower + index;
}

function siblingWeight(day: StudyDay, siblingDays: readonly StudyDay[]): number {
  const nearest = Math.min(...siblingDays.map((other) => Math.abs(daysBetween(day, other))), Infinity);
  return SIBLING_WEIGHTS[nearest] ?? 1;
}
