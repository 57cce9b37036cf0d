import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, parseDay, type StudyDay } from '../../src/core/day.ts';
import { fuzzedInterval, fuzzRange } from '../../src/core/fuzz.ts';
import {
  balancedInterval,
  dayWeights,
  weekdayOf,
  weekdayShares,
  type EasyDays,
  type LoadRequest,
} from '../../src/core/loadBalance.ts';
import { createRandom } from '../../src/core/random.ts';
import { NOW } from '../fixtures/studyCards.ts';

const WEEK: EasyDays = ['normal', 'normal', 'normal', 'normal', 'normal', 'normal', 'normal'];
const today = NOW.day;
const calm: LoadRequest = {
  today,
  range: { lower: 8, upper: 12 },
  loadOn: () => 0,
  shareOn: () => 1,
  siblingDays: [],
};
const factors = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const loads = fc.array(fc.nat(100), { minLength: 40, maxLength: 40 });

/** Gives `count` cards of one interval their days, one after the other. */
function fill(
  count: number,
  interval: number,
  shareOn: LoadRequest['shareOn'],
  isBalanced = true,
): Map<number, number> {
  const random = createRandom(1);
  const load = new Map<number, number>();
  const range = fuzzRange(interval, 1, 36_500);
  for (let card = 0; card < count; card += 1) {
    const request = { ...calm, range, shareOn, loadOn: (day: StudyDay) => load.get(day) ?? 0 };
    const days = isBalanced
      ? balancedInterval(request, random())
      : fuzzedInterval(interval, 1, 36_500, random());
    load.set(addDays(today, days), (load.get(addDays(today, days)) ?? 0) + 1);
  }
  return load;
}

test('a balanced interval lies within its range, and the same factor gives the same day', () => {
  fc.assert(
    fc.property(factors, loads, fc.nat(20), fc.nat(10), (factor, load, lower, width) => {
      const range = { lower: lower + 1, upper: lower + 1 + width };
      const request = { ...calm, range, loadOn: (day: StudyDay) => load[day - today] ?? 0 };
      const interval = balancedInterval(request, factor);
      expect(interval >= range.lower && interval <= range.upper && Number.isInteger(interval)).toBe(true);
      expect(balancedInterval(request, factor)).toBe(interval);
    }),
  );
});

test('more cards on a day never make it likelier', () => {
  fc.assert(
    fc.property(loads, fc.nat(4), fc.integer({ min: 1, max: 50 }), (load, index, more) => {
      const weightsWith = (extra: number) =>
        dayWeights({
          ...calm,
          loadOn: (day) => (load[day - today] ?? 0) + (day - today === 8 + index ? extra : 0),
        });
      expect(weightsWith(more)[index]).toBeLessThanOrEqual(weightsWith(0)[index] ?? 0);
    }),
  );
});

test('cards that fall together are spread more evenly than by fuzz alone', () => {
  // The fuzz range of 20 days is 17 to 23: seven days.
  const balanced = fill(700, 20, () => 1);
  expect(balanced.size).toBe(7);
  // (20/17)^3 prefers sooner days a little, so perfectly even is not what it aims at.
  expect(Math.max(...balanced.values()) / Math.min(...balanced.values())).toBeLessThan(1.6);
  expect(Math.max(...fill(70, 20, () => 1).values())).toBeLessThan(
    Math.max(...fill(70, 20, () => 1, false).values()),
  );
});

test('a reduced day gets about half of its neighbours’ cards, a minimum day next to none even while it is empty', () => {
  const weekday = weekdayOf(addDays(today, 20));
  const shares = (share: 'reduced' | 'minimum') =>
    weekdayShares(WEEK.with(weekday, share) as unknown as EasyDays);
  const on = (load: Map<number, number>, interval: number) => load.get(addDays(today, interval)) ?? 0;
  const reduced = fill(700, 20, shares('reduced'));
  const neighbours = (on(reduced, 19) + on(reduced, 21)) / 2;
  expect(on(reduced, 20) / neighbours).toBeGreaterThan(0.35);
  expect(on(reduced, 20) / neighbours).toBeLessThan(0.65);
  expect(on(fill(700, 20, shares('minimum')), 20)).toBe(0);
});

test('a card keeps away from its siblings', () => {
  const weights = dayWeights({ ...calm, siblingDays: [addDays(today, 10)] });
  const alone = dayWeights(calm);
  const kept = weights.map((weight, index) => weight / (alone[index] ?? 1));
  [0.4, 0.2, 0.000001, 0.2, 0.4].forEach((share, index) => expect(kept[index]).toBeCloseTo(share, 9));
});

test('when every day is off, the days are alike', () => {
  const request = { ...calm, shareOn: () => 0 };
  expect([0, 0.3, 0.5, 0.7, 0.9].map((factor) => balancedInterval(request, factor))).toEqual([
    8, 9, 10, 11, 12,
  ]);
});

test.each([
  ['2026-01-05', 0],
  ['2026-01-11', 6],
  ['1970-01-01', 3],
  ['1969-12-29', 0],
])('%s is day %d of the week, counted from Monday', (date, expected) => {
  const day = parseDay(date);
  expect(day === null ? null : weekdayOf(day)).toBe(expected);
});
