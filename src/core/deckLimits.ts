import type { StudyDay } from './day.ts';
import { createDayCounts } from './dayCounts.ts';
import type { CardId } from './deck.ts';
import type { Diary } from './diary.ts';
import { NEW_MEMORY } from './memory.ts';

/** What one deck may bring a day, beside the limits over all decks; `null` where it has no limit of its own. */
export type DeckLimits = { readonly newPerDay: number | null; readonly reviewsPerDay: number | null };

export const NO_DECK_LIMITS: DeckLimits = { newPerDay: null, reviewsPerDay: null };

/** How many new cards and reviews are left of a day; `Infinity` where nothing limits them. */
export type DayBudget = { readonly new: number; readonly reviews: number };

export const UNLIMITED: DayBudget = { new: Infinity, reviews: Infinity };

/** What is left of a deck's day: its own limits less its cards introduced and reviewed that day. */
export function deckBudget(
  limits: DeckLimits,
  cards: Iterable<CardId>,
  { memoryEvents }: Pick<Diary, 'memoryEvents'>,
  day: StudyDay,
): DayBudget {
  if (limits.newPerDay === null && limits.reviewsPerDay === null) return UNLIMITED;
  const { introduced, reviewed } = studiedOn(cards, { memoryEvents }, day);
  return { new: left(limits.newPerDay, introduced), reviews: left(limits.reviewsPerDay, reviewed) };
}

/** How many of some cards were introduced and how many reviewed on a day. */
export function studiedOn(
  cards: Iterable<CardId>,
  { memoryEvents }: Pick<Diary, 'memoryEvents'>,
  day: StudyDay,
): { readonly introduced: number; readonly reviewed: number } {
  const counts = createDayCounts();
  for (const card of cards) counts.count(memoryEvents(card), 1, NEW_MEMORY);
  return { introduced: counts.introducedOn(day), reviewed: counts.reviewedOn(day) };
}

function left(limit: number | null, done: number): number {
  return limit === null ? Infinity : Math.max(0, limit - done);
}
