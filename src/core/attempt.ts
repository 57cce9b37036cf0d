import { suggestedGrade, type Point } from './checklist.ts';
import type { Grade } from './event.ts';

/** What the learner did with the card on screen before grading it. */
export type Attempt = {
  /** Whether the answer's points are ticked off; `null` leaves it to the deck and the settings. */
  readonly isChecked: boolean | null;
  /** Ids of the points recalled; `null` while no point was touched, which says nothing about any of them. */
  readonly ticked: readonly string[] | null;
  /** Whether the answer is typed; `null` leaves it to the settings. */
  readonly isTyped: boolean | null;
  readonly typed: string;
  /** How many items of the answer are uncovered when it is revealed step by step. */
  readonly steps: number;
};

export const NO_ATTEMPT: Attempt = { isChecked: null, ticked: null, isTyped: null, typed: '', steps: 0 };

/** The attempt with one point ticked, or its tick taken back. */
export function toggled(attempt: Attempt, point: string): Attempt {
  const ticked = attempt.ticked ?? [];
  const isOn = ticked.includes(point);
  return { ...attempt, ticked: isOn ? ticked.filter((id) => id !== point) : [...ticked, point] };
}

/** Every point ticked, or none when all of them were. */
export function toggledAll(attempt: Attempt, points: readonly Point[]): Attempt {
  const isAll = recalled(attempt, points).length === points.length;
  return { ...attempt, ticked: isAll ? [] : points.map(({ id }) => id) };
}

/** The grade that the ticks speak for; `null` while no point was touched. */
export function suggestion(attempt: Attempt, points: readonly Point[]): Grade | null {
  return attempt.ticked === null ? null : suggestedGrade(recalled(attempt, points).length, points.length);
}

/** Ids of the points that were not recalled; `null` while no point was touched. */
export function missedPoints(attempt: Attempt, points: readonly Point[]): string[] | null {
  if (attempt.ticked === null || points.length === 0) return null;
  const known = new Set(recalled(attempt, points));
  return points.flatMap(({ id }) => (known.has(id) ? [] : [id]));
}

function recalled({ ticked }: Attempt, points: readonly Point[]): string[] {
  return points.flatMap(({ id }) => (ticked?.includes(id) === true ? [id] : []));
}
