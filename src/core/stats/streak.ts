import type { StudyDay } from '../day.ts';
import type { AnswerLog } from './answerLog.ts';

export type Streak = {
  /** Days in a row up to today, or up to yesterday while today is still to come. */
  readonly current: number;
  readonly longest: number;
  /** Studied days among the last 30, today included: what one missed day cannot undo. */
  readonly studiedOfLast30: number;
};

export function streak(log: AnswerLog, today: StudyDay): Streak {
  const days = studiedDays(log).filter((day) => day <= today);
  let [run, longest] = [0, 0];
  for (const [index, day] of days.entries()) {
    run = day - 1 === days[index - 1] ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  const isUnbroken = (days.at(-1) ?? -Infinity) >= today - 1;
  const studiedOfLast30 = days.filter((day) => day > today - 30).length;
  return { current: isUnbroken ? run : 0, longest, studiedOfLast30 };
}

/** Each studied day once, in order. */
function studiedDays(log: AnswerLog): number[] {
  const days = new Set<number>();
  let before: number | undefined;
  for (const day of log.day) {
    if (day !== before) days.add(day);
    before = day;
  }
  return [...days].toSorted((a, b) => a - b);
}
