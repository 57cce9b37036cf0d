import type { CardId } from './deck.ts';
import { groupedBy } from './interleave.ts';

/** The ids of many cards deck by deck: what they begin with, how many do, and the rest, each between line breaks. */
export type CardIndex = {
  readonly prefixes: readonly string[];
  readonly sizes: Uint32Array;
  readonly names: readonly string[];
};

/** Finds the number of a card; a deck's names are looked through when one of its cards is asked for. */
export type CardNumbers = {
  readonly size: number;
  readonly numberOf: (card: CardId) => number | undefined;
  /** Every card, in the order of the numbers. */
  readonly cards: () => CardId[];
};

/** The places of cards in the order in which an index numbers them: deck by deck. */
export function indexOrder(cards: readonly CardId[]): number[] {
  const prefixes = cards.map(prefixOf);
  return [...groupedBy([...cards.keys()], (place) => prefixes[place]).values()].flat();
}

/** Of cards in index order; `null` when an id has a line break, which would make two lines of it. */
export function toCardIndex(cards: readonly CardId[]): CardIndex | null {
  if (cards.some((card) => card.includes('\n'))) return null;
  const groups = [...groupedBy(cards, prefixOf)];
  return {
    prefixes: groups.map(([prefix]) => prefix),
    sizes: Uint32Array.from(groups, ([, group]) => group.length),
    names: groups.map(
      ([prefix, group]) => `\n${group.map((card) => card.slice(prefix.length)).join('\n')}\n`,
    ),
  };
}

/** Whether a value read back is the index of so many cards. */
export function isCardIndex(value: unknown, cards: number): value is CardIndex {
  if (typeof value !== 'object' || value === null) return false;
  const { prefixes, sizes, names } = value as Record<keyof CardIndex, unknown>;
  return (
    sizes instanceof Uint32Array &&
    areTexts(prefixes, sizes.length) &&
    areTexts(names, sizes.length) &&
    sizes.reduce((sum, size) => sum + size, 0) === cards
  );
}

export function cardNumbers({ prefixes, sizes, names }: CardIndex): CardNumbers {
  const firsts: number[] = [];
  let size = 0;
  for (const count of sizes) {
    firsts.push(size);
    size += count;
  }
  const groupOf = new Map(prefixes.map((prefix, group) => [prefix, group]));
  const lineOf = names.map(lineFinder);
  return {
    size,
    numberOf(card) {
      const prefix = prefixOf(card);
      const group = groupOf.get(prefix) ?? -1;
      const line = lineOf[group]?.(card.slice(prefix.length));
      return line === undefined ? undefined : (firsts[group] ?? 0) + line;
    },
    cards: () =>
      prefixes.flatMap((prefix, group) =>
        linesOf(names[group] ?? '').map((name) => `${prefix}${name}` as CardId),
      ),
  };
}

/** A table of all names is worth its making after so many searches. */
const SEARCHES = 8;

function lineFinder(text: string): (name: string) => number | undefined {
  let searches = 0;
  let table: ReadonlyMap<string, number> | null = null;
  return (name) => {
    searches += 1;
    if (searches <= SEARCHES) return searched(text, name);
    table ??= new Map(linesOf(text).map((line, number) => [line, number]));
    return table.get(name);
  };
}

function searched(text: string, name: string): number | undefined {
  const position = name.includes('\n') ? -1 : text.indexOf(`\n${name}\n`);
  if (position < 0) return undefined;
  let line = 0;
  for (let end = text.indexOf('\n'); end < position; end = text.indexOf('\n', end + 1)) line += 1;
  return line;
}

function linesOf(text: string): string[] {
  return text.slice(1, -1).split('\n');
}

/** A card's id up to and with its last slash, which it shares with the rest of its deck. */
function prefixOf(card: CardId): string {
  return card.slice(0, card.lastIndexOf('/') + 1);
}

function areTexts(value: unknown, count: number): boolean {
  return Array.isArray(value) && value.length === count && value.every((text) => typeof text === 'string');
}
