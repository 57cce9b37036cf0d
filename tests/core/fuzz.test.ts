import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CardId } from '../../src/core/deck.ts';
import { fuzzedInterval, fuzzFactor, fuzzRange, minimumInterval } from '../../src/core/fuzz.ts';

// ankitects/anki@c32cb2913d (2026-08-22) rslib/src/scheduler/states/fuzz.rs
describe('agrees with Anki', () => {
  test.each([
    [1, 1, 1000, [1, 1, 1]],
    [2.49, 1, 1000, [2, 2, 2]],
    [2.5, 1, 1000, [2, 3, 4]],
    [7, 1, 1000, [5, 7, 9]],
    [17, 1, 1000, [14, 17, 20]],
    [37, 1, 1000, [33, 37, 41]],
    [2, 2, 1000, [2, 2, 2]],
    [2, 3, 1000, [3, 4, 4]],
    [2, 3, 3, [3, 3, 3]],
    [6.9, 3, 1000, [5, 7, 9]],
    [7, 3, 1000, [5, 7, 9]],
    [7.1, 3, 1000, [5, 7, 9]],
    [19.9, 3, 1000, [17, 20, 23]],
    [20, 3, 1000, [17, 20, 23]],
    [20.1, 3, 1000, [17, 20, 23]],
    [100, 101, 1000, [101, 105, 108]],
    [100, 1, 99, [92, 96, 99]],
    [100, 97, 103, [97, 100, 103]],
  ])('with_review_fuzz: %d days within %d to %d', (interval, minimum, maximum, expected) => {
    expect([0, 0.5, 0.99].map((factor) => fuzzedInterval(interval, minimum, maximum, factor))).toEqual(
      expected,
    );
  });

  test.each([
    [1.5, 1, 100, 2],
    [0.1, 1, 100, 1],
    [101, 1, 100, 100],
  ])(
    'with_review_fuzz without fuzz: %d days within %d to %d become %d',
    (interval, minimum, maximum, expected) => {
      expect(fuzzedInterval(interval, minimum, maximum, null)).toBe(expected);
    },
  );

  test.each([
    [2.7269483, 4, 36500, 4],
    [2.7269483, 5, 36500, 0],
    [4.591988, 4, 36500, 5],
  ])(
    'minimum_review_fuzz_interval: %d days after %d, at most %d',
    (interval, previous, maximum, expected) => {
      expect(minimumInterval(interval, previous, maximum)).toBe(expected);
    },
  );
});

test('a fuzzed interval is a whole day within its range and limits', () => {
  const days = fc.double({ min: 0, max: 50_000, noNaN: true });
  const limit = fc.integer({ min: 1, max: 36_500 });
  fc.assert(
    fc.property(
      days,
      limit,
      limit,
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (interval, a, b, factor) => {
        const minimum = Math.min(a, b);
        const maximum = Math.max(a, b);
        const { lower, upper } = fuzzRange(interval, minimum, maximum);
        const fuzzed = fuzzedInterval(interval, minimum, maximum, factor);
        expect(Number.isInteger(fuzzed)).toBe(true);
        expect(minimum <= lower && lower <= fuzzed && fuzzed <= upper && upper <= maximum).toBe(true);
      },
    ),
  );
});

test('the fuzz of a card stays the same until its next answer, and differs between cards', () => {
  const factors = Array.from({ length: 2000 }, (_, index) => fuzzFactor(`card-${index}` as CardId, 3));
  expect(factors).toEqual(
    Array.from({ length: 2000 }, (_, index) => fuzzFactor(`card-${index}` as CardId, 3)),
  );
  const tenths = Array.from({ length: 10 }, () => 0);
  for (const factor of factors) tenths[Math.floor(factor * 10)] = (tenths[Math.floor(factor * 10)] ?? 0) + 1;
  // 200 are expected in each tenth; four standard deviations of a fair die are 54.
  for (const count of tenths) expect(Math.abs(count - 200)).toBeLessThan(54);
});

test('the fuzz of a card is another one after each answer', () => {
  const factors = Array.from({ length: 50 }, (_, reviews) => fuzzFactor('card' as CardId, reviews));
  expect(new Set(factors).size).toBe(50);
});
