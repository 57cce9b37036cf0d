import { daysBetween, type Moment, type StudyDay } from '../../core/day.ts';
import type { Due } from '../../core/standing.ts';
import { counted } from '../../core/words.ts';

const MINUTE = 60_000;

/** `40 seconds`, `7 minutes`: how long something took, to read and not to compute with. */
export function printDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 90) return counted(seconds, 'second');
  return `${Math.round(ms / MINUTE)} minutes`;
}

/** When a card is due, seen from now: `in 8 minutes`, `tomorrow`, `in 12 days`. */
export function printDue(due: Due, now: Moment, today: StudyDay): string {
  if (due.kind === 'at') {
    const minutes = Math.ceil((due.at - now.at) / MINUTE);
    if (minutes <= 0) return 'now';
    return minutes < 90 ? `in ${counted(minutes, 'minute')}` : `in ${Math.round(minutes / 60)} hours`;
  }
  const days = daysBetween(today, due.day);
  if (days <= 0) return 'today';
  return days === 1 ? 'tomorrow' : `in ${days} days`;
}

const DAY = 24 * 60 * MINUTE;

/** Made when first needed, because the first one takes a browser as long as drawing a screen; then kept. */
const formats = new Map<'numeric' | undefined, Intl.DateTimeFormat>();

function dateFormat(year: 'numeric' | undefined): Intl.DateTimeFormat {
  const format =
    formats.get(year) ??
    new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year, timeZone: 'UTC' });
  formats.set(year, format);
  return format;
}

/** A study day as the learner's language writes it, with the year when it is not this one. */
export function printDay(day: StudyDay, today: StudyDay): string {
  const isNear = Math.abs(daysBetween(today, day)) < 300;
  return dateFormat(isNear ? undefined : 'numeric').format(day * DAY);
}
