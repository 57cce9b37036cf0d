import type { CardId } from './deck.ts';
import { bytesOfHex, hexOf } from './hex.ts';
import { groupedBy } from './interleave.ts';
import { fromRuns, isRuns, toRuns, type Runs } from './runs.ts';

/**
 * The ids of many cards: what they begin with, for each card with which, and the rest. First come those that end with
 * a hash of 16 hexadecimal digits, as derived ids do, at half its length; the others follow one a line.
 */
export type CardNames = {
  readonly prefixes: readonly string[];
  readonly prefix: Runs;
  /** Missing in what was written before there were any. */
  readonly hashes?: Uint8Array;
  readonly names: string;
};

export const HASH_BYTES = 8;
export const HASH = /^[0-9a-f]{16}$/;

/** The different ones of some cards as `toCardNames` takes them: deck by deck, each deck's sorted. */
export function inNameOrder(cards: Iterable<CardId>): CardId[] {
  const decks = groupedBy([...new Set(cards)], (card) => splitName(card)[0]);
  const names = [...decks.values()].flatMap((deck) => deck.toSorted());
  return [...names.filter(isHashed), ...names.filter((card) => !isHashed(card))];
}

function isHashed(card: CardId): boolean {
  return HASH.test(splitName(card)[1]);
}

/** Whether a value read back holds the ids of so many cards. */
export function isCardNames(value: unknown, cards: number): value is Required<CardNames> {
  if (typeof value !== 'object' || value === null) return false;
  const { prefixes, prefix, hashes, names } = value as Record<keyof CardNames, unknown>;
  return (
    Array.isArray(prefixes) &&
    prefixes.every((text) => typeof text === 'string') &&
    isRuns(prefix, cards) &&
    hashes instanceof Uint8Array &&
    typeof names === 'string'
  );
}

/** Of ids without line breaks, in name order. */
export function toCardNames(cards: readonly CardId[]): Required<CardNames> {
  const parts = cards.map(splitName);
  const prefixes = numbered(parts.map(([prefix]) => prefix));
  const rests = parts.map(([, rest]) => rest);
  const hashes = rests.filter((rest) => HASH.test(rest));
  return {
    prefixes: prefixes.names,
    prefix: toRuns(prefixes.numbers),
    hashes: bytesOfHex(hashes.join('')),
    names: rests.slice(hashes.length).join('\n'),
  };
}

/** The names of several groups of cards together, each group all of one prefix and no two of the same. */
export function joinCardNames(groups: readonly Required<CardNames>[]): Required<CardNames> {
  const counts = groups.map(({ prefix, hashes }) => {
    const hashed = hashes.length / HASH_BYTES;
    return { hashed, others: (prefix.lengths[0] ?? 0) - hashed };
  });
  const runs = [
    ...counts.map(({ hashed }, group) => [group, hashed] as const),
    ...counts.map(({ others }, group) => [group, others] as const),
  ].filter(([, length]) => length > 0);
  return {
    prefixes: groups.map(({ prefixes }) => prefixes[0] ?? ''),
    prefix: { values: runs.map(([group]) => group), lengths: runs.map(([, length]) => length) },
    hashes: joined(groups.map(({ hashes }) => hashes)),
    names: groups.flatMap(({ names }, group) => (counts[group]?.others ? [names] : [])).join('\n'),
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function fromCardNames({ prefixes, prefix, hashes = new Uint8Array(), names }: CardNames): CardId[] {
  const numbers = fromRuns(prefix);
  const rests = hexOf(hashes, HASH_BYTES);
  // The rest of a name may be empty, so only the number of names tells no name from one.
  if (numbers.length > rests.length) for (const rest of names.split('\n')) rests.push(rest);
  return rests.map((rest, name) => `${prefixes[numbers[name] ?? 0] ?? ''}${rest}` as CardId);
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
export function splitName(name: CardId): [prefix: string, rest: string] {
  const end = name.lastIndexOf('/') + 1;
  return [name.slice(0, end), name.slice(end)];
}
