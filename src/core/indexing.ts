import { inNameOrder, joinCardNames, numbered, splitName, toCardNames, type CardNames } from './cardNames.ts';
import { cardNumbers } from './cardNumbers.ts';
import type { CardId } from './deck.ts';
import type { DeckOutline } from './deckOutline.ts';
import { DIGITS, FORMAT, type Column, type IndexedShelf } from './shelfIndex.ts';

/**
 * Makes the index, deck by deck, with the share that is done at each step. `null` where two cards have one id or an id
 * has several lines: such decks are read whole.
 */
export function* indexing(decks: readonly DeckOutline[], of: string): Generator<number, IndexedShelf | null> {
  const outlines: string[] = [];
  const byPrefix = new Map<string, CardId[]>();
  for (const deck of decks) {
    for (const { id } of deck.cards) grouped(byPrefix, splitName(id)[0]).push(id);
    outlines.push(packed(deck));
    yield outlines.length / decks.length / 2;
  }
  const parts: Required<CardNames>[] = [];
  for (const cards of byPrefix.values()) {
    parts.push(toCardNames(inNameOrder(cards)));
    yield (1 + parts.length / byPrefix.size) / 2;
  }
  const names = joinCardNames(parts);
  const heads = decks.map(({ id, title, cards }) => ({ id, title, cards: cards.length }));
  const order = yield* placing(decks, names);
  const concepts = Uint32Array.from(decks.flatMap(conceptsIn));
  return (
    order && {
      index: { format: FORMAT, of, decks: heads, names, order, concepts },
      outlines: { of, outlines },
    }
  );
}

/** The number of each card's name, in the decks' order; `null` where names are no names of these cards, one for one. */
function* placing(
  decks: readonly DeckOutline[],
  names: Required<CardNames>,
): Generator<number, Uint32Array | null> {
  const size = decks.reduce((sum, { cards }) => sum + cards.length, 0);
  const order = new Uint32Array(size);
  const { numberOf } = cardNumbers(names);
  const seen = new Uint8Array(size);
  let place = 0;
  for (const { cards } of decks) {
    for (const { id } of cards) {
      const number = numberOf(id);
      if (number === undefined || seen[number] !== 0 || id.includes('\n')) return null;
      seen[number] = 1;
      order[place] = number;
      place += 1;
    }
    yield 1;
  }
  return order;
}

function conceptsIn({ cards }: DeckOutline): number[] {
  const { numberOf } = numbered(cards.flatMap(({ concept }) => concept ?? []));
  return cards.map(({ concept }) => (concept === null ? 0 : (numberOf(concept) ?? 0) + 1));
}

function grouped<Key, Value>(groups: Map<Key, Value[]>, key: Key): Value[] {
  const group = groups.get(key) ?? [];
  groups.set(key, group);
  return group;
}

const FIELDS = ['number', 'title', 'difficulty', 'levels', 'concept', 'section', 'critical'] as const;

function packed({ keyConcepts, schedule, cards }: DeckOutline): string {
  const columns = Object.fromEntries(FIELDS.map((name) => [name, toColumn(cards.map((card) => card[name]))]));
  return JSON.stringify({ keyConcepts, schedule, columns });
}

function toColumn<Value>(values: readonly Value[]): Column<Value> {
  const { names: each, numbers } = numbered(values.map((value) => JSON.stringify(value)));
  if (each.length > DIGITS.length || each.length > values.length / 2) return { all: values };
  const places = numbers.map((number) => DIGITS[number]).join('');
  return { each: each.map((text) => JSON.parse(text) as Value), of: each.length === 1 ? '' : places };
}
