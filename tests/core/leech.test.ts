import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StudyDay } from '../../src/core/day.ts';
import { GRADES, type Graded } from '../../src/core/event.ts';
import { isLeech, isLeechMoment, turnsLeech } from '../../src/core/leech.ts';
import { NEW_MEMORY, type Memory } from '../../src/core/memory.ts';
import { createScheduler, DEFAULT_SCHEDULER_CONFIG } from '../../src/core/scheduler.ts';
import { card, NOW, review } from '../fixtures/studyCards.ts';

const { id } = card('c');

// ankitects/anki@c32cb2913d (2026-08-22) rslib/src/scheduler/states/review.rs leech_threshold
test.each([
  { threshold: 3, upTo: 7, moments: [3, 5, 7] },
  { threshold: 8, upTo: 13, moments: [8, 12] },
  { threshold: 0, upTo: 3, moments: [] },
  { threshold: 1, upTo: 3, moments: [1, 2, 3] },
])('with a threshold of $threshold the moments are $moments, as in Anki', ({ threshold, upTo, moments }) => {
  const lapses = Array.from({ length: upTo + 1 }, (_, count) => count);
  expect(lapses.filter((count) => isLeechMoment(count, threshold))).toEqual(moments);
});

const answers = fc.array(fc.record({ grade: fc.constantFrom(...GRADES), days: fc.nat(30) }), {
  maxLength: 60,
});

test('a leech is announced only by a lapse, first when it becomes one, and stays one', () => {
  const scheduler = createScheduler(DEFAULT_SCHEDULER_CONFIG);
  fc.assert(
    fc.property(answers, fc.integer({ min: 1, max: 4 }), (history, threshold) => {
      let memory: Memory = NEW_MEMORY;
      let day = NOW.day;
      let announced = 0;
      for (const { grade, days } of history) {
        day = (day + days) as StudyDay;
        const answer: Pick<Graded, 'card' | 'at' | 'day' | 'grade'> = { card: id, at: NOW.at, day, grade };
        const after = scheduler.after(memory, answer);
        if (turnsLeech(memory, after, threshold)) announced += 1;
        expect(isLeech(after, threshold)).toBe(announced > 0);
        memory = after;
      }
    }),
  );
});

test('a new card is no leech, and a threshold of 0 switches leeches off', () => {
  expect(isLeech(NEW_MEMORY, 1)).toBe(false);
  expect(isLeechMoment(100, 0)).toBe(false);
});

test('only a lapse announces a leech: passing the card afterwards does not', () => {
  const [seven, eight] = [review({ lapses: 7 }), review({ lapses: 8 })];
  expect(turnsLeech(seven, eight, 8)).toBe(true);
  expect(turnsLeech(eight, eight, 8)).toBe(false);
});
