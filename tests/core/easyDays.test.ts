import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, parseDay, type Millis, type StudyDay } from '../../src/core/day.ts';
import type { CardId } from '../../src/core/deck.ts';
import { GRADES } from '../../src/core/event.ts';
import {
  dayShares,
  NO_EASY_DAYS,
  offUntil,
  sharedInterval,
  weekdayOf,
  type DaysOff,
  type DayShare,
  type EasyDays,
} from '../../src/core/easyDays.ts';
import { NEW_MEMORY, type Memory } from '../../src/core/memory.ts';
import { createScheduler, DEFAULT_SCHEDULER_CONFIG } from '../../src/core/scheduler.ts';
import { anyDaysOff, anyEasyDays } from '../fixtures/anyEasyDays.ts';
import { DAY_MS, NOW, review } from '../fixtures/studyCards.ts';

const today = NOW.day;
const anyAnswers = fc.array(fc.record({ grade: fc.constantFrom(...GRADES), days: fc.nat(40) }), {
  maxLength: 12,
});
const factors = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

function day(offset: number): StudyDay {
  return addDays(today, offset);
}

function withDay(weekday: number, share: DayShare): EasyDays {
  const share7 = (one: number) => (one === weekday ? share : 'normal');
  return [share7(0), share7(1), share7(2), share7(3), share7(4), share7(5), share7(6)];
}

/** The dates that many cards of one stability get when they are passed today. */
function dates(easyDays: EasyDays, daysOff: readonly DaysOff[] = [], count = 2000): Map<StudyDay, number> {
  const scheduler = createScheduler({ ...DEFAULT_SCHEDULER_CONFIG, easyDays, daysOff });
  const found = new Map<StudyDay, number>();
  for (let index = 0; index < count; index += 1) {
    const card = `c${index}` as CardId;
    const after = scheduler.after(review({ stability: 8 }), { card, ...NOW, grade: 'good' });
    if (after.kind === 'review') found.set(after.dueDay, (found.get(after.dueDay) ?? 0) + 1);
  }
  return found;
}

test('with every day normal and none off, days are left as they were', () => {
  expect(dayShares(NO_EASY_DAYS, [])).toBeNull();
  expect(dates(NO_EASY_DAYS, [{ from: addDays(today, -9), to: today }])).toEqual(dates(NO_EASY_DAYS));
});

test('the day chosen is one of the range, and one that is wanted where there is any', () => {
  const shares = fc.array(fc.constantFrom(0, 0.0001, 0.5, 1), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(factors, shares, fc.integer({ min: 1, max: 300 }), (factor, wanted, lower) => {
      const range = { lower, upper: lower + wanted.length - 1 };
      const interval = sharedInterval(range, factor, (days) => wanted[days - lower] ?? 0);
      expect(Number.isInteger(interval) && interval >= range.lower && interval <= range.upper).toBe(true);
      expect(wanted[interval - lower] !== 0 || wanted.every((share) => share === 0)).toBe(true);
    }),
  );
});

test('what a button shows is what the answer gives, and a replay gives the same dates as the answers did', () => {
  fc.assert(
    fc.property(anyEasyDays, anyDaysOff(today), anyAnswers, (easyDays, daysOff, answers) => {
      const config = { ...DEFAULT_SCHEDULER_CONFIG, easyDays, daysOff };
      const [scheduler, again] = [createScheduler(config), createScheduler(config)];
      const card = 'c' as CardId;
      const story = answers.map(({ grade }, index) => {
        const days = answers.slice(0, index).reduce((sum, answer) => sum + answer.days, 0);
        return { card, grade, at: (NOW.at + days * DAY_MS) as Millis, day: addDays(today, days) };
      });
      let memory: Memory = NEW_MEMORY;
      for (const answer of story) {
        const shown = scheduler.futures(memory, answer, card)[answer.grade];
        // Another card answered in between is none of this card's business.
        scheduler.after(NEW_MEMORY, { ...answer, card: 'other' as CardId });
        memory = scheduler.after(memory, answer);
        expect(memory).toEqual(shown);
      }
      expect(story.reduce<Memory>((past, answer) => again.after(past, answer), NEW_MEMORY)).toEqual(memory);
    }),
  );
});

test('a reduced day gets about half of its neighbours’ cards, a minimum day next to none, a day off none', () => {
  const plain = [...dates(NO_EASY_DAYS).keys()].toSorted((a, b) => a - b);
  const middle = plain[Math.floor(plain.length / 2)];
  if (middle === undefined) throw new Error('passed cards have dates');
  const share = (found: Map<StudyDay, number>) => {
    const neighbours = (found.get(addDays(middle, -1)) ?? 0) + (found.get(addDays(middle, 1)) ?? 0);
    return (found.get(middle) ?? 0) / (neighbours / 2);
  };
  expect(share(dates(NO_EASY_DAYS))).toBeGreaterThan(0.8);
  const reduced = share(dates(withDay(weekdayOf(middle), 'reduced')));
  expect(reduced).toBeGreaterThan(0.4);
  expect(reduced).toBeLessThan(0.6);
  expect(share(dates(withDay(weekdayOf(middle), 'minimum')))).toBeLessThan(0.02);
  expect(share(dates(NO_EASY_DAYS, [{ from: middle, to: middle }]))).toBe(0);
});

test('time off that fills the whole reach of fuzz moves nothing: a date is never pushed further than fuzz may', () => {
  const away = dates(NO_EASY_DAYS, [{ from: today, to: addDays(today, 1000) }]);
  expect(new Set(away.keys())).toEqual(new Set(dates(NO_EASY_DAYS).keys()));
});

test('when no day is wanted, the days are alike', () => {
  const range = { lower: 8, upper: 12 };
  expect([0, 0.3, 0.5, 0.7, 0.9].map((factor) => sharedInterval(range, factor, () => 0))).toEqual([
    8, 9, 10, 11, 12,
  ]);
});

test('time off lasts to the end of the times that meet or overlap', () => {
  const times = [
    { from: day(3), to: day(5) },
    { from: day(0), to: day(2) },
    { from: day(8), to: day(8) },
  ];
  expect(offUntil(times, day(-1))).toBeNull();
  expect(offUntil(times, day(1))).toBe(day(5));
  expect(offUntil(times, day(6))).toBeNull();
  expect(offUntil(times, day(8))).toBe(day(8));
});

test.each([
  ['2026-01-05', 0],
  ['2026-01-11', 6],
  ['1970-01-01', 3],
  ['1969-12-29', 0],
])('%s is day %d of the week, counted from Monday', (date, expected) => {
  const found = parseDay(date);
  expect(found === null ? null : weekdayOf(found)).toBe(expected);
});
