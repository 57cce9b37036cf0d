import { createPath, walk, type Formula, type MemoryPath } from './memoryPath.ts';
import { goBack, type Slopes } from './pathGradient.ts';
import type { RowWeights, TrainingLog } from './trainingLog.ts';

/** A sum of losses and of the weights they counted with. */
export type Loss = { sum: number; weight: number };

/** Runs over a log's cards; it owns the room for one card's path and is used again and again. */
export type LossRun = {
  /**
   * Adds the log loss of one card's weighted rows to `loss` and, unless `gradient` is `null`, its derivatives by the
   * 21 weights to `gradient`.
   */
  readonly addCard: (card: number, formula: Formula, loss: Loss, gradient: Float64Array | null) => void;
  /** The chance of recall that each weighted row was given; NaN for the others. */
  readonly predictions: (formula: Formula) => Float64Array;
};

/** Keeps one impossible answer from making the loss infinite, as fsrs-rs and the benchmark do. */
const LEAST_CHANCE = 1e-7;

export function createLossRun(log: TrainingLog, weights: RowWeights): LossRun {
  const ends = lastWeighted(log, weights);
  const path = createPath(longest(log));
  const slopes: Slopes = new Float64Array(path.recall.length);
  return {
    addCard(card, formula, loss, gradient) {
      const start = log.starts[card] ?? 0;
      const last = ends[card] ?? -1;
      if (last <= start) return;
      walk(path, log, start, last, formula);
      score(path, log, weights, start, last, slopes, loss);
      if (gradient) goBack(path, log, start, last, formula, slopes, gradient);
    },
    predictions(formula) {
      const chances = new Float64Array(weights.length).fill(Number.NaN);
      for (const [card, last] of ends.entries()) {
        const start = log.starts[card] ?? 0;
        if (last <= start) continue;
        walk(path, log, start, last, formula);
        for (let row = start + 1; row <= last; row += 1) {
          if ((weights[row] ?? 0) > 0) chances[row] = path.recall[row - start] ?? 1;
        }
      }
      return chances;
    },
  };
}

/** The loss of one prediction: -ln of the chance given to what happened. */
export function logLoss(chance: number, isRecalled: boolean): number {
  return -Math.log(Math.max(LEAST_CHANCE, isRecalled ? chance : 1 - chance));
}

/** Adds up the losses and leaves their derivatives by recall in `slopes`. */
function score(
  path: MemoryPath,
  log: TrainingLog,
  weights: RowWeights,
  start: number,
  last: number,
  slopes: Slopes,
  loss: Loss,
): void {
  for (let row = start + 1; row <= last; row += 1) {
    const weight = weights[row] ?? 0;
    const index = row - start;
    slopes[index] = 0;
    if (weight === 0) continue;
    const isRecalled = (log.ratings[row] ?? 1) > 1;
    const recall = path.recall[index] ?? 1;
    const chance = Math.max(LEAST_CHANCE, isRecalled ? recall : 1 - recall);
    loss.sum -= weight * Math.log(chance);
    loss.weight += weight;
    slopes[index] = (isRecalled ? -weight : weight) / chance;
  }
}

/** The last weighted row of each card; nothing after it matters. -1 where there is none. */
function lastWeighted(log: TrainingLog, weights: RowWeights): Int32Array {
  const ends = new Int32Array(Math.max(0, log.starts.length - 1)).fill(-1);
  for (const card of ends.keys()) {
    const start = log.starts[card] ?? 0;
    let row = (log.starts[card + 1] ?? 0) - 1;
    while (row > start && weights[row] === 0) row -= 1;
    if (row > start) ends[card] = row;
  }
  return ends;
}

function longest(log: TrainingLog): number {
  return log.starts.reduce((most, end, card) => Math.max(most, end - (log.starts[card - 1] ?? 0)), 1);
}
