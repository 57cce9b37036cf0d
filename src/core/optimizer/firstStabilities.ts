import { DEFAULT_WEIGHTS } from '../fsrs.ts';
import type { RowWeights, TrainingLog } from './trainingLog.ts';
import { clipWeight } from './weightSpace.ts';

/** Four numbers, one for each grade. */
export type ByGrade = readonly [number, number, number, number];

/** Where Hard lies between Again and Good, and Good between Hard and Easy, on a scale of logarithms (fsrs-rs 6.6.1). */
const HARD_SHARE = 0.41;
const GOOD_SHARE = 0.54;

const [AGAIN, HARD, GOOD, EASY] = [0, 1, 2, 3] as const;

/** How many cards with a weighted answer were begun with each grade. */
export function firstGradeCounts(log: TrainingLog, weights: RowWeights): ByGrade {
  const counts: [number, number, number, number] = [0, 0, 0, 0];
  for (let card = 0; card + 1 < log.starts.length; card += 1) {
    const [start, end] = [log.starts[card] ?? 0, log.starts[card + 1] ?? 0];
    const grade = [AGAIN, HARD, GOOD, EASY].find((index) => index + 1 === log.ratings[start]);
    if (grade !== undefined && weights.subarray(start, end).some((weight) => weight > 0)) counts[grade] += 1;
  }
  return counts;
}

/**
 * Stabilities after a first answer put in order: a better grade never leaves less (where it would, both get their mean by
 * answers), and what no answer told of is placed between (or beyond) its neighbours, as fsrs-rs `smooth_and_fill` does
 * it. With fewer than three known, the others keep their distance from the defaults' own.
 */
export function orderedStabilities(fitted: ByGrade, counts: ByGrade): ByGrade {
  const [again, hard, good, easy] = filled(rising(fitted.map(Math.log), counts));
  return [at(AGAIN, again), at(HARD, hard), at(GOOD, good), at(EASY, easy)];
}

/** The nearest rising numbers by weighted squares (pool adjacent violators); `null` for those without weight. */
function rising(values: readonly number[], weights: ByGrade): (number | null)[] {
  const result: (number | null)[] = values.map(() => null);
  let pools: { grades: number[]; weight: number; mean: number }[] = [];
  for (const [grade, value] of values.entries()) {
    const weight = weights[grade] ?? 0;
    if (weight === 0) continue;
    let pool = { grades: [grade], weight, mean: value };
    for (let last = pools.at(-1); last && last.mean > pool.mean; last = pools.at(-1)) {
      const sum = last.weight + pool.weight;
      const mean = (last.mean * last.weight + pool.mean * pool.weight) / sum;
      pool = { grades: [...last.grades, ...pool.grades], weight: sum, mean };
      pools = pools.slice(0, -1);
    }
    pools.push(pool);
  }
  for (const { grades, mean } of pools) for (const grade of grades) result[grade] = mean;
  return result;
}

function at(grade: number, logarithm: number): number {
  return clipWeight(grade, Math.exp(logarithm));
}

function filled(logs: readonly (number | null)[]): ByGrade {
  const [again = null, hard = null, good = null, easy = null] = logs;
  if (again !== null && good !== null && easy !== null) {
    return [again, hard ?? HARD_SHARE * again + (1 - HARD_SHARE) * good, good, easy];
  }
  if (hard !== null && again !== null && easy !== null) {
    return [again, hard, (1 - GOOD_SHARE) * hard + GOOD_SHARE * easy, easy];
  }
  if (hard !== null && good !== null && (again !== null || easy !== null)) {
    return [
      again ?? good + (hard - good) / HARD_SHARE,
      hard,
      good,
      easy ?? hard + (good - hard) / GOOD_SHARE,
    ];
  }
  const standard = DEFAULT_WEIGHTS.slice(0, logs.length).map(Math.log);
  const shifts = logs.flatMap((value, grade) => (value === null ? [] : value - (standard[grade] ?? 0)));
  const shift = shifts.reduce((sum, value) => sum + value, 0) / Math.max(1, shifts.length);
  const [first, second, third, fourth] = standard.map((value, grade) => logs[grade] ?? value + shift);
  return [first ?? 0, second ?? 0, third ?? 0, fourth ?? 0];
}
