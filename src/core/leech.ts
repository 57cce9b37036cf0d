import type { Memory } from './memory.ts';

/** Lapses after which a card counts as a leech, as in Anki. */
export const LEECH_THRESHOLD = 8;

/** What happens when a card turns out to be a leech: the learner is told, or it is suspended as well. */
export const LEECH_ACTIONS = ['tell', 'suspend'] as const;
export type LeechAction = (typeof LEECH_ACTIONS)[number];

/** Whether a card has lapsed so often that another review is worth less than a rewrite; a threshold of 0 is off. */
export function isLeech(memory: Memory, threshold: number): boolean {
  return memory.kind !== 'new' && threshold > 0 && memory.lapses >= threshold;
}

/**
 * Whether this very answer is the moment to say so: at the threshold and then again after every half of it (8, 12,
 * 16, ...), so that the learner is reminded but not nagged.
 */
export function turnsLeech(before: Memory, after: Memory, threshold: number): boolean {
  const earlier = before.kind === 'new' ? 0 : before.lapses;
  return after.kind !== 'new' && after.lapses > earlier && isLeechMoment(after.lapses, threshold);
}

/** Anki's rule (rslib/src/scheduler/states/review.rs) for a lapse that was the `lapses`th. */
export function isLeechMoment(lapses: number, threshold: number): boolean {
  return threshold > 0 && lapses >= threshold && (lapses - threshold) % Math.ceil(threshold / 2) === 0;
}
