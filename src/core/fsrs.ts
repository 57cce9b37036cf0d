import { default_w, FSRSAlgorithm } from 'ts-fsrs';
import type { Grade } from './event.ts';

/** What FSRS-6 knows of a card: stability in days (when recall has fallen to 90 %) and difficulty from 1 to 10. */
export type MemoryState = { readonly stability: number; readonly difficulty: number };

/** The arithmetic of FSRS-6 for one set of weights: no steps, no dates, no chance. */
export type Kernel = {
  /** The 21 weights in use, migrated and clipped to FSRS-6's bounds. */
  readonly weights: readonly number[];
  /** The state after an answer `elapsedDays` whole study days after the last one; `null` before the first answer. */
  readonly next: (state: MemoryState | null, elapsedDays: number, grade: Grade) => MemoryState;
  /** Probability of recall after some days, fractions allowed; to 8 decimals. */
  readonly retrievability: (elapsedDays: number, stability: number) => number;
  /** By how much to multiply a stability for the days until recall has fallen to `retention`; 1 at 0.9. */
  readonly intervalModifier: (retention: number) => number;
};

/** The 21 weights that ts-fsrs 5.4.2 and fsrs-rs 6.6.1 ship, fitted to about 10,000 Anki collections. */
export const DEFAULT_WEIGHTS: readonly number[] = default_w;

/** Days; the kernel refuses to go on from less. */
export const MIN_STABILITY = 0.001;
const RATING = { again: 1, hard: 2, good: 3, easy: 4 } as const satisfies Record<Grade, number>;

/**
 * FSRS-6 weights from a set of 17 (FSRS-4.5), 19 (FSRS-5) or 21 numbers, as fsrs-rs `check_and_fill_parameters`
 * does it. Anything else, the empty list included, means the defaults, so that a damaged setting never stops a
 * study session.
 */
export function migrateWeights(weights: readonly number[]): readonly number[] {
  if (!weights.every(Number.isFinite)) return DEFAULT_WEIGHTS;
  if (weights.length === 21) return weights;
  if (weights.length === 19) return [...weights, 0, 0.5];
  if (weights.length !== 17) return DEFAULT_WEIGHTS;
  const [w4 = 0, w5 = 0, w6 = 0] = weights.slice(4, 7);
  return [
    ...weights.slice(0, 4),
    w5 * 2 + w4,
    Math.log(w5 * 3 + 1) / 3,
    w6 + 0.5,
    ...weights.slice(7),
    0,
    0,
    0,
    0.5,
  ];
}

/**
 * ts-fsrs's kernel with two of its habits corrected: the first stability is the weight itself (the library lifts it
 * to 0.1), and elapsed days are ours to count (its `FSRS.next` counts UTC midnights). Loading the library adds methods
 * to `Date.prototype`; nothing here uses them.
 */
export function createKernel(weights: readonly number[]): Kernel {
  const fsrs = new FSRSAlgorithm({
    w: [...migrateWeights(weights)],
    enable_fuzz: false,
    enable_short_term: true,
  });
  const used: readonly number[] = [...fsrs.parameters.w];
  const first = (grade: Grade): MemoryState => ({
    difficulty: fsrs.next_state(null, 0, RATING[grade]).difficulty,
    stability: Math.max(used[RATING[grade] - 1] ?? 0, MIN_STABILITY),
  });
  // The grades of one card are worked out one after the other, and all start from the same recall.
  let recall = { elapsedDays: 0, stability: 0, value: 1 };
  const recallOf = (elapsedDays: number, stability: number): number => {
    if (recall.elapsedDays !== elapsedDays || recall.stability !== stability) {
      recall = { elapsedDays, stability, value: fsrs.forgetting_curve(elapsedDays, stability) };
    }
    return recall.value;
  };
  return {
    weights: used,
    next: (state, elapsedDays, grade) =>
      state === null
        ? first(grade)
        : fsrs.next_state(state, elapsedDays, RATING[grade], recallOf(elapsedDays, state.stability)),
    retrievability: (elapsedDays, stability) => fsrs.forgetting_curve(elapsedDays, stability),
    intervalModifier: (retention) => fsrs.calculate_interval_modifier(retention),
  };
}
