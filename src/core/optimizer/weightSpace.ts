import { DEFAULT_WEIGHTS } from '../fsrs.ts';

/** The least and the most of each weight: the bounds of fsrs-rs 6.6.1 and of ts-fsrs with same-day reviews on. */
const BOUNDS: readonly (readonly [number, number])[] = [
  [0.001, 100],
  [0.001, 100],
  [0.001, 100],
  [0.001, 100],
  [1, 10],
  [0.001, 4],
  [0.001, 4],
  [0.001, 0.75],
  [0, 4.5],
  [0, 0.8],
  [0.001, 3.5],
  [0.001, 5],
  [0.001, 0.25],
  [0.001, 0.9],
  [0, 4],
  [0, 1],
  [1, 6],
  [0, 2],
  [0, 2],
  [0.01, 0.8],
  [0.1, 0.8],
];

/**
 * How much learners differ from each other: standard deviations of the 21 weights over 46 real learners, the first four
 * (stability after a first answer) of their logarithms.
 */
export const LEARNER_DEVIATIONS: readonly number[] = [
  1.6, 1.6, 1.6, 1.6, 0.34, 0.25, 0.28, 0.06, 0.31, 0.17, 0.27, 0.12, 0.04, 0.12, 0.28, 0.23, 0.49, 0.24,
  0.19, 0.09, 0.14,
];

/** How many of the weights are stabilities after a first answer, one for each grade. */
export const FIRST_STABILITIES = 4;

/**
 * Weights counted in standard deviations between learners, away from the defaults: in these numbers a normal prior is
 * the same in all directions, and so is a step of the optimiser.
 */
export type Latent = Float64Array;

export function toWeights(latent: Latent): Float64Array {
  return latent.map((value, index) => {
    const moved = value * (LEARNER_DEVIATIONS[index] ?? 1);
    const standard = DEFAULT_WEIGHTS[index] ?? 0;
    return clipWeight(index, index < FIRST_STABILITIES ? standard * Math.exp(moved) : standard + moved);
  });
}

export function toLatent(weights: ArrayLike<number>): Latent {
  return Float64Array.from(weights, (weight, index) => {
    const standard = DEFAULT_WEIGHTS[index] ?? 0;
    const moved = index < FIRST_STABILITIES ? Math.log(weight / standard) : weight - standard;
    return moved / (LEARNER_DEVIATIONS[index] ?? 1);
  });
}

/** Brings a latent back within the bounds of its weights, in place. */
export function clipLatent(latent: Latent): void {
  for (let index = 0; index < latent.length; index += 1) {
    const { least, most } = LATENT_BOUNDS[index] ?? { least: -Infinity, most: Infinity };
    latent[index] = Math.min(Math.max(latent[index] ?? 0, least), most);
  }
}

/** Turns derivatives by the weights into derivatives by the latent, in place. */
export function slopesByLatent(gradient: Float64Array, weights: Float64Array): void {
  for (let index = 0; index < gradient.length; index += 1) {
    const scale = index < FIRST_STABILITIES ? (weights[index] ?? 0) : 1;
    gradient[index] = (gradient[index] ?? 0) * scale * (LEARNER_DEVIATIONS[index] ?? 1);
  }
}

export function clipWeight(index: number, weight: number): number {
  const [least, most] = BOUNDS[index] ?? [weight, weight];
  return Math.min(Math.max(weight, least), most);
}

const LEAST = toLatent(BOUNDS.map(([least]) => least));
const MOST = toLatent(BOUNDS.map(([, most]) => most));
const LATENT_BOUNDS = BOUNDS.map((_, index) => ({ least: LEAST[index] ?? 0, most: MOST[index] ?? 0 }));
