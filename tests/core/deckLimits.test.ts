import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deckBudget, NO_DECK_LIMITS, UNLIMITED } from '../../src/core/deckLimits.ts';
import { createDiary } from '../../src/core/diary.ts';
import { FIRST_DAY, SCHEDULER } from '../fixtures/answers.ts';
import { histories } from '../fixtures/histories.ts';

test('a deck’s day is counted as the diary counts the days of all decks', () => {
  fc.assert(
    fc.property(histories, fc.nat({ max: 40 }), fc.nat({ max: 4 }), (events, pick, limit) => {
      const diary = createDiary(SCHEDULER, events);
      const day = events[pick % Math.max(1, events.length)]?.day ?? FIRST_DAY;
      const budget = deckBudget({ newPerDay: limit, reviewsPerDay: limit }, diary.cards(), diary, day);
      expect(budget).toEqual({
        new: Math.max(0, limit - diary.introducedOn(day)),
        reviews: Math.max(0, limit - diary.reviewedOn(day)),
      });
    }),
  );
});

test('a limit that is not set limits nothing', () => {
  const diary = createDiary(SCHEDULER);
  expect(deckBudget(NO_DECK_LIMITS, [], diary, FIRST_DAY)).toBe(UNLIMITED);
  expect(deckBudget({ newPerDay: 3, reviewsPerDay: null }, [], diary, FIRST_DAY)).toEqual({
    new: 3,
    reviews: Infinity,
  });
});
