import { daysBetween, type Moment, type StudyDay } from '../../core/day.ts';
import type { Due } from '../../core/standing.ts';
import { counted } from '../../core/words.ts';

const MINUTE = 60_000;

/** `40 seconds`, `7 minutes`, `3.6 hours`: how long something took, to read and not to compute with. */
export function printDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 90) return counted(seconds, 'second');
  const minutes = Math.round(ms / MINUTE);
  if (minutes < 90) return `${minutes} minutes`;
  const hours = minutes / 60;
  return `${hours < 10 ? hours.toFixed(1) : Math.round(hours).toLocaleString('en')} hours`;
}

/** When a card is due, seen from now: `in 8 minutes`, `tomorrow`, `in 12 days`. */
export function printDue(due: Due, now: Moment, today: StudyDay): string {
  if (due.kind === 'at') {
    const minutes = Math.ceil((due.at - now.at) / MINUTE);
    if (minutes <= 0) return 'now';
    return minutes < 90 ? `in ${counted(minutes, 'minute')}` : `in ${Math.round(minutes / 60)} hours`;
  }
  return printDaysAhead(daysBetween(today, due.day));
}

/** How far off a day is: `today`, `tomorrow`, `in 12 days`. */
export function printDaysAhead(days: number): string {
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
