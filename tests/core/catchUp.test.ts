import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type Millis } from '../../src/core/day.ts';
import type { CardId } from '../../src/core/deck.ts';
import { catchUp, ceilingToClear, type CatchUpRequest, type ReviewCard } from '../../src/core/catchUp.ts';
import type { ReviewMemory } from '../../src/core/memory.ts';
import { createScheduler, DEFAULT_SCHEDULER_CONFIG } from '../../src/core/scheduler.ts';
import { DAY_MS, NOW } from '../fixtures/studyCards.ts';

const scheduler = createScheduler(DEFAULT_SCHEDULER_CONFIG);
const today = NOW.day;

function reviewCard(index: number, stability: number, daysAgo: number, dueInDays: number): ReviewCard {
  const memory: ReviewMemory = {
    kind: 'review',
    stability,
    difficulty: 5,
    lastAt: (NOW.at - daysAgo * DAY_MS) as Millis,
    lastDay: addDays(today, -daysAgo),
    dueDay: addDays(today, dueInDays),
    intervalDays: Math.max(1, daysAgo + dueInDays),
    reviews: 3,
    lapses: 0,
  };
  return { id: `c${index}` as CardId, memory };
}

const shelves = fc
  .array(
    fc.record({
      stability: fc.double({ min: 0.1, max: 2000, noNaN: true }),
      daysAgo: fc.integer({ min: 1, max: 400 }),
      dueInDays: fc.integer({ min: -100, max: 30 }),
    }),
    { maxLength: 40 },
  )
  .map((rows) =>
    rows.map(({ stability, daysAgo, dueInDays }, index) => reviewCard(index, stability, daysAgo, dueInDays)),
  );

const base: Omit<CatchUpRequest, 'cards' | 'ceiling'> = { now: NOW, scheduler, horizonDays: 60, seed: 1 };

test('today brings due cards only, none twice, as many as the ceiling allows', () => {
  fc.assert(
    fc.property(shelves, fc.integer({ min: 1, max: 20 }), (cards, ceiling) => {
      const due = cards.filter(({ memory }) => memory.dueDay <= today).map(({ id }) => id);
      const plan = catchUp({ ...base, cards, ceiling });
      expect(plan.today).toHaveLength(Math.min(ceiling, due.length));
      expect(new Set(plan.today).size).toBe(plan.today.length);
      expect(plan.today.every((id) => due.includes(id))).toBe(true);
      expect(plan.putOff).toBe(due.length - plan.today.length);
    }),
  );
});

test('every day keeps to the ceiling, and the day it is cleared is the first on which nothing is put off', () => {
  fc.assert(
    fc.property(shelves, fc.integer({ min: 1, max: 20 }), (cards, ceiling) => {
      const { days, clearedOn } = catchUp({ ...base, cards, ceiling });
      for (const { due, studied } of days) expect(studied).toBe(Math.min(due, ceiling));
      const first = days.find(({ due, studied }) => due === studied);
      expect(clearedOn).toBe(first?.day ?? null);
    }),
  );
});

test('the same seed gives the same forecast, whatever the order of cards', () => {
  fc.assert(
    fc.property(shelves, fc.integer({ min: 1, max: 20 }), (cards, ceiling) => {
      const one = catchUp({ ...base, cards, ceiling });
      expect(catchUp({ ...base, cards: cards.toReversed(), ceiling })).toEqual(one);
    }),
  );
});

test('what waiting costs most comes first: neither what lasts for years nor what is long forgotten', () => {
  const cards = [reviewCard(1, 800, 400, -1), reviewCard(2, 4, 5, -1), reviewCard(3, 4, 300, -290)];
  expect(catchUp({ ...base, cards, ceiling: 3 }).today[0]).toBe('c2');
});

test('a backlog that a ceiling cannot keep up with has no day on which it is cleared', () => {
  const cards = Array.from({ length: 200 }, (_, index) => reviewCard(index, 1, 3, -2));
  expect(catchUp({ ...base, cards, ceiling: 5 }).clearedOn).toBeNull();
  expect(catchUp({ ...base, cards, ceiling: 200 }).clearedOn).toBe(today);
});

test('the ceiling found clears the backlog in time, and one less does not', () => {
  const cards = Array.from({ length: 60 }, (_, index) => reviewCard(index, 20 + index, 40 + index, -10));
  const ceiling = ceilingToClear({ ...base, cards }, 7) ?? 0;
  const clears = (some: number) =>
    catchUp({ ...base, cards, ceiling: some, horizonDays: 7 }).clearedOn !== null;
  expect(clears(ceiling)).toBe(true);
  expect(clears(ceiling - 1)).toBe(false);
  expect(ceiling).toBeGreaterThanOrEqual(60 / 7);
  expect(ceilingToClear({ ...base, cards: [] }, 7)).toBe(1);
});
