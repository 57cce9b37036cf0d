import type { Grade } from './event.ts';

/** What a step asks for: come back after some minutes with so many steps left. */
export type Step = { readonly minutes: number; readonly stepsLeft: number };

export const MINUTES_PER_DAY = 1440;

/** The steps that new cards go through, and those of forgotten ones. */
export type Steps = {
  readonly learningStepsMinutes: readonly number[];
  readonly relearningStepsMinutes: readonly number[];
};

/** Where a card is among its steps, or outside them. */
export type Stage =
  | { readonly kind: 'new' | 'review' }
  | { readonly kind: 'learning' | 'relearning'; readonly stepsLeft: number };

/** Where the steps lead after an answer; only a forgotten review enters the relearning steps. */
export function stepAfter(
  { learningStepsMinutes, relearningStepsMinutes }: Steps,
  stage: Stage,
  grade: Grade,
): Step | null {
  if (stage.kind === 'new') return nextStep(learningStepsMinutes, learningStepsMinutes.length, grade);
  if (stage.kind === 'learning') return nextStep(learningStepsMinutes, stage.stepsLeft, grade);
  if (stage.kind === 'relearning') return nextStep(relearningStepsMinutes, stage.stepsLeft, grade);
  return grade === 'again' ? nextStep(relearningStepsMinutes, relearningStepsMinutes.length, grade) : null;
}

/** A step of a day or more is an interval: the card waits for a study day and not for an instant. */
export function isWithinDay(minutes: number): boolean {
  return minutes < MINUTES_PER_DAY;
}

/** The kind of a card that an answer leaves within its steps. */
export function kindInSteps({ kind }: Stage): 'learning' | 'relearning' {
  return kind === 'new' || kind === 'learning' ? 'learning' : 'relearning';
}

/**
 * The step that an answer leads to, or `null` when the card leaves its steps (or there are none). Anki's rules
 * (rslib/src/scheduler/states/steps.rs): Again returns to the first step, Hard stays, Good moves on, Easy leaves.
 * A card that enters its steps has all of them left.
 */
export function nextStep(stepsMinutes: readonly number[], stepsLeft: number, grade: Grade): Step | null {
  const count = stepsMinutes.length;
  const index = Math.min(Math.max(count - stepsLeft, 0), count - 1);
  const [first, second] = stepsMinutes;
  if (first === undefined || grade === 'easy') return null;
  if (grade === 'again') return { minutes: first, stepsLeft: count };
  if (grade === 'hard')
    return { minutes: hardMinutes(stepsMinutes, index, first, second), stepsLeft: count - index };
  const next = stepsMinutes[index + 1];
  return next === undefined ? null : { minutes: next, stepsLeft: count - index - 1 };
}

/** Between the first two steps; half as long again (a day at most) when there is only one; else the same step once more. */
function hardMinutes(
  steps: readonly number[],
  index: number,
  first: number,
  second: number | undefined,
): number {
  if (index > 0) return steps[index] ?? first;
  if (second === undefined) return Math.min(first * 1.5, first + MINUTES_PER_DAY);
  return (first + second) / 2;
}
