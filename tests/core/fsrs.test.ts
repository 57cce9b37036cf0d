import fc from 'fast-check';
import { FSRSAlgorithm } from 'ts-fsrs';
import { describe, expect, test } from 'vitest';
import { GRADES, type Grade } from '../../src/core/event.ts';
import { createKernel, DEFAULT_WEIGHTS, migrateWeights, type MemoryState } from '../../src/core/fsrs.ts';

const kernel = createKernel(DEFAULT_WEIGHTS);
const gradeOf = (rating: number): Grade => GRADES[rating - 1] ?? 'again';

function run(
  weights: readonly number[],
  ratings: readonly number[],
  days: readonly number[],
): MemoryState | null {
  const { next } = createKernel(weights);
  return ratings.reduce<MemoryState | null>(
    (state, rating, i) => next(state, days[i] ?? 0, gradeOf(rating)),
    null,
  );
}

// open-spaced-repetition/fsrs-rs@0cbb9d3 (v6.6.1), src/inference.rs, model.rs, parameter_initialization.rs.
describe('agrees with fsrs-rs 6.6.1', () => {
  test('test_memory_state: six answers with default weights', () => {
    const state = run(DEFAULT_WEIGHTS, [1, 3, 3, 3, 3, 3], [0, 0, 1, 3, 8, 21]);
    expect(state?.stability).toBeCloseTo(53.62691, 4);
    expect(state?.difficulty).toBeCloseTo(6.3574867, 4);
  });

  test('test_memo_state: five answers with 19 weights of FSRS-5', () => {
    const weights = [
      0.6845422, 1.6790825, 4.7349424, 10.042885, 7.4410233, 0.64219797, 1.071918, 0.0025195254, 1.432437,
      0.1544, 0.8692766, 2.0696752, 0.0953, 0.2975, 2.4691248, 0.19542035, 3.201072, 0.18046261, 0.121442534,
    ];
    const state = run(weights, [1, 3, 3, 3, 3], [0, 1, 3, 8, 21]);
    // Computed in 32-bit floats at the source, hence one part in 10^5.
    expect((state?.stability ?? 0) / 31.722992).toBeCloseTo(1, 5);
    expect((state?.difficulty ?? 0) / 7.382128).toBeCloseTo(1, 5);
  });

  test('test_next_interval: intervals of one day of stability by retention', () => {
    const retentions = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
    const intervals = retentions.map((retention) =>
      Math.max(1, Math.round(kernel.intervalModifier(retention))),
    );
    // 3116766 in 32-bit floats; ts-fsrs@cdec8d2 states 3116769 in 64-bit ones.
    expect(intervals).toEqual([3116769, 34793, 2508, 387, 90, 27, 9, 3, 1, 1]);
  });

  test.each([
    [0, 1, 1],
    [1, 2, 0.9403443],
    [2, 3, 0.9253786],
    [3, 4, 0.9185229],
    [4, 4, 0.9],
    [5, 2, 0.8261359],
    [2, 1, 0.8458846447796301],
    [3, 1, 0.8093881028681906],
    // ts-fsrs@cdec8d2 __tests__/FSRS-6.test.ts
    [8, 8.2956, 0.9024733],
  ])(
    'test_power_forgetting_curve: after %d days at stability %d recall is %d',
    (days, stability, expected) => {
      expect(kernel.retrievability(days, stability)).toBeCloseTo(expected, 6);
    },
  );

  test.each([
    ['again', 8.341763],
    ['hard', 6.6659956],
    ['good', 4.990228],
    ['easy', 3.3144615],
  ] as const)('test_next_difficulty: %s turns difficulty 5 into %d', (grade, expected) => {
    expect(kernel.next({ stability: 5, difficulty: 5 }, 1, grade).difficulty).toBeCloseTo(expected, 5);
  });

  test.each([
    ['again', 1.596818],
    ['hard', 5],
    ['good', 5],
    ['easy', 8.12961],
  ] as const)('test_next_stability on the same day: %s turns stability 5 into %d', (grade, expected) => {
    expect(kernel.next({ stability: 5, difficulty: 5 }, 0, grade).stability).toBeCloseTo(expected, 5);
  });

  test.each([
    { difficulty: 2, retrievability: 0.8, grade: 'hard', expected: 28.226582 },
    { difficulty: 3, retrievability: 0.7, grade: 'good', expected: 58.656002 },
    { difficulty: 4, retrievability: 0.6, grade: 'easy', expected: 127.226685 },
    { difficulty: 1, retrievability: 0.9, grade: 'again', expected: 1.0525396 },
    { difficulty: 2, retrievability: 0.8, grade: 'again', expected: 1.1894329 },
    { difficulty: 3, retrievability: 0.7, grade: 'again', expected: 1.3680838 },
    { difficulty: 4, retrievability: 0.6, grade: 'again', expected: 1.584989 },
  ] as const)('test_next_stability: $grade at difficulty $difficulty', (vector) => {
    const { difficulty, retrievability, grade, expected } = vector;
    const days = 5 * kernel.intervalModifier(retrievability);
    const { stability } = kernel.next({ stability: 5, difficulty }, days, grade);
    expect(stability / expected).toBeCloseTo(1, 6);
  });
});

