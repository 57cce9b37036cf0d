import { daysBetween, type Millis, type StudyDay } from './day.ts';
import type { ReviewMemory } from './memory.ts';
import type { Scheduler } from './scheduler.ts';

/** How long a card that is put off is taken to wait when the cost of waiting is worked out, in days. */
const WAIT_DAYS = 7;

const DAY_MS = 86_400_000;

/**
 * The part of its recall that a card keeps when it waits a week longer, so the smaller the more urgent: a week matters
 * little to a card that lasts for years or that is long forgotten. Follows from the day alone and not from the hour, so
 * that whoever looks twice on one day is dealt the same cards.
 */
export function costOfWaiting(memory: ReviewMemory, today: StudyDay, scheduler: Scheduler): number {
  const days = Math.max(0, daysBetween(memory.lastDay, today));
  const recallAfter = (wait: number) =>
    scheduler.retrievability(memory, (memory.lastAt + wait * DAY_MS) as Millis) ?? 0;
  return recallAfter(days + WAIT_DAYS) / recallAfter(days);
}
