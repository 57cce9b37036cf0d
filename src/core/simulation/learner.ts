import { createKernel, DEFAULT_WEIGHTS, type Kernel } from '../fsrs.ts';
import { clipWeight, FIRST_STABILITIES, LEARNER_DEVIATIONS } from '../optimizer/weightSpace.ts';
import type { Random } from '../random.ts';

/** Somebody whose memory follows FSRS-6 with weights that no scheduler is told. */
export type Learner = { readonly kernel: Kernel };

/** Medians over 46 real learners of the stabilities after a first answer, and of w20; the other weights: the defaults. */
const MEDIAN_FIRST_STABILITIES = [0.184, 0.936, 2.56, 12.8];
const MEDIAN_DECAY = 0.221;
const DECAY = 20;

/**
 * How much of the spread of first stabilities is common to the four grades of one learner. An assumption: only their
 * separate spreads are known, and drawn independently they would cross.
 */
const COMMON_SHARE = 0.7;

/**
 * A learner drawn around the medians with the spread of real ones, weight by weight. The weights themselves of those 46
 * learners are not public, so what goes together in real people goes apart here, but for the first stabilities.
 */
export function drawLearner(random: Random): Learner {
  const common = normal(random);
  let least = 0;
  const weights = DEFAULT_WEIGHTS.map((standard, index) => {
    const deviation = LEARNER_DEVIATIONS[index] ?? 0;
    const own = normal(random);
    if (index >= FIRST_STABILITIES) {
      return clipWeight(index, (index === DECAY ? MEDIAN_DECAY : standard) + deviation * own);
    }
    const moved = deviation * (Math.sqrt(COMMON_SHARE) * common + Math.sqrt(1 - COMMON_SHARE) * own);
    least = Math.max(
      least,
      clipWeight(index, (MEDIAN_FIRST_STABILITIES[index] ?? standard) * Math.exp(moved)),
    );
    return least;
  });
  return { kernel: createKernel(weights) };
}

/** A draw from the standard normal distribution (Box and Muller 1958). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
