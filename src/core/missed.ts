import type { Graded } from './event.ts';

/**
 * Whether a card was marked incorrect when it was last studied: answered Again on the last day it was answered. Not
 * just the very last answer: a card missed in a session comes back until it is passed, so by that measure nothing
 * would ever have been missed.
 */
export function wasMissed(answers: readonly Graded[]): boolean {
  const lastDay = answers.at(-1)?.day;
  return answers.some(({ day, grade }) => day === lastDay && grade === 'again');
}
