import type { Millis } from './day.ts';
import type { Grade, MemoryEvent } from './event.ts';
import { NEW_MEMORY, type Memory } from './memory.ts';
import { applied } from './replay.ts';
import type { Scheduler } from './scheduler.ts';

/** One event of a card's life: what was expected before it and what it left behind. */
export type CourseEntry = {
  readonly event: MemoryEvent;
  /** The chance of recall just before, 0 to 1; `null` for a card that was new. */
  readonly recallBefore: number | null;
  readonly after: Memory;
};

/** The estimated chance of recall at an instant. */
export type RecallPoint = { readonly at: Millis; readonly recall: number };

export type RecallCourse = {
  readonly entries: readonly CourseEntry[];
  /** One falling line for each stretch between two events, oldest first, the last one up to now. */
  readonly lines: readonly (readonly RecallPoint[])[];
};

/** Recall falls fast and then slowly; so many points make a line of straight pieces look like the curve. */
const POINTS_A_LINE = 16;

/** How a card's recall went: falling from answer to answer, and up again with each of them. */
export function recallCourse(
  events: readonly MemoryEvent[],
  scheduler: Pick<Scheduler, 'after' | 'dated' | 'retrievability'>,
  now: Millis,
): RecallCourse {
  const entries: CourseEntry[] = [];
  const lines: RecallPoint[][] = [];
  let memory: Memory = NEW_MEMORY;
  for (const [index, event] of events.entries()) {
    const after = applied(memory, event, scheduler);
    entries.push({ event, recallBefore: scheduler.retrievability(memory, event.at), after });
    memory = after;
    const end = events[index + 1]?.at ?? now;
    if (after.kind !== 'new' && end > event.at) {
      lines.push(fallingLine(event.at, end, (at) => scheduler.retrievability(after, at) ?? 0));
    }
  }
  return { entries, lines };
}

function fallingLine(from: Millis, to: Millis, recallAt: (at: Millis) => number): RecallPoint[] {
  return Array.from({ length: POINTS_A_LINE + 1 }, (_, step) => {
    // Closer together where the fall is steep.
    const at = (from + (to - from) * (step / POINTS_A_LINE) ** 2) as Millis;
    return { at, recall: recallAt(at) };
  });
}

/** The grade of an entry that was an answer. */
export function gradeOf({ event }: CourseEntry): Grade | null {
  return event.kind === 'graded' ? event.grade : null;
}
