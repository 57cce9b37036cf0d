import type { CardId } from './deck.ts';
import { fromRuns, isRuns, toRuns, type Runs } from './runs.ts';

/** The ids of many cards: what they begin with, for each card with which, and the rest, one a line. */
export type CardNames = {
  readonly prefixes: readonly string[];
  readonly prefix: Runs;
  readonly names: string;
};

/** Of ids without line breaks. */
export function toCardNames(cards: readonly CardId[]): CardNames {
  const parts = cards.map(splitName);
  const prefixes = numbered(parts.map(([prefix]) => prefix));
  return {
    prefixes: prefixes.names,
    prefix: toRuns(prefixes.numbers),
    names: parts.map(([, rest]) => rest).join('\n'),
  };
}

export function fromCardNames({ prefixes, prefix, names }: CardNames): CardId[] {
  const numbers = fromRuns(prefix);
  // The rest of a name may be empty, so only the number of names tells no name from one.
  if (numbers.length === 0) return [];
  return names.split('\n').map((rest, name) => `${prefixes[numbers[name] ?? 0] ?? ''}${rest}` as CardId);
}

/** Whether a value read back holds the ids of so many cards. */
export function isCardNames(value: unknown, cards: number): value is CardNames {
  if (typeof value !== 'object' || value === null) return false;
  const { prefixes, prefix, names } = value as Record<keyof CardNames, unknown>;
  return Array.isArray(prefixes) && isRuns(prefix, cards) && typeof names === 'string';
}

/** The different ones of some texts in order of appearance, and for each text the number of its own. */
export function numbered<T extends string>(texts: readonly T[]) {
  const numbers = new Map<string, number>();
  const names: T[] = [];
  const rows = texts.map((text) => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, names.length);
    return names.push(text) - 1;
  });
  return { names, numbers: rows, numberOf: (text: string) => numbers.get(text) };
}

/** A card's id up to and with its last slash, which it shares with the rest of its deck, and what follows. */
function splitName(name: CardId): [prefix: string, rest: string] {
  const end = name.lastIndexOf('/') + 1;
  return [name.slice(0, end), name.slice(end)];
}
