import { inNameOrder, toCardNames } from './cardNames.ts';
import { cardNumbers, matchHashes, type CardNumbers } from './cardNumbers.ts';
import { cardsOf, introduced, type Deal } from './deal.ts';
import type { CardId } from './deck.ts';
import type { DiarySnapshot } from './diarySnapshot.ts';
import type { DiaryEvent } from './event.ts';
import { LATER, laterThan, pickResting } from './memoryColumns.ts';
import type { ShelfIndex } from './shelfIndex.ts';

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
      const isUp = isFresh ? left > 0 : later[name] !== LATER;
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
