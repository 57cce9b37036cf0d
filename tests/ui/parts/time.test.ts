import { expect, test } from 'vitest';
import type { Millis, StudyDay } from '../../../src/core/day.ts';
import { printDaysAhead, printDue, printDuration } from '../../../src/ui/parts/time.ts';

const NOW = { at: 0 as Millis, utcOffsetMinutes: 0 };
const TODAY = 20_000 as StudyDay;
const MINUTE = 60_000;

test('one of a unit is written in the singular', () => {
  expect(printDuration(1000)).toBe('1 second');
  expect(printDuration(2000)).toBe('2 seconds');
  expect(printDue({ kind: 'at', at: MINUTE as Millis }, NOW, TODAY)).toBe('in 1 minute');
  expect(printDue({ kind: 'at', at: (89 * MINUTE) as Millis }, NOW, TODAY)).toBe('in 89 minutes');
});

test('an hour and a half is the shortest time told in hours, and it makes two', () => {
  expect(printDue({ kind: 'at', at: (90 * MINUTE) as Millis }, NOW, TODAY)).toBe('in 2 hours');
});

test('a few answers took seconds or minutes, not 0.0 hours, and a year of them is told in hours', () => {
  expect(printDuration(25_000)).toBe('25 seconds');
  expect(printDuration(89 * MINUTE)).toBe('89 minutes');
  expect(printDuration(216 * MINUTE)).toBe('3.6 hours');
  expect(printDuration(90_000 * MINUTE)).toBe('1,500 hours');
});

test('the next day is told as tomorrow, and an exam of this day is today', () => {
  expect([0, 1, 2].map(printDaysAhead)).toEqual(['today', 'tomorrow', 'in 2 days']);
});
