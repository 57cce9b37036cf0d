/** A repeatable stream of numbers in [0, 1): the same seed always gives the same stream. */
export type Random = () => number;

/**
 * Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, passes gjrand's and PractRand's small tests. Good for
 * shuffling cards and drawing samples; never for secrets. Seeds are taken modulo 2^32.
 */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** A seed from words, for draws that must be the same on every device: FNV-1a over UTF-16 units. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** A fair shuffle (Fisher-Yates) into a new array. */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const result: T[] = [];
  for (const item of items) {
    const place = Math.floor(random() * (result.length + 1));
    const moved = result[place];
    if (moved === undefined) result.push(item);
    else {
      result.push(moved);
      result[place] = item;
    }
  }
  return result;
}
