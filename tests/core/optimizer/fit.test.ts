import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKernel, DEFAULT_WEIGHTS } from '../../../src/core/fsrs.ts';
import { quantileBins, share } from '../../../src/core/optimizer/calibrationBins.ts';
import { orderedStabilities } from '../../../src/core/optimizer/firstStabilities.ts';
import { fit, fitting, type FitReport } from '../../../src/core/optimizer/fit.ts';
import { fitMap } from '../../../src/core/optimizer/mapFit.ts';
import { createFormula } from '../../../src/core/optimizer/memoryPath.ts';
import { createLossRun } from '../../../src/core/optimizer/recallLoss.ts';
import { equalWeights, type TrainingLog } from '../../../src/core/optimizer/trainingLog.ts';
import { toLatent, toWeights } from '../../../src/core/optimizer/weightSpace.ts';
import { createRandom } from '../../../src/core/random.ts';
import { drawLearner } from '../../../src/core/simulation/learner.ts';
import { historyOf } from '../../fixtures/learnerHistory.ts';

const OPTIONS = { current: DEFAULT_WEIGHTS, desiredRetention: 0.9, seed: 1 };

function learnerAndLog(seed: number, scored: number): { truth: readonly number[]; log: TrainingLog } {
  const random = createRandom(seed);
  const learner = drawLearner(random);
  return { truth: learner.kernel.weights, log: historyOf(learner, scored, random) };
}

function lossOf(log: TrainingLog, weights: ArrayLike<number>): number {
  const run = createLossRun(log, equalWeights(log, log.scored));
  const formula = createFormula(Float64Array.from(weights));
  const loss = { sum: 0, weight: 0 };
  for (let card = 0; card + 1 < log.starts.length; card += 1) run.addCard(card, formula, loss, null);
  return loss.sum / loss.weight;
}

function fittedIn(report: FitReport) {
  if (report.kind === 'tooFew') throw new Error(`only ${report.answers} answers`);
  return report.fitted;
}

const seeds = fc.integer({ min: 1, max: 1000 });

test('fitting never makes the answers it learns from less likely than the defaults do', () => {
  fc.assert(
    fc.property(seeds, fc.constantFrom('firstStabilities' as const, 'all' as const), (seed, scope) => {
      const { log } = learnerAndLog(seed, 300);
      const rows = equalWeights(log, log.scored);
      const run = fitMap({ log, weights: rows, scope, start: DEFAULT_WEIGHTS, seed });
      let step = run.next();
      while (!step.done) step = run.next();
      expect(lossOf(log, step.value)).toBeLessThanOrEqual(lossOf(log, DEFAULT_WEIGHTS) + 1e-4);
    }),
    { numRuns: 8 },
  );
});

test('new weights are recommended only when they are clearly better on answers they had not seen', () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 100, max: 700 }), (seed, scored) => {
      const { log } = learnerAndLog(seed, scored);
      const report = fit(log, OPTIONS);
      const { heldOut, history } = fittedIn(report);
      const isBetter = heldOut.after <= 0.995 * heldOut.before && history.after < history.before;
      expect(report.kind).toBe(isBetter ? 'better' : 'notBetter');
    }),
    { numRuns: 8 },
  );
});

test('a fit hardly ever beats the very weights that its answers came from', () => {
  const better = [1, 2, 3, 4, 5, 6].filter((seed) => {
    const learner = drawLearner(createRandom(seed));
    const log = historyOf(learner, 700, createRandom(seed + 50), false);
    return fit(log, { ...OPTIONS, current: learner.kernel.weights }).kind === 'better';
  });
  expect(better.length).toBeLessThanOrEqual(1);
});

test('a learner unlike the average gets weights close to the true ones in what they predict', () => {
  const { truth, log } = learnerAndLog(3, 2000);
  const fresh = historyOf({ kernel: createKernel(truth) }, 4000, createRandom(99));
  const report = fit(log, OPTIONS);
  expect(report.kind).toBe('better');
  expect(lossOf(fresh, fittedIn(report).weights)).toBeLessThan(lossOf(fresh, truth) + 0.008);
  expect(lossOf(fresh, fittedIn(report).weights)).toBeLessThan(lossOf(fresh, DEFAULT_WEIGHTS));
});

test('below 100 scored answers nothing is fitted, below 400 only the stabilities after a first answer', () => {
  expect(fit(learnerAndLog(5, 99).log, OPTIONS)).toEqual({ kind: 'tooFew', answers: 99, needed: 100 });
  const few = fittedIn(fit(learnerAndLog(5, 399).log, OPTIONS));
  expect(few.scope).toBe('firstStabilities');
  expect(few.weights.slice(4)).toEqual(DEFAULT_WEIGHTS.slice(4));
  const many = fittedIn(fit(learnerAndLog(5, 400).log, OPTIONS));
  expect(many.scope).toBe('all');
  expect(many.weights.slice(4)).not.toEqual(DEFAULT_WEIGHTS.slice(4));
});

