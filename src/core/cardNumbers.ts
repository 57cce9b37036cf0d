import { fromCardNames, HASH, HASH_BYTES, splitName, type CardNames } from './cardNames.ts';
import type { CardId } from './deck.ts';
import { fromRuns } from './runs.ts';

/** Finds the number of a card among names; none is looked at before one is asked for. */
export type CardNumbers = {
  readonly numberOf: (card: CardId) => number | undefined;
  /** The card of a number. */
  readonly cardOf: (number: number) => CardId;
  /** Every card, in the order of the numbers. */
  readonly cards: () => CardId[];
};

type Range = { readonly from: number; readonly to: number };

export function cardNumbers(names: Required<CardNames>): CardNumbers {
  const { hashes, prefixes } = names;
  const hashed = hashes.length / HASH_BYTES;
  const bytes = bytesIn(hashes);
  let others: readonly CardId[] | null = null;
  let numbers: ReadonlyMap<CardId, number> | null = null;
  let prefix: Float64Array | null = null;
  const prefixOf = (number: number) => {
    prefix ??= fromRuns(names.prefix);
    return prefixes[prefix[number] ?? 0] ?? '';
  };
  const unhashed = () => (others ??= unhashedNames(names, hashed, prefixOf));
  return {
    numberOf(card) {
      const [start, rest] = splitName(card);
      if (HASH.test(rest)) {
        const deck = decksOf(names).get(start);
        return deck && placeOf(bytes, deck, rest);
      }
      numbers ??= new Map(unhashed().map((name, place) => [name, hashed + place]));
      return numbers.get(card);
    },
    cardOf(number) {
      if (number >= hashed) return unhashed()[number - hashed] ?? ('' as CardId);
      return `${prefixOf(number)}${half(bytes, number, 0)}${half(bytes, number, 4)}` as CardId;
    },
    cards: () => fromCardNames(names),
  };
}

/** The names behind the hashed ones; often there are none, and the others are not looked at for that. */
function unhashedNames(
  { prefix, names }: Required<CardNames>,
  hashed: number,
  prefixOf: (number: number) => string,
): CardId[] {
  const size = prefix.lengths.reduce((sum, length) => sum + length, 0);
  if (size === hashed) return [];
  return names.split('\n').map((rest, place) => `${prefixOf(hashed + place)}${rest}` as CardId);
}

/** For each of some hashed names, in their order, its number among others; -1 where it is not among them. */
export function matchHashes(names: Required<CardNames>, others: Required<CardNames>): Int32Array {
  const found = new Int32Array(names.hashes.length / HASH_BYTES).fill(-1);
  const [ours, theirs] = [wordsIn(names.hashes), wordsIn(others.hashes)];
  const decks = decksOf(others);
  for (const [prefix, mine] of decksOf(names)) {
    const other = decks.get(prefix);
    if (!other) continue;
    if (areSame(ours, mine, theirs, other)) numberThrough(found, mine, other);
    else merge(found, bytesIn(names.hashes), mine, bytesIn(others.hashes), other);
  }
  return found;
}

/** Whether two decks have the same cards, as they do as a rule. */
function areSame(ours: Uint32Array, mine: Range, theirs: Uint32Array, other: Range): boolean {
  if (mine.to - mine.from !== other.to - other.from) return false;
  const shift = 2 * (other.from - mine.from);
  for (let at = 2 * mine.from; at < 2 * mine.to; at += 1) if (ours[at] !== theirs[at + shift]) return false;
  return true;
}

function numberThrough(found: Int32Array, mine: Range, other: Range): void {
  const shift = other.from - mine.from;
  for (let at = mine.from; at < mine.to; at += 1) found[at] = at + shift;
}

/** Both are sorted. */
function merge(found: Int32Array, ours: DataView, mine: Range, theirs: DataView, other: Range): void {
  let [at, next] = [mine.from, other.from];
  while (at < mine.to && next < other.to) {
    const difference = compared(ours, at, theirs, next);
    if (difference === 0) found[at] = next;
    if (difference <= 0) at += 1;
    else next += 1;
  }
}

/** The halves of hashes, to be told apart. */
function wordsIn(hashes: Uint8Array): Uint32Array {
  const isAligned = hashes.byteOffset % Uint32Array.BYTES_PER_ELEMENT === 0;
  const { buffer, byteOffset, byteLength } = isAligned ? hashes : hashes.slice();
  return new Uint32Array(buffer, byteOffset, byteLength / Uint32Array.BYTES_PER_ELEMENT);
}

/** Four bytes of a hash as hexadecimal digits. */
function half(bytes: DataView, number: number, from: 0 | 4): string {
  return bytes
    .getUint32(number * HASH_BYTES + from)
    .toString(16)
    .padStart(HASH_BYTES, '0');
}

function bytesIn(hashes: Uint8Array): DataView {
  return new DataView(hashes.buffer, hashes.byteOffset, hashes.byteLength);
}

function compared(some: DataView, place: number, others: DataView, other: number): number {
  return (
    some.getUint32(place * HASH_BYTES) - others.getUint32(other * HASH_BYTES) ||
    some.getUint32(place * HASH_BYTES + 4) - others.getUint32(other * HASH_BYTES + 4)
  );
}

const knownDecks = new WeakMap<CardNames, ReadonlyMap<string, Range>>();

/** Where the hashes of each deck stand. */
function decksOf(names: Required<CardNames>): ReadonlyMap<string, Range> {
  const known = knownDecks.get(names);
  if (known) return known;
  const { prefixes, prefix, hashes } = names;
  const decks = new Map<string, Range>();
  knownDecks.set(names, decks);
  let from = 0;
  for (const [run, number] of prefix.values.entries()) {
    const to = Math.min(hashes.length / HASH_BYTES, from + (prefix.lengths[run] ?? 0));
    if (from < to) decks.set(prefixes[number] ?? '', { from, to });
    from = to;
  }
  return decks;
}

/** The place of a hash among sorted ones, by halves. */
function placeOf(bytes: DataView, { from, to }: Range, hash: string): number | undefined {
  const high = Number.parseInt(hash.slice(0, HASH_BYTES), 16);
  const low = Number.parseInt(hash.slice(HASH_BYTES), 16);
  let [first, end] = [from, to];
  while (first < end) {
    const middle = (first + end) >>> 1;
    const difference =
      bytes.getUint32(middle * HASH_BYTES) - high || bytes.getUint32(middle * HASH_BYTES + 4) - low;
    if (difference === 0) return middle;
    if (difference < 0) first = middle + 1;
    else end = middle;
  }
  return undefined;
}
