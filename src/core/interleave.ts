import type { Random } from './random.ts';

/** Items by key; keys in order of appearance, items in the given order. */
export function groupedBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** The first of each group, then the second of each, and so on; order within a group is kept. */
export function roundRobin<T>(items: readonly T[], keyOf: (item: T) => unknown): T[] {
  const groups = [...groupedBy(items, keyOf).values()];
  const rounds = groups.flatMap((group, turn) => group.map((item, round) => ({ item, round, turn })));
  return rounds.toSorted((a, b) => a.round - b.round || a.turn - b.turn).map(({ item }) => item);
}

/** Two lists into one, each spread evenly over the whole and in its own order. */
export function mixed<T>(one: readonly T[], other: readonly T[]): T[] {
  const places = [...placed(one, 0.5), ...placed(other, 0.5)];
  return places.toSorted((a, b) => a.place - b.place).map(({ item }) => item);
}

/** Every group spread evenly over the whole, in its own order; chance decides where in its stride a group begins. */
export function spread<T>(items: readonly T[], keyOf: (item: T) => unknown, random: Random): T[] {
  const places = [...groupedBy(items, keyOf).values()].flatMap((group) => placed(group, random()));
  return places.toSorted((a, b) => a.place - b.place).map(({ item }) => item);
}

/**
 * The items so that no two neighbours share a key wherever that is possible, otherwise in the given order. `previous`
 * is what stands before the first. Quadratic in the worst case: meant for short lists.
 */
export function apart<T>(items: readonly T[], keyOf: (item: T) => unknown, previous?: T): T[] {
  const left = [...items];
  const counts = new Map([...groupedBy(left, keyOf)].map(([key, group]) => [key, group.length]));
  const result: T[] = [];
  let last = previous === undefined ? undefined : keyOf(previous);
  while (left.length > 0) {
    // A key that fills more than half of what is left has to take every other place from here on.
    const crowded = [...counts].find(([key, count]) => key !== last && count * 2 > left.length)?.[0];
    const index = left.findIndex((item) =>
      crowded === undefined ? keyOf(item) !== last : keyOf(item) === crowded,
    );
    const [next] = left.splice(Math.max(0, index), 1);
    if (next === undefined) break;
    last = keyOf(next);
    counts.set(last, (counts.get(last) ?? 0) - 1);
    result.push(next);
  }
  return result;
}

/** The i-th of n items at the place (i + share) / n of the way. */
function placed<T>(items: readonly T[], share: number) {
  return items.map((item, index) => ({ item, place: (index + share) / items.length }));
}
