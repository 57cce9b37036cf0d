/** A calendar day of study as a diary would date it: whole days since 1970-01-01 of the learner's own wall clock. */
export type StudyDay = number & { readonly __brand: 'StudyDay' };

/** Milliseconds since the epoch, UTC. */
export type Millis = number & { readonly __brand: 'Millis' };

/** One reading of the clock, taken once per command at the edge: the instant and how far the wall clock is east of UTC. */
export type Moment = { readonly at: Millis; readonly utcOffsetMinutes: number };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * The study day of an instant. The day turns over at `rolloverHour` (0-23) on the learner's wall clock, so 1 a.m.
 * still belongs to yesterday. The offset must be the one in force at that instant, which is why events carry it.
 */
export function studyDay({ at, utcOffsetMinutes }: Moment, rolloverHour: number): StudyDay {
  return Math.floor((at + utcOffsetMinutes * MINUTE - rolloverHour * 60 * MINUTE) / DAY) as StudyDay;
}

/** Whole days from one study day to another; negative when `to` is earlier. */
export function daysBetween(from: StudyDay, to: StudyDay): number {
  return to - from;
}

export function addDays(day: StudyDay, count: number): StudyDay {
  return (day + count) as StudyDay;
}

/** `2026-03-08`, for people, files and attributes. */
export function formatDay(day: StudyDay): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The study day written as `YYYY-MM-DD`, or `null` when the text is no such date. */
export function parseDay(text: string): StudyDay | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(at)) return null;
  const day = (at / DAY) as StudyDay;
  return formatDay(day) === text ? day : null;
}
