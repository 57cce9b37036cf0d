import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type Millis } from '../../src/core/day.ts';
import type { CardId } from '../../src/core/deck.ts';
import {
  catchUp,
  isBacklog,
  suggestedCeiling,
  usualReviews,
  type CatchUpRequest,
  type ReviewCard,
} from '../../src/core/catchUp.ts';
import { costOfWaiting } from '../../src/core/costOfWaiting.ts';
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

const base: Omit<CatchUpRequest, 'cards' | 'ceilingOn'> = { now: NOW, scheduler, horizonDays: 60, seed: 1 };

function plan(cards: readonly ReviewCard[], ceiling: number, more: Partial<CatchUpRequest> = {}) {
  return catchUp({ ...base, cards, ceilingOn: () => ceiling, ...more });
}

test('a backlog is conserved: every day brings what was put off, what came due and what came back, under the ceiling', () => {
  fc.assert(
    fc.property(shelves, fc.integer({ min: 1, max: 20 }), (cards, ceiling) => {
      const { days } = plan(cards, ceiling);
      expect(days[0]?.due).toBe(cards.filter(({ memory }) => memory.dueDay <= today).length);
      for (const [index, { day, due, studied }] of days.entries()) {
        expect(studied).toBe(Math.min(due, ceiling));
        const putOff = due - studied;
        const coming = cards.filter(({ memory }) => memory.dueDay === day + 1).length;
        const next = days[index + 1];
        if (next === undefined) continue;
        expect(next.due).toBeGreaterThanOrEqual(putOff + coming);
        expect(next.due).toBeLessThanOrEqual(cards.length);
      }
    }),
  );
});

test('the day it is cleared is the first on which nothing is put off', () => {
  fc.assert(
    fc.property(shelves, fc.integer({ min: 1, max: 20 }), (cards, ceiling) => {
      const { days, clearedOn } = plan(cards, ceiling);
      expect(clearedOn).toBe(days.find(({ due, studied }) => due === studied)?.day ?? null);
    }),
  );
});

test('the same seed gives the same forecast, whatever the order of cards', () => {
  fc.assert(
    fc.property(shelves, fc.integer({ min: 1, max: 20 }), (cards, ceiling) => {
      expect(plan(cards.toReversed(), ceiling)).toEqual(plan(cards, ceiling));
    }),
  );
});

test('what waiting costs most comes first: neither what lasts for years nor what is long forgotten', () => {
  const [lasting, fading, forgotten] = [
    reviewCard(1, 800, 400, -1),
    reviewCard(2, 4, 5, -1),
    reviewCard(3, 4, 300, -290),
  ].map(({ memory }) => costOfWaiting(memory, today, scheduler));
  expect(fading).toBeLessThan(Math.min(lasting ?? 0, forgotten ?? 0));
});

test('a backlog that a ceiling cannot keep up with has no day on which it is cleared', () => {
  const cards = Array.from({ length: 200 }, (_, index) => reviewCard(index, 1, 3, -2));
  expect(plan(cards, 5).clearedOn).toBeNull();
  expect(plan(cards, 200).clearedOn).toBe(today);
});

test('nothing is studied on days off, which puts the end of it off', () => {
  const cards = Array.from({ length: 60 }, (_, index) => reviewCard(index, 20 + index, 40 + index, -10));
  const withBreak = plan(cards, 15, { ceilingOn: (day) => (day < today + 4 ? 0 : 15) });
  expect(withBreak.days.slice(0, 4).map(({ studied }) => studied)).toEqual([0, 0, 0, 0]);
  expect(withBreak.clearedOn).toBeGreaterThanOrEqual((plan(cards, 15).clearedOn ?? 0) + 4);
});

test('thousands of cards are stood for by a part of them, and the day found differs little', () => {
  const cards = Array.from({ length: 4000 }, (_, index) => reviewCard(index, 30 + (index % 50), 60, -30));
  const large = plan(cards, 400).clearedOn ?? 0;
  const small = plan(cards.slice(0, 1000), 100).clearedOn ?? 0;
  expect(Math.abs(large - small)).toBeLessThanOrEqual(2);
});

test('the ceiling that is suggested clears a backlog in about two weeks', () => {
  for (const size of [150, 300, 600]) {
    const cards = Array.from({ length: size }, (_, index) => reviewCard(index, 10 + (index % 90), 60, -20));
    const days = (plan(cards, suggestedCeiling(size, 0)).clearedOn ?? Infinity) - today;
    expect(days).toBeGreaterThanOrEqual(7);
    expect(days).toBeLessThanOrEqual(16);
  }
});

test('a backlog is more than the usual day, and the usual day is the median of the days studied', () => {
  expect(usualReviews([])).toBe(0);
  expect(usualReviews([0, 30, 0, 50, 40, 0])).toBe(40);
  expect([20, 21].map((overdue) => isBacklog(overdue, 0))).toEqual([false, true]);
  expect([60, 61].map((overdue) => isBacklog(overdue, 60))).toEqual([false, true]);
});
