import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type StudyDay } from '../../../src/core/day.ts';
import { DIFFICULTIES, type CardId, type Deck, type DeckId } from '../../../src/core/deck.ts';
import type { Graded } from '../../../src/core/event.ts';
import type { Exam } from '../../../src/core/exam.ts';
import { createKernel, DEFAULT_WEIGHTS } from '../../../src/core/fsrs.ts';
import { DEFAULT_PLAN_OPTIONS } from '../../../src/core/plan.ts';
import { createRandom } from '../../../src/core/random.ts';
import { createScheduler, DEFAULT_SCHEDULER_CONFIG } from '../../../src/core/scheduler.ts';
import { runCourse, type Policy } from '../../../src/core/simulation/course.ts';
import { createHiddenCard, drawQuirk, NO_QUIRK } from '../../../src/core/simulation/hiddenCard.ts';
import { drawLearner, type Learner } from '../../../src/core/simulation/learner.ts';
import { forExam, lessonPlans, whenDue } from '../../../src/core/simulation/policies.ts';
import { card } from '../../fixtures/studyCards.ts';

const START = 20_000 as StudyDay;
const scheduler = createScheduler({
  ...DEFAULT_SCHEDULER_CONFIG,
  learningStepsMinutes: [],
  relearningStepsMinutes: [],
  fuzz: false,
});
const kernel = createKernel(DEFAULT_WEIGHTS);
const cards = Array.from({ length: 5 }, (_, index) =>
  card(`c${index}`, { number: index + 1, difficulty: DIFFICULTIES[index % 3] ?? 'medium' }),
);
const deck: Pick<Deck, 'id' | 'cards' | 'schedule'> = {
  id: 'lesson' as DeckId,
  cards,
  schedule: {
    kind: 'days',
    steps: [
      { day: 1, text: 'All cards' },
      { day: 3, text: 'Cards marked incorrect + Hard card' },
      { day: 7, text: 'All cards' },
    ],
  },
};

/** What the policy asked for, by day, while a learner followed it. */
function followed(policy: Policy, learner: Learner, seed: number, checkpoints: readonly number[]) {
  const asked = new Map<number, readonly CardId[]>();
  const answers: Graded[] = [];
  const random = createRandom(seed);
  const hidden = new Map(
    cards.map(({ id, difficulty }) => [
      id,
      createHiddenCard(learner, drawQuirk(difficulty ?? 'medium', random), random),
    ]),
  );
  const results = runCourse({
    cards: hidden,
    startDay: START,
    checkpoints,
    policy: {
      cardsOn(day) {
        const today = policy.cardsOn(day);
        if (today.length > 0) asked.set(day - START + 1, today);
        return today;
      },
      answered(answer) {
        answers.push(answer);
        policy.answered(answer);
      },
    },
  });
  return { asked, answers, results };
}

const anyLearner = fc.integer({ min: 1, max: 500 }).map((seed) => drawLearner(createRandom(seed)));

test('a lesson plan is followed on its days and on no others', () => {
  fc.assert(
    fc.property(anyLearner, fc.nat(), (learner, seed) => {
      const { asked, answers } = followed(
        lessonPlans([deck], scheduler, DEFAULT_PLAN_OPTIONS),
        learner,
        seed,
        [20],
      );
      const missed = new Set(
        answers.filter(({ day, grade }) => day === START && grade === 'again').map((a) => a.card),
      );
      const dayThree = cards
        .filter(({ id, difficulty }) => missed.has(id) || difficulty === 'hard')
        .map(({ id }) => id);
      expect([...asked]).toEqual([
        [3, dayThree],
        [7, cards.map(({ id }) => id)],
      ]);
    }),
    { numRuns: 30 },
  );
});

test('a card that hardly sticks at all is studied like any other', () => {
  const weakest = createKernel([0.001, ...DEFAULT_WEIGHTS.slice(1)]);
  const quirk = { ...NO_QUIRK, start: 0.1, firstShares: [1, 0, 0, 0] as const };
  const hidden = createHiddenCard({ kernel: weakest }, quirk, createRandom(1));
  expect(hidden.study(START).grades[0]).toBe('again');
  expect(hidden.recallOn(addDays(START, 1))).toBeGreaterThan(0);
});

