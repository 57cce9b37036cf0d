const ROUND = [1, 2, 2.5, 5, 10] as const;

/** A rounded scale for whole numbers: up to about so many steps from 0, the last of them at or above the largest value. */
export function ticks(largest: number, steps = 2): number[] {
  const least = Math.max(1, largest / steps);
  const power = 10 ** Math.floor(Math.log10(least));
  const found = ROUND.map((factor) => factor * power).find((size) => size >= least && Number.isInteger(size));
  const size = found ?? Math.ceil(least);
  const count = Math.max(1, Math.ceil(largest / size));
  return Array.from({ length: count + 1 }, (_, index) => index * size);
}
