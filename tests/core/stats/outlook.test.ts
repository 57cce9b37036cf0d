import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StudyDay } from '../../../src/core/day.ts';
import { cardState, dueOf } from '../../../src/core/standing.ts';
import { forecast } from '../../../src/core/stats/forecast.ts';
import {
  difficulties,
  histogram,
  intervals,
  recalls,
  stabilities,
  type Bin,
} from '../../../src/core/stats/histogram.ts';
import { NO_MARKS } from '../../../src/core/story.ts';
import { anyStanding, learning, NOW, review } from '../../fixtures/studyCards.ts';

const onDay = (days: number) => (NOW.day + days) as StudyDay;

test('a long enough forecast holds every card that comes up by itself, once', () => {
  fc.assert(
    fc.property(fc.array(anyStanding), (standings) => {
      const { overdue, days } = forecast(standings, NOW, 400);
      const ahead = days.reduce((sum, day) => sum + day.learning + day.young + day.mature, 0);
      expect(overdue + ahead).toBe(standings.filter((standing) => dueOf(standing, NOW) !== null).length);
    }),
  );
});

test('what is overdue and due today is what is due now', () => {
  fc.assert(
    fc.property(fc.array(anyStanding), (standings) => {
      const { overdue, days } = forecast(standings, NOW, 1);
      const [today] = days;
      const due = standings.filter((standing) => cardState(standing, NOW) === 'due').length;
      expect(overdue + (today?.young ?? 0) + (today?.mature ?? 0)).toBe(due);
    }),
  );
});

test('cards stand on their day by maturity; suspended cards on none, buried ones on the day they are dug up', () => {
  const cards = [
    { memory: review({ dueDay: onDay(-3) }), marks: NO_MARKS },
    { memory: review({ dueDay: onDay(1), intervalDays: 21 }), marks: NO_MARKS },
    { memory: review({ dueDay: onDay(1), intervalDays: 20 }), marks: NO_MARKS },
    { memory: learning(-5 * 86_400_000), marks: NO_MARKS },
    { memory: review({ dueDay: onDay(1) }), marks: { ...NO_MARKS, suspended: true } },
    { memory: review({ dueDay: onDay(-3) }), marks: { ...NO_MARKS, buriedUntil: onDay(2) } },
  ];
  expect(forecast(cards, NOW, 3)).toEqual({
    overdue: 1,
    days: [
      { day: onDay(0), learning: 1, young: 0, mature: 0 },
      { day: onDay(1), learning: 0, young: 1, mature: 1 },
      { day: onDay(2), learning: 0, young: 1, mature: 0 },
    ],
  });
});

test('every value lies in the bin that spans it', () => {
  const edges = [0, 1, 2, 4, 8];
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 20, noNaN: true })), (values) => {
      for (const { from, to, count } of histogram(values, edges)) {
        expect(count).toBe(values.filter((value) => value >= from && value < to).length);
      }
    }),
  );
  expect(histogram([-1, 100], [0, 10])).toEqual([
    { from: 0, to: 10, count: 1 },
    { from: 10, to: Infinity, count: 1 },
  ]);
});

function filled(bins: readonly Bin[]) {
  return bins.filter(({ count }) => count > 0).map(({ from, count }) => [from, count]);
}

test('intervals are those of cards in review, stability and difficulty those of every card seen', () => {
  const memories = [
    review({ intervalDays: 7, stability: 3, difficulty: 10 }),
    learning(0),
    { kind: 'new' } as const,
  ];
  expect(filled(intervals(memories))).toEqual([[7, 1]]);
  expect(filled(stabilities(memories))).toEqual([[1, 1], [2, 1]]); // prettier-ignore
  expect(filled(difficulties(memories))).toEqual([[5, 1], [9, 1]]); // prettier-ignore
  expect(filled(recalls([1, 0.9, null, 0.05]))).toEqual([[0, 1], [0.9, 2]]); // prettier-ignore
});
