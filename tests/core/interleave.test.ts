import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apart, mixed, roundRobin, spread } from '../../src/core/interleave.ts';
import { createRandom } from '../../src/core/random.ts';

type Item = { readonly key: string; readonly index: number };
const keyOf = ({ key }: Item) => key;
const anyItems = fc
  .array(fc.constantFrom('a', 'b', 'c'), { maxLength: 24 })
  .map((keys) => keys.map((key, index): Item => ({ key, index })));

const byIndex = (items: readonly Item[]) => items.toSorted((a, b) => a.index - b.index);
const touching = (items: readonly Item[]) =>
  items.filter((item, index) => item.key === items[index - 1]?.key).length;

/** No arrangement has fewer neighbours of one key: the most frequent key needs others between all of its own. */
function fewest(items: readonly Item[]): number {
  const counts = ['a', 'b', 'c'].map((key) => items.filter((item) => item.key === key).length);
  return Math.max(0, 2 * Math.max(...counts) - 1 - items.length);
}

test('interleaving keeps every item, and the order within each group', () => {
  fc.assert(
    fc.property(anyItems, fc.integer(), (items, seed) => {
      const half = Math.floor(items.length / 2);
      const results = [
        roundRobin(items, keyOf),
        spread(items, keyOf, createRandom(seed)),
        apart(items, keyOf),
        mixed(items.slice(0, half), items.slice(half)),
      ];
      for (const result of results) expect(byIndex(result)).toEqual(items);
      for (const result of results.slice(0, 3)) {
        for (const key of ['a', 'b', 'c']) {
          const group = result.filter((item) => item.key === key);
          expect(group).toEqual(byIndex(group));
        }
      }
    }),
  );
});

test('as few neighbours as possible share a key', () => {
  fc.assert(
    fc.property(anyItems, (items) => {
      expect(touching(apart(items, keyOf))).toBe(fewest(items));
    }),
  );
});

test('the first item differs from the one before it wherever that costs nothing', () => {
  const items: Item[] = ['a', 'a', 'b', 'c'].map((key, index) => ({ key, index }));
  expect(apart(items, keyOf, { key: 'a', index: -1 }).map(keyOf)).toEqual(['b', 'a', 'c', 'a']);
});

test('what is apart already stays as it is', () => {
  fc.assert(
    fc.property(anyItems, (items) => {
      fc.pre(fewest(items) === 0);
      const once = apart(items, keyOf);
      expect(apart(once, keyOf)).toEqual(once);
    }),
  );
});

test('round robin takes one of each group in turn', () => {
  const items = ['a', 'a', 'a', 'b', 'c', 'c'].map((key, index): Item => ({ key, index }));
  expect(roundRobin(items, keyOf).map(keyOf).join('')).toBe('abcaca');
});

test('two lists are mixed evenly', () => {
  expect(mixed(['1', '2', '3', '4', '5', '6'], ['x', 'y']).join('')).toBe('12x345y6');
});
