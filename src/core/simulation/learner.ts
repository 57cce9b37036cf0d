import { createKernel, type Kernel } from '../fsrs.ts';
import { clipWeight, FIRST_STABILITIES, LEARNER_DEVIATIONS } from '../optimizer/weightSpace.ts';
import type { Random } from '../random.ts';

/** Somebody whose memory follows FSRS-6 with weights that no scheduler is told. */
export type Learner = { readonly kernel: Kernel };

/**
 * Medians of the 21 weights over 46 real learners: users 1 to 46 of FSRS-6 with same-day reviews in the results of
 * open-spaced-repetition/srs-benchmark at c2dcfaa1.
 */
const MEDIANS: readonly number[] = [
  0.172, 0.832, 2.53, 12.754, 6.474, 0.662, 3.071, 0.024, 1.801, 0.19, 0.726, 1.469, 0.059, 0.295, 1.664,
  0.338, 1.924, 0.693, 0.069, 0.125, 0.216,
];

/**
 * How each weight goes along with the one factor that best explains what goes together in those learners (principal
 * axis factoring, the first four weights as logarithms): whoever remembers longer after a first answer finds cards
 * easier and gains more from each review.
 */
const LOADINGS: readonly number[] = [
  0.69, 0.87, 0.88, 0.74, -0.68, 0.69, 0.02, 0.28, 0.87, -0.35, 0.84, 0.55, -0.47, 0.43, 0.07, 0.15, 0.36, 0,
  0.35, 0.13, 0.09,
];

/**
 * A learner drawn around the medians with the spread of real ones and with their common factor. First stabilities are
 * kept in order, so that a better first answer never leaves less.
 */
export function drawLearner(random: Random): Learner {
  const common = normal(random);
  let least = 0;
  const weights = MEDIANS.map((median, index) => {
    const loading = LOADINGS[index] ?? 0;
    const score = loading * common + Math.sqrt(1 - loading * loading) * normal(random);
    const moved = (LEARNER_DEVIATIONS[index] ?? 0) * score;
    if (index >= FIRST_STABILITIES) return clipWeight(index, median + moved);
    least = Math.max(least, clipWeight(index, median * Math.exp(moved)));
    return least;
  });
  return { kernel: createKernel(weights) };
}

/** A draw from the standard normal distribution (Box and Muller 1958). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
