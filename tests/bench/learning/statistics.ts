import { createRandom } from '../../../src/core/random.ts';

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - 1] ?? Number.NaN, sorted[middle] ?? Number.NaN];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

export function shareOf<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.filter(holds).length / items.length;
}

/** Standard error of the mean. */
export function standardError(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)) / (values.length - 1));
}

const RESAMPLES = 1000;

/** How far a figure may be off by the luck of who was drawn: its standard error and a 95 % interval. */
export type Uncertainty = { readonly error: number; readonly low: number; readonly high: number };

/**
 * The uncertainty of a figure, from its values over as many items drawn with repetition, again and again (the bootstrap
 * with percentile intervals, Efron 1979). Seeded, so that a bench says the same twice.
 */
export function bootstrap<T>(items: readonly T[], figureOf: (drawn: readonly T[]) => number): Uncertainty {
  const random = createRandom(1);
  const draw = () => items.map((item) => items[Math.floor(random() * items.length)] ?? item);
  const figures = Array.from({ length: RESAMPLES }, () => figureOf(draw())).toSorted((a, b) => a - b);
  const middle = mean(figures);
  const error = Math.sqrt(mean(figures.map((figure) => (figure - middle) ** 2)));
  const at = (share: number) => figures[Math.round(share * (RESAMPLES - 1))] ?? Number.NaN;
  return { error, low: at(0.025), high: at(0.975) };
}

/** The nearest numbers that never fall (pool adjacent violators). */
export function neverFalling(values: readonly number[]): number[] {
  let pools: { size: number; mean: number }[] = [];
  for (const value of values) {
    let pool = { size: 1, mean: value };
    for (let last = pools.at(-1); last && last.mean > pool.mean; last = pools.at(-1)) {
      const size = last.size + pool.size;
      pool = { size, mean: (last.mean * last.size + pool.mean * pool.size) / size };
      pools = pools.slice(0, -1);
    }
    pools.push(pool);
  }
  return pools.flatMap((pool) => Array.from({ length: pool.size }, () => pool.mean));
}

/** One setting's outcome. */
export type Outcome = { readonly recall: number; readonly reviews: number };

/**
 * The reviews at which a recall is reached, between settings given by rising effort. Single days favour some settings by
 * chance of timing; smoothing both columns before interpolating keeps the luckiest from being picked. Below the least
 * effort its reviews are given, and `null` above the most.
 */
export function reviewsFor(recall: number, settings: readonly Outcome[]): number | null {
  const recalls = neverFalling(settings.map((setting) => setting.recall));
  const reviews = neverFalling(settings.map((setting) => setting.reviews));
  const above = recalls.findIndex((value) => value >= recall);
  if (above < 0) return null;
  if (above === 0) return reviews[0] ?? null;
  const [low, high] = [recalls[above - 1] ?? 0, recalls[above] ?? 1];
  const [fewer, more] = [reviews[above - 1] ?? 0, reviews[above] ?? 0];
  return fewer + ((recall - low) / (high - low)) * (more - fewer);
}