test('a course counts a review for each card and day after the first, and no card twice a day', () => {
  fc.assert(
    fc.property(anyLearner, fc.nat(), (learner, seed) => {
      const { answers, results } = followed(whenDue(scheduler), learner, seed, [10, 30]);
      const sittings = new Set(
        answers.filter(({ day }) => day > START).map(({ card: id, day }) => `${id} ${day}`),
      );
      expect(results[1]?.reviews).toBe(sittings.size);
      expect(results[0]?.reviews).toBeLessThanOrEqual(results[1]?.reviews ?? 0);
      for (const { recall, meanRecall } of results) {
        expect(recall).toBeGreaterThan(0);
        expect(recall).toBeLessThanOrEqual(1);
        expect(meanRecall).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 20 },
  );
});

test('a course for an exam never asks for more than the ceiling and shows each card in the closing days', () => {
  const exam: Exam = { examDay: addDays(START, 14), since: addDays(START, 1), ceiling: 2, effort: 'minimum' };
  fc.assert(
    fc.property(anyLearner, fc.nat(), (learner, seed) => {
      const { asked } = followed(forExam(exam, kernel), learner, seed, [15]);
      expect(Math.max(0, ...[...asked.values()].map(({ length }) => length))).toBeLessThanOrEqual(2);
      expect(Math.max(0, ...asked.keys())).toBeLessThanOrEqual(14);
    }),
    { numRuns: 20 },
  );
});

test('every sitting ends with a pass, or after twelve answers', () => {
  fc.assert(
    fc.property(
      anyLearner,
      fc.nat(),
      fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 8 }),
      (learner, seed, waits) => {
        const hidden = createHiddenCard(learner, NO_QUIRK, createRandom(seed));
        let day = START;
        for (const wait of waits) {
          const { grades, seconds } = hidden.study(day);
          expect(grades.slice(0, -1).every((grade) => grade === 'again')).toBe(true);
          expect(grades.at(-1) !== 'again' || grades.length === 12).toBe(true);
          expect(seconds).toBeGreaterThan(0);
          day = addDays(day, wait);
        }
      },
    ),
  );
});

test('drawn learners keep better first answers at least as long, and are all different', () => {
  const random = createRandom(5);
  const drawn = Array.from({ length: 50 }, () => drawLearner(random).kernel.weights);
  for (const weights of drawn) {
    const first = weights.slice(0, 4);
    expect(first).toEqual(first.toSorted((a, b) => a - b));
  }
  expect(new Set(drawn.map((weights) => weights.join())).size).toBe(50);
});

test('drawn learners are spread around the medians of real ones, and what goes together in those goes together', () => {
  const random = createRandom(7);
  const drawn = Array.from({ length: 2000 }, () => drawLearner(random).kernel.weights);
  const column = (index: number) => drawn.map((weights) => weights[index] ?? Number.NaN);
  // Medians of users 1 to 46 in srs-benchmark's FSRS-6-short: w2 2.53, w8 1.801, w15 0.338, w20 0.216.
  for (const [index, median] of [
    [2, 2.53],
    [8, 1.801],
    [15, 0.338],
    [20, 0.216],
  ] as const) {
    const below = column(index).filter((value) => value < median).length;
    expect(Math.abs(below / drawn.length - 0.5), `w${index}`).toBeLessThan(0.05);
  }
  // There, the logarithm of w2 and w8 correlate by 0.68, w4 and w8 by -0.78; w6 hardly goes along with anything.
  expect(correlation(column(2).map(Math.log), column(8))).toBeGreaterThan(0.5);
  expect(correlation(column(4), column(8))).toBeLessThan(-0.5);
  expect(Math.abs(correlation(column(6), column(8)))).toBeLessThan(0.1);
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function correlation(left: readonly number[], right: readonly number[]): number {
  const [a, b] = [mean(left), mean(right)];
  const covariance = mean(left.map((value, index) => (value - a) * ((right[index] ?? b) - b)));
  const deviation = (values: readonly number[], middle: number) =>
    Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
  return covariance / (deviation(left, a) * deviation(right, b));
}
