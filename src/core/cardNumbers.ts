import { fromCardNames, HASH, HASH_BYTES, splitName, type CardNames } from './cardNames.ts';
import type { CardId } from './deck.ts';

/** Finds the number of a card among names; none is looked at before one is asked for. */
export type CardNumbers = {
  readonly numberOf: (card: CardId) => number | undefined;
  /** Every card, in the order of the numbers. */
  readonly cards: () => CardId[];
};

type Range = { readonly from: number; readonly to: number };

export function cardNumbers(names: Required<CardNames>): CardNumbers {
  const { hashes } = names;
  const hashed = hashes.length / HASH_BYTES;
  const bytes = new DataView(hashes.buffer, hashes.byteOffset, hashes.byteLength);
  let decks: ReadonlyMap<string, Range> | null = null;
  let others: ReadonlyMap<CardId, number> | null = null;
  return {
    numberOf(card) {
      const [prefix, rest] = splitName(card);
      if (HASH.test(rest)) {
        decks ??= decksOf(names, hashed);
        const deck = decks.get(prefix);
        return deck && placeOf(bytes, deck, rest);
      }
      others ??= new Map(
        fromCardNames(names)
          .slice(hashed)
          .map((name, place) => [name, hashed + place]),
      );
      return others.get(card);
    },
    cards: () => fromCardNames(names),
  };
}

/** Where the hashes of each deck stand. */
function decksOf({ prefixes, prefix }: CardNames, hashed: number): ReadonlyMap<string, Range> {
  const decks = new Map<string, Range>();
  let from = 0;
  for (const [run, number] of prefix.values.entries()) {
    const to = Math.min(hashed, from + (prefix.lengths[run] ?? 0));
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
