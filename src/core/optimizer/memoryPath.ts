import type { TrainingLog } from './trainingLog.ts';

/** The 21 weights of FSRS-6 with what follows from them alone, worked out once for many answers. */
export type Formula = {
  readonly w: Float64Array;
  /** `F` of the forgetting curve, which makes recall 0.9 after as many days as the stability. */
  readonly factor: number;
  /** The derivative of `F` by w20. */
  readonly factorSlope: number;
  /** e^w8 */
  readonly gain: number;
  /** A lapse never leaves more than the stability times this: e^(-w17 w18). */
  readonly lapseCap: number;
  /** Difficulty of a first Easy, unclamped: what difficulty drifts back to. */
  readonly easiest: number;
};

/** One card's way through its answers, kept for the way back. Row by row: the state an answer met. */
export type MemoryPath = {
  readonly stability: Float64Array;
  readonly difficulty: Float64Array;
  readonly logStability: Float64Array;
  readonly recall: Float64Array;
  /** ln(1 + F t / S) */
  readonly logTime: Float64Array;
  /** e^(w10 (1 - R)) of a pass, e^(w14 (1 - R)) of a lapse. */
  readonly surprise: Float64Array;
  /** What the formula of the answer gave before clamps: growth of a pass, stability of a lapse, factor within a day. */
  readonly outcome: Float64Array;
  /** Difficulty after the answer, before it is clamped. */
  readonly nextDifficulty: Float64Array;
};

export const LEAST_STABILITY = 0.001;
export const MOST_STABILITY = 36_500;
export const LEAST_DIFFICULTY = 1;
export const MOST_DIFFICULTY = 10;

const LOG_90_PERCENT = Math.log(0.9);

export function createFormula(w: Float64Array): Formula {
  const decay = w[20] ?? 0;
  const power = Math.exp(-LOG_90_PERCENT / decay);
  return {
    w,
    factor: power - 1,
    factorSlope: (power * LOG_90_PERCENT) / decay ** 2,
    gain: Math.exp(w[8] ?? 0),
    lapseCap: Math.exp(-(w[17] ?? 0) * (w[18] ?? 0)),
    easiest: firstDifficulty(w, 4),
  };
}

/** Room for a card of so many answers. */
export function createPath(length: number): MemoryPath {
  const column = () => new Float64Array(length + 1);
  return {
    stability: column(),
    difficulty: column(),
    logStability: column(),
    recall: column(),
    logTime: column(),
    surprise: column(),
    outcome: column(),
    nextDifficulty: column(),
  };
}

/** Difficulty after a first answer, before it is clamped. */
export function firstDifficulty(w: Float64Array, rating: number): number {
  return (w[4] ?? 0) - Math.exp((w[5] ?? 0) * (rating - 1)) + 1;
}

/**
 * Walks a card's rows from `start` up to and including `last`, filling in the path from index 0. The formulas are
 * those of fsrs-rs 6.6.1 `src/model.rs`, with the same clamps.
 */
export function walk(
  path: MemoryPath,
  log: TrainingLog,
  start: number,
  last: number,
  formula: Formula,
): void {
  const { w } = formula;
  const first = log.ratings[start] ?? 1;
  path.stability[1] = clamp(w[first - 1] ?? 0, LEAST_STABILITY, MOST_STABILITY);
  path.difficulty[1] = clamp(firstDifficulty(w, first), LEAST_DIFFICULTY, MOST_DIFFICULTY);
  for (let row = start + 1; row <= last; row += 1) {
    const index = row - start;
    const rating = log.ratings[row] ?? 1;
    const days = log.elapsedDays[row] ?? 0;
    recallAt(path, index, days, formula);
    if (row === last) return;
    const next =
      days < 1
        ? withinDay(path, index, rating, w)
        : rating > 1
          ? passed(path, index, rating, formula)
          : lapsed(path, index, formula);
    path.stability[index + 1] = clamp(next, LEAST_STABILITY, MOST_STABILITY);
    path.difficulty[index + 1] = harder(path, index, rating, formula);
  }
}

function recallAt(path: MemoryPath, index: number, days: number, { w, factor }: Formula): void {
  const logTime = days === 0 ? 0 : Math.log1p((factor * days) / (path.stability[index] ?? 1));
  path.logTime[index] = logTime;
  path.recall[index] = Math.exp(-(w[20] ?? 0) * logTime);
}

function withinDay(path: MemoryPath, index: number, rating: number, w: Float64Array): number {
  const stability = path.stability[index] ?? 0;
  const logStability = Math.log(stability);
  const factor = Math.exp((w[17] ?? 0) * (rating - 3 + (w[18] ?? 0)) - (w[19] ?? 0) * logStability);
  path.logStability[index] = logStability;
  path.outcome[index] = factor;
  return stability * (rating > 1 && factor < 1 ? 1 : factor);
}

/** By how much Hard weakens and Easy strengthens a pass. */
export function passFactor(w: Float64Array, rating: number): number {
  if (rating === 2) return w[15] ?? 1;
  return rating === 4 ? (w[16] ?? 1) : 1;
}

function passed(path: MemoryPath, index: number, rating: number, { w, gain }: Formula): number {
  const stability = path.stability[index] ?? 0;
  const logStability = Math.log(stability);
  const surprise = Math.exp((w[10] ?? 0) * (1 - (path.recall[index] ?? 1)));
  const room = gain * (11 - (path.difficulty[index] ?? 1)) * Math.exp(-(w[9] ?? 0) * logStability);
  path.logStability[index] = logStability;
  path.surprise[index] = surprise;
  path.outcome[index] = room;
  return stability * (1 + room * (surprise - 1) * passFactor(w, rating));
}

function lapsed(path: MemoryPath, index: number, { w, lapseCap }: Formula): number {
  const stability = path.stability[index] ?? 0;
  const surprise = Math.exp((w[14] ?? 0) * (1 - (path.recall[index] ?? 1)));
  const difficulty = (path.difficulty[index] ?? 1) ** -(w[12] ?? 0);
  const outcome = (w[11] ?? 0) * difficulty * ((stability + 1) ** (w[13] ?? 0) - 1) * surprise;
  path.surprise[index] = surprise;
  path.outcome[index] = outcome;
  return Math.min(outcome, stability * lapseCap);
}

function harder(path: MemoryPath, index: number, rating: number, { w, easiest }: Formula): number {
  const difficulty = path.difficulty[index] ?? 1;
  const moved = difficulty - ((w[6] ?? 0) * (rating - 3) * (10 - difficulty)) / 9;
  const next = (w[7] ?? 0) * easiest + (1 - (w[7] ?? 0)) * moved;
  path.nextDifficulty[index] = next;
  return clamp(next, LEAST_DIFFICULTY, MOST_DIFFICULTY);
}

function clamp(value: number, least: number, most: number): number {
  return value < least ? least : value > most ? most : value;
}
