import { inNameOrder, toCardNames } from './cardNames.ts';
import { cardNumbers, matchHashes, type CardNumbers } from './cardNumbers.ts';
import type { StudyDay } from './day.ts';
import type { CardId } from './deck.ts';
import { pastOf, type DiarySnapshot, type Past } from './diarySnapshot.ts';
import type { ArchiveOutline } from './archive.ts';
import { isCardEvent, type DiaryEvent } from './event.ts';
import { laterThan, pickResting } from './memoryColumns.ts';
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

export type DealRequest = Pick<Deal, 'upTo' | 'fresh' | 'beside'> & {
  readonly snapshot: DiarySnapshot;
  readonly index: ShelfIndex;
  /** What happened since the snapshot. */
  readonly recent: readonly DiaryEvent[];
};

export function toDeal({ upTo, fresh, beside, snapshot, index, recent }: DealRequest): Deal {
  const names = cardNumbers(index.names);
  const seen = cardNumbers(snapshot.cards);
  const isTouched = new Set(cardsOf(recent));
  const numbers = numbersOf(index, names, seen, snapshot);
  const later = laterThan(snapshot.memories, numbers, upTo);
  const dealt: number[] = [];
  const counts = decksIn(index).map(({ from, to }) => {
    const before = dealt.length;
    let left = fresh;
    for (let place = from; place < to; place += 1) {
      const name = index.order[place] ?? 0;
      const isFresh = (numbers[name] ?? -1) < 0;
      const isUp = isFresh ? left > 0 : later[name] !== 1;
      if (isTouched.has(names.cardOf(name))) dealt.push(place);
      else if (isUp) {
        dealt.push(place);
        if (isFresh) left -= 1;
      }
    }
    return dealt.length - before;
  });
  const cards = dealt.map((place) => names.cardOf(index.order[place] ?? 0));
  return {
    upTo,
    fresh,
    introduced: introduced(recent, seen),
    beside,
    snapshot: ofCards(snapshot, seen, [...cards, ...isTouched, ...beside]),
    index: ofPlaces(index, dealt, counts, cards),
  };
}

/** The numbers in the snapshot of all names of the index; -1 for cards that it does not know. */
function numbersOf(
  index: ShelfIndex,
  names: CardNumbers,
  seen: CardNumbers,
  snapshot: DiarySnapshot,
): Int32Array {
  const hashed = matchHashes(index.names, snapshot.cards);
  const numbers = new Int32Array(index.order.length).fill(-1);
  numbers.set(hashed);
  for (let name = hashed.length; name < numbers.length; name += 1)
    numbers[name] = seen.numberOf(names.cardOf(name)) ?? -1;
  return numbers;
}

function decksIn({ decks }: ShelfIndex): { readonly from: number; readonly to: number }[] {
  let from = 0;
  return decks.map(({ cards }) => {
    const range = { from, to: from + cards };
    from = range.to;
    return range;
  });
}

function ofCards(snapshot: DiarySnapshot, seen: CardNumbers, cards: readonly CardId[]): DiarySnapshot {
  const kept = inNameOrder(cards.filter((card) => seen.numberOf(card) !== undefined));
  const numbers = kept.map((card) => seen.numberOf(card) ?? 0);
  const places = new Map(numbers.map((number, place) => [number, place]));
  return {
    ...snapshot,
    cards: toCardNames(kept),
    memories: pickResting(snapshot.memories, numbers),
    marks: snapshot.marks.flatMap(([number, marks]) => {
      const place = places.get(number);
      return place === undefined ? [] : [[place, marks] as const];
    }),
  };
}

function ofPlaces(
  index: ShelfIndex,
  places: readonly number[],
  counts: readonly number[],
  cards: readonly CardId[],
): ShelfIndex {
  const names = toCardNames(inNameOrder(cards));
  const { numberOf } = cardNumbers(names);
  // A deck of which nothing is dealt is there all the same, so that nobody takes its place.
  const decks = index.decks.map((deck, at) => ({ ...deck, cards: counts[at] ?? 0 }));
  return {
    ...index,
    decks,
    names,
    order: Uint32Array.from(cards, (card) => numberOf(card) ?? 0),
    concepts: Uint32Array.from(places, (place) => index.concepts[place] ?? 0),
  };
}

/** How many cards have come up since that the snapshot does not know. */
function introduced(recent: readonly DiaryEvent[], seen: CardNumbers): number {
  return new Set(cardsOf(recent).filter((card) => seen.numberOf(card) === undefined)).size;
}

function cardsOf(events: readonly DiaryEvent[]): CardId[] {
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
  return cardsOf(recent).every(isKnown) ? { past, index } : null;
}
