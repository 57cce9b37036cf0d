import type { StudyDay } from './day.ts';
import type { CardId } from './deck.ts';
import type { Diary } from './diary.ts';

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
  { memory, answers }: Pick<Diary, 'memory' | 'answers'>,
  day: StudyDay,
): DayBudget {
  if (limits.newPerDay === null && limits.reviewsPerDay === null) return UNLIMITED;
  let [introduced, reviewed] = [0, 0];
  for (const card of cards) {
    const known = memory(card);
    // A card that was forgotten on purpose is new again and may have been answered today all the same.
    if (known.kind !== 'new' && known.lastDay < day) continue;
    const days = answers(card).map((answer) => answer.day);
    if (days[0] === day) introduced += 1;
    else if (days.includes(day)) reviewed += 1;
  }
  return { new: left(limits.newPerDay, introduced), reviews: left(limits.reviewsPerDay, reviewed) };
}

function left(limit: number | null, done: number): number {
  return limit === null ? Infinity : Math.max(0, limit - done);
}
