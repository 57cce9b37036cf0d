import {
  inNameOrder,
  isCardNames,
  joinCardNames,
  numbered,
  splitName,
  toCardNames,
  type CardNames,
} from './cardNames.ts';
import { cardNumbers } from './cardNumbers.ts';
import type { CardId, DeckId } from './deck.ts';
import type { CardOutline, DeckOutline } from './deckOutline.ts';

/** What a start must know of many decks, in a form that is read fast: a cache, good for these decks only. */
export type ShelfIndex = {
  readonly format: typeof FORMAT;
  /** Tells the decks from any others. */
  readonly of: string;
  readonly decks: readonly DeckHead[];
  /** Every card's id, in name order. */
  readonly names: Required<CardNames>;
  /** The decks' cards as their authors put them, each as the number of its name. */
  readonly order: Uint32Array;
  /** For each card in this order the number of its concept in its deck, from 1; 0 for none. */
  readonly concepts: Uint32Array;
};

/** What else is known of these decks, to be unpacked deck by deck: as JSON, in their order. */
export type ShelfOutlines = { readonly of: string; readonly outlines: readonly string[] };

export type IndexedShelf = { readonly index: ShelfIndex; readonly outlines: ShelfOutlines };

type DeckHead = { readonly id: DeckId; readonly title: string; readonly cards: number };

const FORMAT = 1;

/** A deck's outline but for its head and its cards' ids, which follow from the names. */
type Packed = Pick<DeckOutline, 'keyConcepts' | 'schedule'> & {
  readonly columns: { readonly [Name in keyof Fields]: Column<Fields[Name]> };
};
type Fields = Omit<CardOutline, 'id' | 'front' | 'back'>;
const FIELDS = ['number', 'title', 'difficulty', 'levels', 'concept', 'section', 'critical'] as const;

/** What cards have in one field: each value once and for each card the place of its own; or, where most differ, all. */
type Column<Value> =
  { readonly all: readonly Value[] } | { readonly each: readonly Value[]; readonly of: string };

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

/** Whether a value read back is the index of these decks. */
export function isShelfIndex(value: unknown, of: string): value is ShelfIndex {
  if (typeof value !== 'object' || value === null) return false;
  const { format, of: named, decks, names, order, concepts } = value as Record<keyof ShelfIndex, unknown>;
  return (
    format === FORMAT &&
    named === of &&
    order instanceof Uint32Array &&
    concepts instanceof Uint32Array &&
    concepts.length === order.length &&
    isCardNames(names, order.length) &&
    Array.isArray(decks) &&
    decks.reduce((sum, { cards }: DeckHead) => sum + cards, 0) === order.length
  );
}

/** Whether a value read back tells of the decks of an index. */
export function isShelfOutlines(value: unknown, { of, decks }: ShelfIndex): value is ShelfOutlines {
  if (typeof value !== 'object' || value === null) return false;
  const { of: named, outlines } = value as Record<keyof ShelfOutlines, unknown>;
  return named === of && Array.isArray(outlines) && outlines.length === decks.length;
}

function packed({ keyConcepts, schedule, cards }: DeckOutline): string {
  const columns = Object.fromEntries(FIELDS.map((name) => [name, toColumn(cards.map((card) => card[name]))]));
  return JSON.stringify({ keyConcepts, schedule, columns });
}

/** A deck's outline again. */
export function unpackDeck({ id, title }: DeckHead, outline: string, ids: readonly CardId[]): DeckOutline {
  const { keyConcepts, schedule, columns } = JSON.parse(outline) as Packed;
  const numberOf = fromColumn(columns.number, 0);
  const titleOf = fromColumn(columns.title, null);
  const difficultyOf = fromColumn(columns.difficulty, null);
  const levelsOf = fromColumn(columns.levels, []);
  const conceptOf = fromColumn(columns.concept, null);
  const sectionOf = fromColumn(columns.section, null);
  const criticalOf = fromColumn(columns.critical, null);
  const cards = ids.map((card, place) => ({
    id: card,
    number: numberOf(place),
    title: titleOf(place),
    difficulty: difficultyOf(place),
    levels: levelsOf(place),
    concept: conceptOf(place),
    section: sectionOf(place),
    critical: criticalOf(place),
  }));
  return { id, title, keyConcepts, schedule, cards };
}

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';

function toColumn<Value>(values: readonly Value[]): Column<Value> {
  const { names: each, numbers } = numbered(values.map((value) => JSON.stringify(value)));
  if (each.length > DIGITS.length || each.length > values.length / 2) return { all: values };
  const places = numbers.map((number) => DIGITS[number]).join('');
  return { each: each.map((text) => JSON.parse(text) as Value), of: each.length === 1 ? '' : places };
}

function fromColumn<Value>(column: Column<Value>, none: Value): (place: number) => Value {
  if ('all' in column) return (place) => column.all[place] ?? none;
  const { each, of } = column;
  return (place) => each[of === '' ? 0 : DIGITS.indexOf(of[place] ?? '')] ?? none;
}
