import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Millis, StudyDay } from '../../../src/core/day.ts';
import { NO_BIAS } from '../../../src/core/recallBias.ts';
import { DEFAULT_SCHEDULER_CONFIG } from '../../../src/core/scheduler.ts';
import { USUAL_SECONDS } from '../../../src/core/simulation/answerShares.ts';
import { paceOf } from '../../../src/core/simulation/pace.ts';
import { whatIf, type WhatIfPoint, type WhatIfRequest } from '../../../src/core/simulation/whatIf.ts';
import { whatIfCards } from '../../../src/core/simulation/whatIfCards.ts';
import { NO_MARKS } from '../../../src/core/story.ts';
import { answer, logOf } from '../../fixtures/answers.ts';
import { DAY_MS, NEW, NOW, review } from '../../fixtures/studyCards.ts';

const known = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    memory: review({ stability: 1 + (index % 40), dueDay: (NOW.day + (index % 12)) as StudyDay }),
    marks: NO_MARKS,
  }));
const fresh = (count: number) => Array.from({ length: count }, () => NEW);

function played(more: Partial<WhatIfRequest> = {}): WhatIfPoint[] {
  const run = whatIf({
    cards: whatIfCards([...known(150), ...fresh(100)], NOW),
    config: DEFAULT_SCHEDULER_CONFIG,
    days: 120,
    retentions: [0.7, 0.8, 0.9, 0.95],
    newPerDay: 5,
    reviewsPerDay: 1000,
    bias: NO_BIAS,
    pace: 1,
    seed: 1,
    ...more,
  });
  let step = run.next();
  while (!step.done) step = run.next();
  return step.value;
}

test('asking for more recall costs more reviews and minutes and leaves more remembered', () => {
  const points = played();
  for (const of of ['reviews', 'minutes', 'remembered'] as const) {
    const values = points.map((point) => point[of]);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
  }
});

test('recall in the long run lies above what it falls to before each review', () => {
  for (const { retention, recall } of played({ days: 365 })) {
    expect(recall).toBeGreaterThan(retention);
    expect(recall).toBeLessThan(retention + (1 - retention) * 0.85);
  }
});

test('the same request always gives the same points', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      expect(played({ seed, days: 30 })).toEqual(played({ seed, days: 30 }));
    }),
    { numRuns: 5 },
  );
});

test('no day brings more reviews or new cards than its limits', () => {
  fc.assert(
    fc.property(fc.nat(20), fc.nat(20), fc.integer({ min: 1, max: 40 }), (newPerDay, reviewsPerDay, days) => {
      for (const { introduced, reviews } of played({ newPerDay, reviewsPerDay, days })) {
        expect(introduced).toBe(Math.min(100, newPerDay * days));
        expect(reviews).toBeLessThanOrEqual(reviewsPerDay * days);
      }
    }),
    { numRuns: 20 },
  );
});

test('a collection a hundred times as large costs about a hundred times as much', () => {
  const small = played({ retentions: [0.9] });
  const large = played({
    cards: whatIfCards([...known(15_000), ...fresh(10_000)], NOW),
    retentions: [0.9],
    newPerDay: 500,
    reviewsPerDay: 100_000,
  });
  expect((large[0]?.minutes ?? 0) / (small[0]?.minutes ?? 1) / 100).toBeCloseTo(1, 0);
  expect((large[0]?.introduced ?? 0) / 10_000).toBeCloseTo(1, 1);
});

test('a learner of twice the usual pace needs twice the minutes for the same reviews', () => {
  const [usual, slow] = [played(), played({ pace: 2 })];
  expect(slow.map(({ reviews }) => reviews)).toEqual(usual.map(({ reviews }) => reviews));
  slow.forEach(({ minutes }, index) => expect(minutes).toBeCloseTo(2 * (usual[index]?.minutes ?? 0), 6));
});

test('with no cards there is nothing to do and nothing to recall', () => {
  expect(played({ cards: whatIfCards([], NOW), retentions: [0.9] })).toEqual([
    { retention: 0.9, reviews: 0, introduced: 0, minutes: 0, recall: null, remembered: 0 },
  ]);
});

test('suspended cards take no part, cards in steps are due today, and others keep their dates', () => {
  const learning = {
    kind: 'learning' as const,
    stability: 0.5,
    difficulty: 6,
    lastAt: (NOW.at - DAY_MS) as Millis,
    lastDay: (NOW.day - 1) as StudyDay,
    reviews: 1,
    lapses: 0,
    stepsLeft: 1,
    dueAt: NOW.at,
  };
  const cards = whatIfCards(
    [
      { memory: review(), marks: { ...NO_MARKS, suspended: true } },
      { memory: { kind: 'new' }, marks: { ...NO_MARKS, suspended: true } },
      NEW,
      { memory: learning, marks: NO_MARKS },
      { memory: review({ dueDay: (NOW.day + 4) as StudyDay }), marks: NO_MARKS },
      { memory: review({ dueDay: (NOW.day - 4) as StudyDay }), marks: NO_MARKS },
    ],
    NOW,
  );
  expect(cards.newCards).toBe(1);
  expect([...cards.untilDue]).toEqual([0, 4, 0]);
  expect([...cards.sinceLast]).toEqual([1, 10, 10]);
});

test('the pace is 1 without answers, and what was left open for an hour counts as a minute', () => {
  expect(paceOf(logOf([]))).toBe(1);
  const [, , good] = USUAL_SECONDS.learning;
  expect(paceOf(logOf([answer('a', 0, 'good', { tookMs: good * 1500 })]))).toBeCloseTo(1.5, 10);
  expect(paceOf(logOf([answer('a', 0, 'good', { tookMs: 3_600_000 })]))).toBeCloseTo(60 / good, 10);
});
