import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom, seedOf, shuffled } from '../../src/core/random.ts';

test('the same seed gives the same stream, and numbers stay in [0, 1)', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const [one, other] = [createRandom(seed), createRandom(seed)];
      for (let count = 0; count < 50; count += 1) {
        const value = one();
        expect(value).toBe(other());
        expect(value >= 0 && value < 1).toBe(true);
      }
    }),
  );
});

test('the stream is even: of 100,000 draws each tenth gets its share', () => {
  const random = createRandom(1);
  const bins = Array.from({ length: 10 }, () => 0);
  for (let count = 0; count < 100_000; count += 1) {
    const bin = Math.floor(random() * 10);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  // Five standard deviations of a binomial with n = 100,000 and p = 0.1.
  for (const count of bins) expect(Math.abs(count - 10_000)).toBeLessThan(475);
});

test('a shuffle keeps every item and leaves the list it was given', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
      const before = [...items];
      const result = shuffled(items, createRandom(seed));
      expect(result.toSorted((a, b) => a - b)).toEqual(items.toSorted((a, b) => a - b));
      expect(items).toEqual(before);
    }),
  );
});

test('a shuffle is fair: each of three items stands in each place a third of the time', () => {
  const random = createRandom(7);
  const places = new Map<string, number>();
  for (let count = 0; count < 30_000; count += 1) {
    for (const [place, item] of shuffled(['a', 'b', 'c'], random).entries()) {
      places.set(`${item}${place}`, (places.get(`${item}${place}`) ?? 0) + 1);
    }
  }
  expect(places.size).toBe(9);
  // Five standard deviations of a binomial with n = 30,000 and p = 1/3.
  for (const count of places.values()) expect(Math.abs(count - 10_000)).toBeLessThan(410);
});

test('FNV-1a gives its published values', () => {
  // Test vectors of the FNV reference code, isthe.com/chongo/src/fnv/test_fnv.c.
  expect(seedOf('')).toBe(0x811c9dc5);
  expect(seedOf('a')).toBe(0xe40c292c);
  expect(seedOf('foobar')).toBe(0xbf9cf968);
});
