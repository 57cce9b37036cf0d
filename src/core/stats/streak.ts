import type { StudyDay } from '../day.ts';
import type { AnswerLog } from './answerLog.ts';

export type Streak = {
  /** Days in a row up to today, or up to yesterday while today is still to come. */
  readonly current: number;
  readonly longest: number;
  /** Studied days among the last 30, today included: what one missed day cannot undo. */
  readonly studiedOfLast30: number;
};

const LONGEST_LIFE_DAYS = 50_000;

export function streak(log: AnswerLog, today: StudyDay): Streak {
  const crammed = log.crams.map(({ day }): number => day);
  const all = crammed.length === 0 ? studiedDays(log) : merged(studiedDays(log), crammed);
  const days = all.filter((day) => day <= today);
  let [run, longest] = [0, 0];
  for (const [index, day] of days.entries()) {
    run = day - 1 === days[index - 1] ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  const isUnbroken = (days.at(-1) ?? -Infinity) >= today - 1;
  const studiedOfLast30 = days.filter((day) => day > today - 30).length;
  return { current: isUnbroken ? run : 0, longest, studiedOfLast30 };
}

function merged(days: readonly number[], more: readonly number[]): number[] {
  return [...new Set([...days, ...more])].toSorted((a, b) => a - b);
}

/** Each studied day once, in order. A few hundred days hold a million answers, so each is looked up and not sorted. */
function studiedDays({ day, size }: AnswerLog): number[] {
  let [first, last] = [Infinity, -Infinity];
  for (let row = 0; row < size; row += 1) {
    const own = day[row] ?? 0;
    if (own < first) first = own;
    if (own > last) last = own;
  }
  if (size === 0) return [];
  // A clock that was once set far off would ask for a very long list.
  if (!(last - first < LONGEST_LIFE_DAYS)) return [...new Set(day)].toSorted((a, b) => a - b);
  const isStudied = new Uint8Array(last - first + 1);
  for (let row = 0; row < size; row += 1) isStudied[(day[row] ?? 0) - first] = 1;
  return Array.from(isStudied, (mark, offset) => (mark === 1 ? first + offset : Number.NaN)).filter(
    (own) => !Number.isNaN(own),
  );
}
