import { GRADES, type Grade } from '../event.ts';
import { createKernel, DEFAULT_WEIGHTS } from '../fsrs.ts';
import { quantileBins, type RecallBin } from './calibrationBins.ts';
import { firstGradeCounts, orderedStabilities } from './firstStabilities.ts';
import { fitMap, type MapProblem, type Scope } from './mapFit.ts';
import { createFormula } from './memoryPath.ts';
import { createLossRun, logLoss } from './recallLoss.ts';
import { equalWeights, recencyWeights, type RowWeights, type TrainingLog } from './trainingLog.ts';

/** Fewer scored answers than the first number say too little; from the second on they carry all 21 weights. */
export const LEAST_ANSWERS = { firstStabilities: 100, all: 400 } as const satisfies Record<Scope, number>;

export type FitOptions = {
  /** The weights in use, which the new ones must beat. */
  readonly current: readonly number[];
  readonly desiredRetention: number;
  readonly seed: number;
};

/** Mean log loss under the weights in use and under the new ones. */
export type BeforeAfter = { readonly before: number; readonly after: number };

/** What a fit found; all that is needed to show it to the learner. */
export type Fitted = {
  readonly scope: Scope;
  readonly weights: readonly number[];
  /** On the newest quarter of the answers, which the weights compared here were fitted without. */
  readonly heldOut: BeforeAfter & {
    readonly answers: number;
    /** The loss of always predicting the learner's average so far. */
    readonly average: number;
    readonly binsBefore: readonly RecallBin[];
    readonly binsAfter: readonly RecallBin[];
  };
  /** On all answers, the newest counting four times as much as the oldest. */
  readonly history: BeforeAfter;
  readonly firstIntervals: readonly FirstInterval[];
};

/** Days until a card comes back after its first answer, before rounding, steps apart. */
export type FirstInterval = BeforeAfter & { readonly grade: Grade };

export type FitReport =
  | { readonly kind: 'tooFew'; readonly answers: number; readonly needed: number }
  /** Better on answers it had not seen and on the whole history. */
  | { readonly kind: 'better'; readonly answers: number; readonly fitted: Fitted }
  | { readonly kind: 'notBetter'; readonly answers: number; readonly fitted: Fitted };

/** The share of the answers, the newest, that a fit is judged by. */
const HELD_OUT = 0.25;

/** By how much the loss on held-out answers must fall, as a share of it. */
const LEAST_GAIN = 0.005;

/**
 * Fits FSRS to a learner and judges the result: once without the newest quarter of the answers, on which it must be
 * clearly better than the weights in use, and once on everything, which must become more likely as well. Yields how
 * far it is, 0 to 1; stopping in between leaves nothing behind.
 */
export function* fitting(log: TrainingLog, options: FitOptions): Generator<number, FitReport> {
  const answers = log.scored.length;
  const needed = LEAST_ANSWERS.firstStabilities;
  if (answers < needed) return { kind: 'tooFew', answers, needed };
  const scope: Scope = answers < LEAST_ANSWERS.all ? 'firstStabilities' : 'all';
  const early = log.scored.subarray(0, answers - Math.round(answers * HELD_OUT));
  const late = log.scored.subarray(early.length);
  const shared = { log, scope, seed: options.seed };
  const trial = yield* part(
    fitted({ ...shared, weights: recencyWeights(log, early), start: DEFAULT_WEIGHTS }),
    0,
  );
  const all = recencyWeights(log, log.scored);
  const final = yield* part(fitted({ ...shared, weights: all, start: trial }), 0.5);
  const { weights: current } = createKernel(options.current);
  const heldOut = judged(log, early, late, current, trial);
  const history = {
    before: meanLoss(log, all, current),
    after: meanLoss(log, all, final),
  };
  const weights = [...final];
  const firstIntervals = intervals(options, weights);
  const isBetter = heldOut.after <= heldOut.before * (1 - LEAST_GAIN) && history.after < history.before;
  return {
    kind: isBetter ? 'better' : 'notBetter',
    answers,
    fitted: { scope, weights, heldOut, history, firstIntervals },
  };
}

/** The same without a pause. */
export function fit(log: TrainingLog, options: FitOptions): FitReport {
  const steps = fitting(log, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** A run that is half of the whole. */
function* part<Result>(run: Generator<number, Result>, from: number): Generator<number, Result> {
  for (;;) {
    const step = run.next();
    if (step.done) return step.value;
    yield from + step.value / 2;
  }
}

function* fitted(problem: MapProblem): Generator<number, Float64Array> {
  const weights = yield* fitMap(problem);
  const [again = 0, hard = 0, good = 0, easy = 0] = weights;
  const counts = firstGradeCounts(problem.log, problem.weights);
  weights.set(orderedStabilities([again, hard, good, easy], counts));
  return weights;
}

function meanLoss(log: TrainingLog, rows: RowWeights, weights: ArrayLike<number>): number {
  const run = createLossRun(log, rows);
  const formula = createFormula(Float64Array.from(weights));
  const loss = { sum: 0, weight: 0 };
  for (let card = 0; card + 1 < log.starts.length; card += 1) run.addCard(card, formula, loss, null);
  return loss.sum / loss.weight;
}

function judged(
  log: TrainingLog,
  early: Int32Array,
  late: Int32Array,
  current: readonly number[],
  trial: Float64Array,
): Fitted['heldOut'] {
  const run = createLossRun(log, equalWeights(log, late));
  const isRecalled = Array.from(late, (row) => log.ratings[row] !== 1);
  const predictedBy = (weights: ArrayLike<number>): number[] => {
    const chances = run.predictions(createFormula(Float64Array.from(weights)));
    return Array.from(late, (row) => chances[row] ?? 1);
  };
  const recalledEarly = early.reduce((sum, row) => sum + (log.ratings[row] === 1 ? 0 : 1), 0);
  const [before, after] = [predictedBy(current), predictedBy(trial)];
  return {
    answers: late.length,
    before: mean(before, isRecalled),
    after: mean(after, isRecalled),
    average: mean(
      before.map(() => recalledEarly / early.length),
      isRecalled,
    ),
    binsBefore: quantileBins(before, isRecalled),
    binsAfter: quantileBins(after, isRecalled),
  };
}

function mean(predicted: readonly number[], isRecalled: readonly boolean[]): number {
  const losses = predicted.map((chance, index) => logLoss(chance, isRecalled[index] ?? false));
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

function intervals({ current, desiredRetention }: FitOptions, weights: readonly number[]): FirstInterval[] {
  const [before, after] = [createKernel(current), createKernel(weights)];
  return GRADES.map((grade) => ({
    grade,
    before: before.next(null, 0, grade).stability * before.intervalModifier(desiredRetention),
    after: after.next(null, 0, grade).stability * after.intervalModifier(desiredRetention),
  }));
}
