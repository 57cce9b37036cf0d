import {
  firstDifficulty,
  LEAST_DIFFICULTY,
  LEAST_STABILITY,
  MOST_DIFFICULTY,
  MOST_STABILITY,
  passFactor,
  type Formula,
  type MemoryPath,
} from './memoryPath.ts';
import type { TrainingLog } from './trainingLog.ts';

/** By how much the loss rises with something, one number for each step of a path. */
export type Slopes = Float64Array;

/** The slopes of the loss by the state before an answer: what the way back carries from step to step. */
type Carried = { stability: number; difficulty: number; recall: number };

/**
 * Walks back along a path and adds to `gradient` by how much the loss rises with each of the 21 weights; `slopes`
 * holds the loss's own slope by each step's recall. Where a clamp holds a value, nothing passes.
 */
export function goBack(
  path: MemoryPath,
  log: TrainingLog,
  start: number,
  last: number,
  formula: Formula,
  slopes: Slopes,
  gradient: Float64Array,
): void {
  const carried: Carried = { stability: 0, difficulty: 0, recall: 0 };
  for (let row = last; row > start; row -= 1) {
    const index = row - start;
    const days = log.elapsedDays[row] ?? 0;
    carried.recall = slopes[index] ?? 0;
    if (row < last) throughAnswer(carried, path, index, log.ratings[row] ?? 1, days, formula, gradient);
    if (days > 0) throughCurve(carried, path, index, days, formula, gradient);
  }
  throughFirst(carried, log.ratings[start] ?? 1, formula.w, gradient);
}

function add(gradient: Float64Array, weight: number, slope: number): void {
  gradient[weight] = (gradient[weight] ?? 0) + slope;
}

function throughAnswer(
  carried: Carried,
  path: MemoryPath,
  index: number,
  rating: number,
  days: number,
  formula: Formula,
  gradient: Float64Array,
): void {
  const next = path.stability[index + 1] ?? 0;
  const isHeld = next <= LEAST_STABILITY || next >= MOST_STABILITY;
  const slope = isHeld ? 0 : carried.stability;
  const harder = carried.difficulty;
  carried.stability = 0;
  carried.difficulty = 0;
  if (days < 1) throughWithinDay(carried, path, index, rating, slope, formula, gradient);
  else if (rating > 1) throughPass(carried, path, index, rating, slope, formula, gradient);
  else throughLapse(carried, path, index, slope, formula, gradient);
  throughDifficulty(carried, path, index, rating, harder, formula, gradient);
}

function throughWithinDay(
  carried: Carried,
  path: MemoryPath,
  index: number,
  rating: number,
  slope: number,
  { w }: Formula,
  gradient: Float64Array,
): void {
  const factor = path.outcome[index] ?? 1;
  if (rating > 1 && factor < 1) {
    carried.stability += slope;
    return;
  }
  const change = slope * (path.stability[index] ?? 0) * factor;
  carried.stability += slope * factor * (1 - (w[19] ?? 0));
  add(gradient, 17, change * (rating - 3 + (w[18] ?? 0)));
  add(gradient, 18, change * (w[17] ?? 0));
  add(gradient, 19, -change * (path.logStability[index] ?? 0));
}

function throughPass(
  carried: Carried,
  path: MemoryPath,
  index: number,
  rating: number,
  slope: number,
  { w }: Formula,
  gradient: Float64Array,
): void {
  const stability = path.stability[index] ?? 0;
  const surprise = path.surprise[index] ?? 1;
  const room = path.outcome[index] ?? 0;
  const factor = passFactor(w, rating);
  const growth = room * (surprise - 1) * factor;
  const change = slope * stability * growth;
  const bySurprise = slope * stability * room * factor * surprise;
  carried.stability += slope * (1 + growth * (1 - (w[9] ?? 0)));
  carried.difficulty -= change / (11 - (path.difficulty[index] ?? 1));
  carried.recall -= bySurprise * (w[10] ?? 0);
  add(gradient, 8, change);
  add(gradient, 9, -change * (path.logStability[index] ?? 0));
  add(gradient, 10, bySurprise * (1 - (path.recall[index] ?? 1)));
  if (rating !== 3) add(gradient, rating === 2 ? 15 : 16, slope * stability * room * (surprise - 1));
}

