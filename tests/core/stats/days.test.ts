import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDay, parseDay, type StudyDay } from '../../../src/core/day.ts';
import type { CardId } from '../../../src/core/deck.ts';
import { NEW_MEMORY, type Memory } from '../../../src/core/memory.ts';
import { phaseOf } from '../../../src/core/stats/answerLog.ts';
import { calendar } from '../../../src/core/stats/calendar.ts';
import { LONGEST_ANSWER_MS, perDay } from '../../../src/core/stats/perDay.ts';
import { phasesOverTime } from '../../../src/core/stats/phasesOverTime.ts';
import { streak } from '../../../src/core/stats/streak.ts';
import { answer, anyAnswers, FIRST_DAY, logOf, SCHEDULER } from '../../fixtures/answers.ts';

const day = (offset: number) => (FIRST_DAY + offset) as StudyDay;
const LAST = day(100);

test('every answer is on its day, and every day of the period is there once', () => {
  fc.assert(
    fc.property(anyAnswers, fc.nat({ max: 100 }), fc.nat({ max: 100 }), (answers, from, length) => {
      const days = perDay(logOf(answers), day(from), day(from + length));
      expect(days.map((one) => one.day)).toEqual(
        Array.from({ length: length + 1 }, (_, index) => day(from + index)),
      );
      for (const one of days) {
        const own = answers.filter((given) => given.day === one.day);
        expect(one.answers).toBe(own.length);
        expect(one.ms).toBe(own.reduce((sum, { tookMs }) => sum + Math.min(tookMs, LONGEST_ANSWER_MS), 0));
        expect(Object.values(one.phases).reduce((sum, count) => sum + count, 0)).toBe(own.length);
      }
    }),
  );
});

test('a period that ends before it begins has no days', () => {
  expect(perDay(logOf([answer('a', 0, 'good')]), day(1), day(0))).toEqual([]);
  expect(phasesOverTime(logOf([answer('a', 0, 'good')]), day(1), day(0))).toEqual([]);
});

test('the levels of a calendar rise with the answers; a day without any is at 0, the busiest at the top', () => {
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      const days = calendar(logOf(answers), FIRST_DAY, LAST).toSorted((a, b) => a.answers - b.answers);
      for (const [index, one] of days.entries()) {
        expect(one.level).toBeGreaterThanOrEqual(days[index - 1]?.level ?? 0);
        expect(one.level === 0).toBe(one.answers === 0);
      }
    }),
  );
  const busy = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((count, index) =>
    Array.from({ length: count }, (_, card) => answer(`c${card}`, index, 'good')),
  );
  expect(calendar(logOf(busy), FIRST_DAY, day(7)).map(({ level }) => level)).toEqual([
    1, 1, 2, 2, 3, 3, 4, 4,
  ]);
});

test('a calendar week begins on Monday', () => {
  const monday = parseDay('2026-03-09') ?? FIRST_DAY;
  const before = (monday - 1) as StudyDay;
  const days = calendar(logOf([]), before, monday).map((one) => `${formatDay(one.day)} ${one.weekday}`);
  expect(days).toEqual(['2026-03-08 6', '2026-03-09 0']);
});

test('at the end of each day every card answered by then stands in exactly one phase, the one of its memory', () => {
  fc.assert(
    fc.property(anyAnswers, fc.nat({ max: 200 }), (answers, offset) => {
      const memories = new Map<CardId, Memory>();
      for (const given of answers.filter((one) => one.day <= day(offset))) {
        memories.set(given.card, SCHEDULER.after(memories.get(given.card) ?? NEW_MEMORY, given));
      }
      const expected = { learning: 0, relearning: 0, young: 0, mature: 0 };
      for (const memory of memories.values()) {
        const phase = phaseOf(memory);
        if (phase !== 'new') expected[phase] += 1;
      }
      for (const from of [0, Math.floor(offset / 2), offset]) {
        expect(phasesOverTime(logOf(answers), day(from), day(offset)).at(-1)?.phases).toEqual(expected);
      }
    }),
  );
});

test('a streak is the run of studied days up to today, or up to yesterday while today is open', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat({ max: 40 })), fc.nat({ max: 40 }), (offsets, today) => {
      const log = logOf(offsets.map((offset) => answer('a', offset, 'good')));
      const studied = new Set(offsets.filter((offset) => offset <= today));
      const runTo = (end: number): number => (studied.has(end) ? 1 + runTo(end - 1) : 0);
      expect(streak(log, day(today))).toEqual({
        current: runTo(today) || runTo(today - 1),
        longest: Math.max(0, ...[...studied].map(runTo)),
        studiedOfLast30: [...studied].filter((offset) => offset > today - 30).length,
      });
    }),
  );
});
