import { addDays, type StudyDay } from './day.ts';
import type { DayRange } from './fuzz.ts';

/** How much of an ordinary day's reviews a day is to have; `minimum` as in Anki's load balancer. */
export const DAY_SHARES = { normal: 1, reduced: 0.5, minimum: 0.0001 } as const;
export type DayShare = keyof typeof DAY_SHARES;

/** A share for each day of the week, Monday first. */
export type EasyDays = readonly [DayShare, DayShare, DayShare, DayShare, DayShare, DayShare, DayShare];

export const NO_EASY_DAYS: EasyDays = ['normal', 'normal', 'normal', 'normal', 'normal', 'normal', 'normal'];

/** Days on which the learner does not study, both ends included. */
export type DaysOff = { readonly from: StudyDay; readonly to: StudyDay };

/** How much a day is wanted; `null` when every day is as good as any other. */
export type ShareOn = ((day: StudyDay) => number) | null;

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(day: StudyDay): number {
  // 1970-01-01 was a Thursday.
  return (((day + 3) % 7) + 7) % 7;
}

/** The share of every day: that of its weekday, and nothing at all on days off. */
export function dayShares(easyDays: EasyDays, daysOff: readonly DaysOff[]): ShareOn {
  if (daysOff.length === 0 && easyDays.every((share) => share === 'normal')) return null;
  const shares = easyDays.map((share) => DAY_SHARES[share]);
  return (day) => (isOff(daysOff, day) ? 0 : (shares[weekdayOf(day)] ?? 1));
}

/**
 * The interval of the range that a factor in [0, 1) falls on when each day has its share.
 *
 * Anki's load balancer also weighs each day by the cards that are already due on it. That makes a card's date depend
 * on every other card's date at the moment of the answer: the date on the button would change with each answer
 * elsewhere, an undone answer or one from another device would re-date what came after it, and the diary replayed
 * would not give the dates it gave when it was lived. Here a date follows from the card, its answers and the settings
 * alone. Evenness comes from each card's own fuzz, which spreads many cards over the range as chance does.
 */
export function sharedInterval(
  { lower, upper }: DayRange,
  factor: number,
  shareOn: (interval: number) => number,
): number {
  let total = 0;
  for (let interval = lower; interval <= upper; interval += 1) total += shareOn(interval);
  // No day is wanted: then none is better than another.
  if (total === 0) return lower + Math.floor(factor * (upper - lower + 1));
  let left = factor * total;
  for (let interval = lower; interval <= upper; interval += 1) {
    left -= shareOn(interval);
    if (left < 0) return interval;
  }
  return upper;
}

/** The last day of the time off that a day lies in, over times that meet or overlap; `null` on a day of study. */
export function offUntil(daysOff: readonly DaysOff[], day: StudyDay): StudyDay | null {
  if (!isOff(daysOff, day)) return null;
  let last = day;
  while (isOff(daysOff, addDays(last, 1))) last = addDays(last, 1);
  return last;
}

/** Whether the learner does not study on a day. */
export function isOff(daysOff: readonly DaysOff[], day: StudyDay): boolean {
  return daysOff.some(({ from, to }) => from <= day && day <= to);
}
