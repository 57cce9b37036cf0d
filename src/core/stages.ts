import { GRADES } from './event.ts';
import { MEMORY_KINDS } from './memoryColumns.ts';
import { isWithinDay, kindInSteps, stepAfter, type Stage, type Steps } from './steps.ts';

/**
 * Every stage that a card can be in by some steps, numbered from new, and where the answers lead: a move is a stage's
 * number times 4 and a grade's position in `GRADES`.
 */
export type Stages = {
  /** By stage, the position in `MEMORY_KINDS`. */
  readonly kind: Uint8Array;
  /** By stage; 0 outside the steps. */
  readonly stepsLeft: Uint32Array;
  readonly review: number;
  /** By move, the stage that it leads to. */
  readonly next: Uint32Array;
  /** By move, the minutes of the step; not a number where it leads out of the steps. */
  readonly minutes: Float64Array;
};

export const NEW_STAGE = 0;

export function createStages(steps: Steps): Stages {
  const stages: readonly Stage[] = [
    { kind: 'new' },
    ...steps.learningStepsMinutes.map((_, index): Stage => ({ kind: 'learning', stepsLeft: index + 1 })),
    ...steps.relearningStepsMinutes.map((_, index): Stage => ({ kind: 'relearning', stepsLeft: index + 1 })),
    { kind: 'review' },
  ];
  const review = stages.length - 1;
  const moves = stages.flatMap((stage) =>
    GRADES.map((grade) => {
      const step = stepAfter(steps, stage, grade);
      if (step === null) return { next: review, minutes: Number.NaN };
      const kind = kindInSteps(stage);
      const isStep = (other: Stage) => other.kind === kind && other.stepsLeft === step.stepsLeft;
      return { next: isWithinDay(step.minutes) ? stages.findIndex(isStep) : review, minutes: step.minutes };
    }),
  );
  return {
    kind: Uint8Array.from(stages, ({ kind }) => MEMORY_KINDS.indexOf(kind)),
    stepsLeft: Uint32Array.from(stages, (stage) => ('stepsLeft' in stage ? stage.stepsLeft : 0)),
    review,
    next: Uint32Array.from(moves, ({ next }) => next),
    minutes: Float64Array.from(moves, ({ minutes }) => minutes),
  };
}
