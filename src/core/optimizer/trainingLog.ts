import { daysBetween, type StudyDay } from '../day.ts';
import { GRADES, type Graded, type MemoryEvent } from '../event.ts';

/**
 * The answers of many cards as columns, made for running over them again and again: the rows of one card lie together,
 * oldest first. Typed arrays, so that they move to a worker without copying.
 */
export type TrainingLog = {
  /** Rows of card `k` are `starts[k]` up to, not including, `starts[k + 1]`. */
  readonly starts: Int32Array;
  /** Whole study days since the card's previous answer; 0 for a first answer and one on the same day. */
  readonly elapsedDays: Float64Array;
  /** 1 Again, 2 Hard, 3 Good, 4 Easy. */
  readonly ratings: Uint8Array;
  /**
   * The rows with a prediction to score, oldest answer first: those given at least a day after the card's previous
   * one. All other rows are history only, as in fsrs-rs.
   */
  readonly scored: Int32Array;
};

/** How much each row counts in a loss; 0 leaves it out. */
export type RowWeights = Float64Array;

type Answer = Pick<Graded, 'day' | 'hlc' | 'grade'>;

/** A card's answers as a learner's memory sees them: a forgotten card begins anew, as another card would. */
export function courses(events: readonly MemoryEvent[]): Graded[][] {
  const all: Graded[][] = [[]];
  for (const event of events) {
    if (event.kind === 'forgotten') all.push([]);
    if (event.kind === 'graded') all.at(-1)?.push(event);
  }
  return all.filter((course) => course.length > 0);
}

/** The log of some cards' standing answers, each card's in diary order. */
export function createTrainingLog(cards: Iterable<readonly Answer[]>): TrainingLog {
  const all = [...cards];
  const size = all.reduce((sum, answers) => sum + answers.length, 0);
  const starts = new Int32Array(all.length + 1);
  const elapsedDays = new Float64Array(size);
  const ratings = new Uint8Array(size);
  const clocks = new Float64Array(size);
  let row = 0;
  for (const [card, answers] of all.entries()) {
    let lastDay: StudyDay | null = null;
    for (const { day, hlc, grade } of answers) {
      // As in the scheduler, a clock set back makes a same-day answer.
      elapsedDays[row] = lastDay === null ? 0 : Math.max(0, daysBetween(lastDay, day));
      ratings[row] = GRADES.indexOf(grade) + 1;
      clocks[row] = hlc;
      lastDay = day;
      row += 1;
    }
    starts[card + 1] = row;
  }
  return { starts, elapsedDays, ratings, scored: byClock(elapsedDays, clocks) };
}

function byClock(elapsedDays: Float64Array, clocks: Float64Array): Int32Array {
  const rows = Int32Array.from(elapsedDays.keys()).filter((row) => (elapsedDays[row] ?? 0) >= 1);
  return rows.toSorted((a, b) => (clocks[a] ?? 0) - (clocks[b] ?? 0) || a - b);
}

/**
 * Weights for some of the scored rows, oldest first, that let the newest count four times as much as the oldest:
 * 0.25 + 0.75 (i / (n - 1))^3, from fsrs-rs `recency_weighted_fsrs_items`. Rows left out weigh nothing.
 */
export function recencyWeights(log: TrainingLog, rows: Int32Array): RowWeights {
  const weights = new Float64Array(log.ratings.length);
  const last = Math.max(1, rows.length - 1);
  for (let index = 0; index < rows.length; index += 1) {
    weights[rows[index] ?? 0] = rows.length === 1 ? 1 : 0.25 + 0.75 * (index / last) ** 3;
  }
  return weights;
}

/** A weight of 1 for each of the rows, which makes their loss a plain sum. */
export function equalWeights(log: TrainingLog, rows: Int32Array): RowWeights {
  const weights = new Float64Array(log.ratings.length);
  for (const row of rows) weights[row] = 1;
  return weights;
}
