import { cardNumbers, type CardNumbers } from './cardNumbers.ts';
import type { StudyDay } from './day.ts';
import type { CardId } from './deck.ts';
import { pastOf, type DiarySnapshot, type Past } from './diarySnapshot.ts';
import type { ArchiveOutline } from './archive.ts';
import { isCardEvent, type DiaryEvent } from './event.ts';
import type { SchedulerConfig } from './scheduler.ts';
import { sameData } from './sameData.ts';
import { isShelfIndex, type ShelfIndex } from './shelfIndex.ts';

/**
 * What the starts of the coming days need to know of a long diary and a large shelf: the cards that come up until
 * then, the next new ones of each deck, and those that were answered of late. A cache like what it was taken from.
 */
export type Deal = {
  /** Good until this day is over. */
  readonly upTo: StudyDay;
  /** So many new cards of each deck, if it has as many, beside those that were `introduced` since the snapshot. */
  readonly fresh: number;
  readonly introduced: number;
  /** Cards that are there beside those of the index: all that is known of them is dealt. */
  readonly beside: readonly CardId[];
  /** Of these cards alone. */
  readonly snapshot: DiarySnapshot;
  readonly index: ShelfIndex;
};

/** How many cards have come up since that the snapshot does not know. */
export function introduced(recent: readonly DiaryEvent[], seen: CardNumbers): number {
  return new Set(cardsOf(recent).filter((card) => seen.numberOf(card) === undefined)).size;
}

export function cardsOf(events: readonly DiaryEvent[]): CardId[] {
  return events.filter(isCardEvent).map(({ card }) => card);
}

export type DealUse = {
  readonly outline: ArchiveOutline;
  readonly config: SchedulerConfig;
  /** The name of the decks. */
  readonly decks: string;
  readonly today: StudyDay;
  readonly newPerDay: number;
  readonly beside: readonly CardId[];
  readonly recent: readonly DiaryEvent[];
};

/** What a diary and a shelf can begin with, if that is what was read back, and it is still good. */
export function openDeal(
  value: unknown,
  { outline, config, decks, today, newPerDay, beside, recent }: DealUse,
): { readonly past: Past; readonly index: ShelfIndex } | null {
  if (typeof value !== 'object' || value === null) return null;
  const deal = value as Record<keyof Deal, unknown>;
  const { upTo, fresh, introduced: before, snapshot, index } = deal;
  if (typeof upTo !== 'number' || typeof fresh !== 'number' || typeof before !== 'number') return null;
  const past = pastOf(outline, config, snapshot);
  if (today > upTo || past === null || !isShelfIndex(index, decks)) return null;
  if (!sameData(deal.beside, beside)) return null;
  if (newPerDay > fresh - (introduced(recent, past.numbers) - before)) return null;
  const names = cardNumbers(index.names);
  const isKnown = (card: CardId) => (past.numbers.numberOf(card) ?? names.numberOf(card)) !== undefined;
  return cardsOf(recent).every(isKnown) && !takesBackOlder(recent) ? { past, index } : null;
}

/** Whether something is taken back that happened before: only the whole diary knows to which card, and it may come up for that. */
function takesBackOlder(recent: readonly DiaryEvent[]): boolean {
  const ids = new Set(recent.map(({ id }) => id));
  return recent.some((event) => event.kind === 'undone' && !ids.has(event.target));
}
