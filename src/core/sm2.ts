import type { Kernel, MemoryState } from './fsrs.ts';

/**
 * The state that a card scheduled by SM-2 is taken to be in: its interval is where SM-2's own recall (`retention`,
 * 0.9 as a rule) was expected, its ease is what a pass would have multiplied the interval by. Follows fsrs-rs
 * `memory_state_from_sm2`. `ease` as a factor (2.5, not 250 %).
 */
export function stateFromSm2(
  kernel: Kernel,
  ease: number,
  intervalDays: number,
  retention: number,
): MemoryState {
  const [w8 = 0, w9 = 0, w10 = 0] = kernel.weights.slice(8, 11);
  const stability = Math.max(intervalDays, 0.001) / kernel.intervalModifier(retention);
  const gain = Math.exp(w8) * stability ** -w9 * Math.expm1((1 - retention) * w10);
  return { stability, difficulty: Math.min(Math.max(11 - (ease - 1) / gain, 1), 10) };
}
