import { addDays, daysBetween, type StudyDay } from '../day.ts';

/** Lengths that a bar of a chart may stand for, in days. */
const LENGTHS = [1, 7, 28, 91, 364] as const;

/** So many bars can still be told apart on a telephone. */
const MOST_STEPS = 60;

/** The shortest length in days by which so many days make no more bars than can be told apart. */
export function stepLength(days: number): number {
  return LENGTHS.find((length) => Math.ceil(days / length) <= MOST_STEPS) ?? Math.ceil(days / MOST_STEPS);
}

/** The days from one to another in steps of equal length that end with the last; the first may be cut short. */
export function daySteps(
  from: StudyDay,
  to: StudyDay,
  length: number,
): { readonly from: StudyDay; readonly to: StudyDay }[] {
  const count = Math.ceil(Math.max(0, daysBetween(from, to) + 1) / length);
  return Array.from({ length: count }, (_, index) => {
    const end = addDays(to, -length * (count - 1 - index));
    const begin = addDays(end, 1 - length);
    return { from: begin < from ? from : begin, to: end };
  });
}
