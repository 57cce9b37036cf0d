import type { Grade } from '../core/event.ts';

/** What the grade buttons say while cramming, when no grade gives an interval. */
export const CRAM_OUTCOMES: Readonly<Record<Grade, string>> = {
  again: 'back soon',
  hard: 'done',
  good: 'done',
  easy: 'done',
};

/** Whether an address asks for cards outside the schedule. */
export function isCram(query: string): boolean {
  return new URLSearchParams(query).has('cram');
}