function throughLapse(
  carried: Carried,
  path: MemoryPath,
  index: number,
  slope: number,
  { w, lapseCap }: Formula,
  gradient: Float64Array,
): void {
  const stability = path.stability[index] ?? 0;
  const outcome = path.outcome[index] ?? 0;
  if (outcome >= stability * lapseCap) {
    const change = slope * stability * lapseCap;
    carried.stability += slope * lapseCap;
    add(gradient, 17, -change * (w[18] ?? 0));
    add(gradient, 18, -change * (w[17] ?? 0));
    return;
  }
  const change = slope * outcome;
  const difficulty = path.difficulty[index] ?? 1;
  const logNext = Math.log1p(stability);
  // The share of (S + 1)^w13 in (S + 1)^w13 - 1.
  const share = 1 / -Math.expm1(-(w[13] ?? 0) * logNext);
  carried.stability += (change * (w[13] ?? 0) * share) / (stability + 1);
  carried.difficulty -= (change * (w[12] ?? 0)) / difficulty;
  carried.recall -= change * (w[14] ?? 0);
  add(gradient, 11, change / (w[11] ?? 1));
  add(gradient, 12, -change * Math.log(difficulty));
  add(gradient, 13, change * share * logNext);
  add(gradient, 14, change * (1 - (path.recall[index] ?? 1)));
}

function throughDifficulty(
  carried: Carried,
  path: MemoryPath,
  index: number,
  rating: number,
  slope: number,
  { w, easiest }: Formula,
  gradient: Float64Array,
): void {
  const next = path.nextDifficulty[index] ?? 1;
  if (next <= LEAST_DIFFICULTY || next >= MOST_DIFFICULTY) return;
  const difficulty = path.difficulty[index] ?? 1;
  const drift = w[7] ?? 0;
  const kept = slope * (1 - drift);
  const damped = ((rating - 3) * (10 - difficulty)) / 9;
  carried.difficulty += kept * (1 + ((w[6] ?? 0) * (rating - 3)) / 9);
  add(gradient, 6, -kept * damped);
  add(gradient, 7, slope * (easiest - (difficulty - (w[6] ?? 0) * damped)));
  add(gradient, 4, slope * drift);
  add(gradient, 5, -slope * drift * 3 * Math.exp(3 * (w[5] ?? 0)));
}

/** Through the forgetting curve, from recall to the stability before the answer. */
function throughCurve(
  carried: Carried,
  path: MemoryPath,
  index: number,
  days: number,
  { w, factor, factorSlope }: Formula,
  gradient: Float64Array,
): void {
  const decay = w[20] ?? 0;
  const stability = path.stability[index] ?? 1;
  const change = carried.recall * (path.recall[index] ?? 1);
  const perDay = (change * decay * days) / (stability + factor * days);
  carried.stability += (perDay * factor) / stability;
  add(gradient, 20, -change * (path.logTime[index] ?? 0) - perDay * factorSlope);
}

function throughFirst(carried: Carried, rating: number, w: Float64Array, gradient: Float64Array): void {
  const stability = w[rating - 1] ?? 0;
  if (stability >= LEAST_STABILITY && stability <= MOST_STABILITY)
    add(gradient, rating - 1, carried.stability);
  const difficulty = firstDifficulty(w, rating);
  if (difficulty <= LEAST_DIFFICULTY || difficulty >= MOST_DIFFICULTY) return;
  add(gradient, 4, carried.difficulty);
  add(gradient, 5, -carried.difficulty * (rating - 1) * Math.exp((w[5] ?? 0) * (rating - 1)));
}
