import { createRandom } from '../random.ts';
import type { Formula } from './memoryPath.ts';
import { createLossRun, type Loss } from './recallLoss.ts';
import type { RowWeights, TrainingLog } from './trainingLog.ts';

/** A log cut into portions of whole cards, dealt anew each time all have been seen. */
export type Batches = {
  /** How many it takes to see every card once. */
  readonly count: number;
  /** How many rows have a weight. */
  readonly rows: number;
  /** The loss of the next portion; its derivatives by the 21 weights replace what `gradient` held. */
  readonly next: (formula: Formula, gradient: Float64Array) => Loss;
};

/** Scored answers in a portion, as in fsrs-rs. */
const BATCH_ROWS = 512;

export function createBatches(log: TrainingLog, weights: RowWeights, seed: number): Batches {
  const run = createLossRun(log, weights);
  const random = createRandom(seed);
  const cards = weightedCards(log, weights);
  const rows = weights.reduce((sum, weight) => sum + (weight > 0 ? 1 : 0), 0);
  const count = Math.max(1, Math.ceil(rows / BATCH_ROWS));
  // A hair less than the whole, so that one portion of everything ends with the last card.
  const share = (weights.reduce((sum, weight) => sum + weight, 0) / count) * (1 - 1e-9);
  let at = cards.length;
  return {
    count,
    rows,
    next(formula, gradient) {
      const loss = { sum: 0, weight: 0 };
      gradient.fill(0);
      while (loss.weight < share) {
        if (at >= cards.length) {
          shuffle(cards, random);
          at = 0;
        }
        run.addCard(cards[at] ?? 0, formula, loss, gradient);
        at += 1;
      }
      return loss;
    },
  };
}

function weightedCards(log: TrainingLog, weights: RowWeights): Int32Array {
  const cards = Int32Array.from({ length: Math.max(0, log.starts.length - 1) }, (_, card) => card);
  return cards.filter((card) =>
    weights.subarray(log.starts[card] ?? 0, log.starts[card + 1] ?? 0).some((weight) => weight > 0),
  );
}

function shuffle(cards: Int32Array, random: () => number): void {
  for (let index = cards.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    const card = cards[index] ?? 0;
    cards[index] = cards[other] ?? 0;
    cards[other] = card;
  }
}
