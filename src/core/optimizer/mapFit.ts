import { createAdam } from './adam.ts';
import { createBatches } from './batches.ts';
import { createFormula } from './memoryPath.ts';
import type { RowWeights, TrainingLog } from './trainingLog.ts';
import { clipLatent, FIRST_STABILITIES, slopesByLatent, toLatent, toWeights } from './weightSpace.ts';

/** Which weights are fitted: only the four stabilities after a first answer, or all 21. */
export type Scope = 'firstStabilities' | 'all';

export type MapProblem = {
  readonly log: TrainingLog;
  /** Some of them above 0. */
  readonly weights: RowWeights;
  readonly scope: Scope;
  readonly start: ArrayLike<number>;
  readonly seed: number;
};

/**
 * Three rounds over the answers, and 400 steps at least. On simulated collections of three truths, 1,000 to 100,000
 * answers, more of either changed the loss on fresh answers by less than 0.0002.
 */
const ROUNDS = 3;
const LEAST_STEPS = 400;

/** The first and longest step, in standard deviations between learners. */
const RATE = 0.1;

/**
 * The weights most likely given the answers and what other learners are like (MAP): the mean weighted log loss plus a
 * normal prior around the defaults, which fades as answers grow. Yields how far it is, 0 to 1, after every step, so
 * that the caller may stop; the same problem always gives the same weights.
 */
export function* fitMap({ log, weights, scope, start, seed }: MapProblem): Generator<number, Float64Array> {
  const batches = createBatches(log, weights, seed);
  const free = scope === 'all' ? start.length : FIRST_STABILITIES;
  const adam = createAdam(free);
  const latent = toLatent(start);
  const slopes = new Float64Array(latent.length);
  const steps = Math.max(LEAST_STEPS, ROUNDS * batches.count);
  for (let step = 0; step < steps; step += 1) {
    const current = toWeights(latent);
    const { weight } = batches.next(createFormula(current), slopes);
    slopesByLatent(slopes, current);
    for (let index = 0; index < free; index += 1) {
      slopes[index] =
        (slopes[index] ?? 0) / Math.max(weight, Number.MIN_VALUE) + (latent[index] ?? 0) / batches.rows;
    }
    adam.step(latent, slopes, (RATE * (1 + Math.cos((Math.PI * step) / steps))) / 2);
    clipLatent(latent);
    yield (step + 1) / steps;
  }
  return toWeights(latent);
}
