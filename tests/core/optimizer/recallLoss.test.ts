import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKernel, DEFAULT_WEIGHTS, type MemoryState } from '../../../src/core/fsrs.ts';
import { GRADES } from '../../../src/core/event.ts';
import { createFormula } from '../../../src/core/optimizer/memoryPath.ts';
import { createLossRun } from '../../../src/core/optimizer/recallLoss.ts';
import {
  equalWeights,
  recencyWeights,
  type RowWeights,
  type TrainingLog,
} from '../../../src/core/optimizer/trainingLog.ts';
import { anyWeights, logOfCards, someCards } from '../../fixtures/trainingLogs.ts';

function lossOf(log: TrainingLog, rows: RowWeights, w: readonly number[]) {
  const run = createLossRun(log, rows);
  const loss = { sum: 0, weight: 0 };
  const gradient = new Float64Array(21);
  const formula = createFormula(Float64Array.from(w));
  for (let card = 0; card + 1 < log.starts.length; card += 1) run.addCard(card, formula, loss, gradient);
  return { ...loss, gradient };
}

// open-spaced-repetition/fsrs-rs@0cbb9d3 (v6.6.1) src/training.rs test_loss_and_grad: four cards, the last answer scored.
test('the loss of a batch and its 21 derivatives are those of fsrs-rs', () => {
  const days = [
    [0, 0, 0, 0, 1, 3, 4],
    [0, 0, 0, 1, 3, 6, 11],
    [0, 0, 0, 1, 3, 6, 12],
    [0, 0, 1, 3, 5, 12, 23],
  ];
  const ratings = [
    [1, 3, 1, 4, 3, 2, 3],
    [2, 4, 4, 3, 1, 3, 3],
    [3, 2, 4, 3, 3, 3, 3],
    [4, 4, 3, 3, 3, 4, 1],
  ];
  const log = logOfCards(
    days.map((own, card) => own.map((day, index) => [day, ratings[card]?.[index] ?? 1])),
  );
  const { sum, gradient } = lossOf(log, equalWeights(log, Int32Array.of(6, 13, 20, 27)), DEFAULT_WEIGHTS);
  const expected = [
    -0.095688485, -0.0051607806, -0.0012249565, 0.007462064, 0.03650761, -0.082112335, 0.0593964, -2.1474836,
    0.57626534, -2.8751316, 0.7154875, -0.028993709, 0.0099172965, -0.2189217, -0.0017800558, -0.089381434,
    0.299141, 0.068104014, -0.011605468, -0.25398168, 0.27700496,
  ];
  // Computed in 32-bit floats at the source.
  expect(sum / 4.0466027).toBeCloseTo(1, 5);
  expected.forEach((slope, weight) => expect((gradient[weight] ?? 0) / slope).toBeCloseTo(1, 4));
});

// fsrs-rs@0cbb9d3 src/parameter_initialization.rs test_loss, less its prior |s0 - default| / 16, which is not ours.
test('the loss of first intervals is that of fsrs-rs', () => {
  const recall = [0.86666667, 0.90721649, 0.73015873, 0.76315789, 0.67857143];
  const count = [435, 97, 63, 38, 28];
  const log = logOfCards(
    recall.flatMap((_, index) => [
      [
        [0, 1],
        [index + 1, 3],
      ],
      [
        [0, 1],
        [index + 1, 1],
      ],
    ]),
  );
  const rows = new Float64Array(log.ratings.length);
  recall.forEach((share, index) => {
    rows[index * 4 + 1] = share * (count[index] ?? 0);
    rows[index * 4 + 3] = (1 - share) * (count[index] ?? 0);
  });
  const { sum } = lossOf(log, rows, [0.7840586, ...DEFAULT_WEIGHTS.slice(1)]);
  expect((sum + (0.7840586 - 0.212) / 16) / 279.9206961069712).toBeCloseTo(1, 10);
});

// fsrs-rs@0cbb9d3 src/dataset.rs recency_weighted_fsrs_items
test('the newest answer counts four times as much as the oldest', () => {
  const log = logOfCards([
    [
      [0, 3],
      [1, 3],
      [1, 3],
      [1, 3],
      [1, 3],
      [1, 3],
    ],
  ]);
  expect([...recencyWeights(log, log.scored)]).toEqual([0, 0.25, 0.26171875, 0.34375, 0.56640625, 1]);
});

test('the derivatives are those that small changes of the weights show', () => {
  fc.assert(
    fc.property(someCards, anyWeights, (cards, w) => {
      const log = logOfCards(cards);
      const rows = equalWeights(log, log.scored);
      const { sum, gradient } = lossOf(log, rows, w);
      w.forEach((value, weight) => {
        const step = 1e-6 * Math.max(1, Math.abs(value));
        const near = (by: number) => lossOf(log, rows, w.with(weight, value + by)).sum;
        const [up, down] = [(near(step) - sum) / step, (sum - near(-step)) / step];
        // On the edge of a clamp the slope differs from side to side, and either is right.
        const scale = Math.max(1, Math.abs(up), Math.abs(down), sum) * 2e-3;
        expect(gradient[weight]).toBeGreaterThan(Math.min(up, down) - scale);
        expect(gradient[weight]).toBeLessThan(Math.max(up, down) + scale);
      });
    }),
    { numRuns: 60 },
  );
});

test('the optimiser and the scheduler predict the same', () => {
  fc.assert(
    fc.property(someCards, anyWeights, (cards, w) => {
      const log = logOfCards(cards);
      const predicted = createLossRun(log, equalWeights(log, log.scored)).predictions(
        createFormula(Float64Array.from(w)),
      );
      const kernel = createKernel(w);
      let row = 0;
      for (const card of cards) {
        let state: MemoryState | null = null;
        for (const [days, rating] of card) {
          const isScored = state !== null && days > 0;
          if (state !== null && isScored) {
            expect(predicted[row]).toBeCloseTo(kernel.retrievability(days, state.stability), 5);
          } else expect(predicted[row]).toBeNaN();
          state = kernel.next(state, state === null ? 0 : days, GRADES[rating - 1] ?? 'again');
          row += 1;
        }
      }
    }),
  );
});
