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
  let decks: ReadonlyMap<string, Range> | null = null;
  let others: readonly CardId[] | null = null;
  let numbers: ReadonlyMap<CardId, number> | null = null;
  let prefix: Float64Array | null = null;
  const unhashed = () => (others ??= fromCardNames(names).slice(hashed));
  return {
    numberOf(card) {
      const [start, rest] = splitName(card);
      if (HASH.test(rest)) {
        decks ??= decksOf(names);
        const deck = decks.get(start);
        return deck && placeOf(bytes, deck, rest);
      }
      numbers ??= new Map(unhashed().map((name, place) => [name, hashed + place]));
      return numbers.get(card);
    },
    cardOf(number) {
      if (number >= hashed) return unhashed()[number - hashed] ?? ('' as CardId);
      prefix ??= fromRuns(names.prefix);
      return `${prefixes[prefix[number] ?? 0] ?? ''}${half(bytes, number, 0)}${half(bytes, number, 4)}` as CardId;
    },
    cards: () => fromCardNames(names),
  };
}

/** For each of some hashed names, in their order, its number among others; -1 where it is not among them. */
export function matchHashes(names: Required<CardNames>, others: Required<CardNames>): Int32Array {
  const [ours, theirs] = [bytesIn(names.hashes), bytesIn(others.hashes)];
  const found = new Int32Array(names.hashes.length / HASH_BYTES).fill(-1);
  const decks = decksOf(others);
  for (const [prefix, { from, to }] of decksOf(names)) {
    const deck = decks.get(prefix);
    let [mine, other] = [from, deck?.from ?? 0];
    const end = deck?.to ?? 0;
    // Both are sorted.
    while (mine < to && other < end) {
      const difference = compared(ours, mine, theirs, other);
      if (difference === 0) found[mine] = other;
      if (difference <= 0) mine += 1;
      else other += 1;
    }
  }
  return found;
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

/** Where the hashes of each deck stand. */
function decksOf({ prefixes, prefix, hashes }: Required<CardNames>): ReadonlyMap<string, Range> {
  const decks = new Map<string, Range>();
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
