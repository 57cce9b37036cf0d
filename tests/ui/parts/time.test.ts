import { expect, test } from 'vitest';
import type { Millis, StudyDay } from '../../../src/core/day.ts';
import { printDue, printDuration } from '../../../src/ui/parts/time.ts';

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
