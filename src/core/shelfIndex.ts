import { isCardNames, type CardNames } from './cardNames.ts';
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

export const FORMAT = 1;

/** A deck's outline but for its head and its cards' ids, which follow from the names. */
export type Packed = Pick<DeckOutline, 'keyConcepts' | 'schedule'> & {
  readonly columns: { readonly [Name in keyof Fields]: Column<Fields[Name]> };
};
type Fields = Omit<CardOutline, 'id' | 'front' | 'back'>;

/** What cards have in one field: each value once and for each card the place of its own; or, where most differ, all. */
export type Column<Value> =
  { readonly all: readonly Value[] } | { readonly each: readonly Value[]; readonly of: string };

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

/** What numbers the values of a column. */
export const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';

function fromColumn<Value>(column: Column<Value>, none: Value): (place: number) => Value {
  if ('all' in column) return (place) => column.all[place] ?? none;
  const { each, of } = column;
  return (place) => each[of === '' ? 0 : DIGITS.indexOf(of[place] ?? '')] ?? none;
}
