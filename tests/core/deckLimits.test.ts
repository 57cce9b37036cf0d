import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../src/core/day.ts';
import { deckBudget, NO_DECK_LIMITS, UNLIMITED } from '../../src/core/deckLimits.ts';
import { createDiary } from '../../src/core/diary.ts';
import { anyAnswers, FIRST_DAY, SCHEDULER } from '../fixtures/answers.ts';

test('a deck’s day is counted as the diary counts the days of all decks', () => {
  fc.assert(
    fc.property(anyAnswers, fc.nat({ max: 80 }), fc.nat({ max: 4 }), (answers, offset, limit) => {
      const diary = createDiary(SCHEDULER, answers);
      const today = addDays(FIRST_DAY, offset);
      const known = createDiary(
        SCHEDULER,
        answers.filter(({ day }) => day <= today),
      );
      const budget = deckBudget({ newPerDay: limit, reviewsPerDay: limit }, known.cards(), known, today);
      expect(budget).toEqual({
        new: Math.max(0, limit - diary.introducedOn(today)),
        reviews: Math.max(0, limit - diary.reviewedOn(today)),
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