test('the same answers and seed give the same report, and the scheduler takes the weights as they are', () => {
  const { log } = learnerAndLog(11, 600);
  const report = fit(log, OPTIONS);
  expect(fit(log, OPTIONS)).toEqual(report);
  expect(createKernel(fittedIn(report).weights).weights).toEqual(fittedIn(report).weights);
});

test('a fit that is stopped leaves the answers as they were, and progress only grows', () => {
  const { log } = learnerAndLog(13, 500);
  const before = structuredClone(log);
  const run = fitting(log, OPTIONS);
  const progress = Array.from({ length: 300 }, () => Number(run.next().value));
  run.return(fit(log, OPTIONS));
  expect(log).toEqual(before);
  expect(run.next().done).toBe(true);
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  expect(progress.at(-1)).toBeCloseTo(300 / 800, 10);
});

test('the report tells answers, average, bins and first intervals of what was held out', () => {
  const { log } = learnerAndLog(3, 800);
  const { heldOut, firstIntervals, weights } = fittedIn(fit(log, OPTIONS));
  expect(heldOut.answers).toBe(200);
  expect(heldOut.binsAfter).toHaveLength(10);
  expect(heldOut.binsBefore.reduce((sum, { answers }) => sum + answers, 0)).toBe(200);
  expect(heldOut.average).toBeGreaterThan(0);
  // At 90 % the interval is the stability.
  firstIntervals.forEach(({ before, after }, grade) => {
    expect(before).toBeCloseTo(DEFAULT_WEIGHTS[grade] ?? 0, 3);
    expect(after).toBeCloseTo(weights[grade] ?? 0, 3);
  });
});

test('counting in standard deviations and back changes no weight', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.9, max: 1.1, noNaN: true }), { minLength: 21, maxLength: 21 }),
      (by) => {
        const weights = DEFAULT_WEIGHTS.map((weight, index) => Math.max(weight, 0.01) * (by[index] ?? 1));
        toWeights(toLatent(weights)).forEach((weight, index) =>
          expect(weight).toBeCloseTo(weights[index] ?? 0, 8),
        );
      },
    ),
  );
});

describe('stabilities after a first answer', () => {
  // open-spaced-repetition/fsrs-rs@0cbb9d3 (v6.6.1) src/parameter_initialization.rs test_smooth_and_fill
  test('are filled in where no card was begun with a grade, as fsrs-rs does it', () => {
    const filled = orderedStabilities([0.4, 99, 2.3, 10.9], [5, 0, 5, 5]);
    [0.4, 1.1227008, 2.3, 10.9].forEach((value, grade) => expect(filled[grade]).toBeCloseTo(value, 6));
  });

  const stability = fc.double({ min: 0.01, max: 90, noNaN: true });
  const count = fc.nat(3);
  test('never fall from a grade to a better one where three are known', () => {
    fc.assert(
      fc.property(
        fc.tuple(stability, stability, stability, stability),
        fc.tuple(count, count, count, count).filter((all) => all.filter(Boolean).length >= 3),
        (fitted, counts) => {
          const ordered = orderedStabilities(fitted, counts);
          ordered.forEach((value, grade) =>
            expect(value).toBeGreaterThan((ordered[grade - 1] ?? 0) * (1 - 1e-9)),
          );
        },
      ),
    );
  });

  test('of which only one is known keep the distances of the defaults', () => {
    const doubled = orderedStabilities([1, 1, 2 * (DEFAULT_WEIGHTS[2] ?? 0), 1], [0, 0, 9, 0]);
    doubled.forEach((value, grade) => expect(value).toBeCloseTo(2 * (DEFAULT_WEIGHTS[grade] ?? 0), 8));
  });
});

describe('calibration bins', () => {
  test('hold every answer once, by rising prediction, and their intervals hold the share', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean())), (answers) => {
        const bins = quantileBins(
          answers.map(([predicted]) => predicted),
          answers.map(([, isRecalled]) => isRecalled),
        );
        expect(bins.reduce((sum, bin) => sum + bin.answers, 0)).toBe(answers.length);
        const predicted = bins.map((bin) => bin.predicted);
        expect(predicted).toEqual(predicted.toSorted((a, b) => a - b));
        for (const { actual, least, most } of bins) {
          expect(least).toBeLessThanOrEqual(actual + 1e-12);
          expect(most).toBeGreaterThanOrEqual(actual - 1e-12);
        }
      }),
    );
  });

  // Newcombe 1998, Statistics in Medicine 17, table I, method 3: 81 of 263 and 0 of 20.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [0, 20, 0, 0.1611],
  ])('the interval of %d in %d is the published one', (hits, of, least, most) => {
    expect(share(hits, of).least).toBeCloseTo(least, 4);
    expect(share(hits, of).most).toBeCloseTo(most, 4);
  });
});