test('the first answer gives the state that ts-fsrs 5.4.2 gives (FSRS-6.test.ts, first repeat)', () => {
  const firsts = GRADES.map((grade) => kernel.next(null, 0, grade));
  expect(firsts.map(({ stability }) => stability)).toEqual([0.212, 1.2931, 2.3065, 8.2956]);
  expect(firsts.map(({ difficulty }) => difficulty)).toEqual([6.4133, 5.11217071, 2.11810397, 1]);
});

test('a first stability below 0.1 is kept, as fsrs-rs keeps it', () => {
  expect(createKernel(DEFAULT_WEIGHTS.with(0, 0.02)).next(null, 0, 'again').stability).toBe(0.02);
});

describe('weights', () => {
  // fsrs-rs@0cbb9d3 src/model.rs test_convert_parameters
  test('17 weights of FSRS-4.5 become 21', () => {
    const old = [
      0.4, 0.6, 2.4, 5.8, 4.93, 0.94, 0.86, 0.01, 1.49, 0.14, 0.94, 2.18, 0.05, 0.34, 1.26, 0.29, 2.61,
    ];
    const expected = old.with(4, 6.81).with(5, 0.44675013).with(6, 1.36).concat([0, 0, 0, 0.5]);
    const migrated = migrateWeights(old);
    expect(migrated).toHaveLength(21);
    expected.forEach((weight, index) => expect(migrated[index]).toBeCloseTo(weight, 6));
  });

  test('19 weights of FSRS-5 keep their curve: no w19, decay 0.5', () => {
    expect(migrateWeights(DEFAULT_WEIGHTS.slice(0, 19))).toEqual([...DEFAULT_WEIGHTS.slice(0, 19), 0, 0.5]);
  });

  test.each([[[]], [[1, 2, 3]], [DEFAULT_WEIGHTS.with(3, Number.NaN)]])(
    '%j means the defaults',
    (weights) => {
      expect(migrateWeights(weights)).toEqual(DEFAULT_WEIGHTS);
    },
  );
});

const states = fc.record({
  stability: fc.double({ min: 0.001, max: 36_500, noNaN: true }),
  difficulty: fc.double({ min: 1, max: 10, noNaN: true }),
});

test('after the first answer the kernel is the one of ts-fsrs, bit for bit', () => {
  const library = new FSRSAlgorithm({ w: [...DEFAULT_WEIGHTS] });
  fc.assert(
    fc.property(states, fc.nat(4000), fc.integer({ min: 1, max: 4 }), (state, days, rating) => {
      expect(kernel.next(state, days, gradeOf(rating))).toEqual(library.next_state(state, days, rating));
    }),
  );
});

test('recall falls with days and rises with stability', () => {
  const days = fc.double({ min: 0, max: 36_500, noNaN: true });
  const stability = fc.double({ min: 0.001, max: 36_500, noNaN: true });
  fc.assert(
    fc.property(days, days, stability, stability, (a, b, s, t) => {
      expect(kernel.retrievability(Math.max(a, b), s)).toBeLessThanOrEqual(
        kernel.retrievability(Math.min(a, b), s),
      );
      expect(kernel.retrievability(a, Math.max(s, t))).toBeGreaterThanOrEqual(
        kernel.retrievability(a, Math.min(s, t)),
      );
    }),
  );
});

test('at 90 % the interval is the stability, and recall after an interval is the retention asked for', () => {
  const stability = fc.double({ min: 0.1, max: 36_500, noNaN: true });
  fc.assert(
    fc.property(stability, fc.double({ min: 0.7, max: 0.97, noNaN: true }), (days, retention) => {
      expect(kernel.intervalModifier(0.9)).toBeCloseTo(1, 6);
      expect(kernel.retrievability(days * kernel.intervalModifier(retention), days)).toBeCloseTo(
        retention,
        6,
      );
    }),
  );
});
