import { daysBetween, type Millis } from './day.ts';
import type { CardId } from './deck.ts';
import { GRADES, type Grade } from './event.ts';
import { formatInterval, intervalOf, type Memory, type SeenMemory } from './memory.ts';
import type { Scheduler } from './scheduler.ts';
import type { Now } from './standing.ts';
import { counted } from './words.ts';

/** What a grade would do to a card now. */
export type GradeOutcome = {
  readonly grade: Grade;
  readonly after: SeenMemory;
  /** As the grade's button shows it. */
  readonly interval: string;
  /** Why, in two or three sentences. */
  readonly reason: string;
};

const DAY_MS = 86_400_000;

/** What each grade would do now, and why: the very futures that the buttons preview and an answer brings about. */
export function explainGrades(memory: Memory, now: Now, scheduler: Scheduler, card: CardId): GradeOutcome[] {
  const futures = scheduler.futures(memory, now, card);
  return GRADES.map((grade) => {
    const after = futures[grade];
    const reason = `${whyStability(memory, after, grade, now, scheduler)} ${whyInterval(after, scheduler)}`;
    return { grade, after, interval: formatInterval(intervalOf(after, now)), reason };
  });
}

/** `9.4 days`, `3 hours`: a stability or another length of memory. */
export function printStability(days: number): string {
  if (days < 1) return counted(Math.max(1, Math.round(days * 24)), 'hour');
  return days < 10 ? `${days.toFixed(1)} days` : counted(Math.round(days), 'day');
}

function whyStability(
  memory: Memory,
  { stability }: SeenMemory,
  grade: Grade,
  now: Now,
  scheduler: Scheduler,
): string {
  if (memory.kind === 'new') return `A first answer: stability starts at ${printStability(stability)}.`;
  const change = `${verb(memory.stability, stability)} ${printed(memory.stability, stability)}.`;
  const days = Math.max(0, daysBetween(memory.lastDay, now.day));
  if (days === 0) return `Answered again on the same day: stability ${change}`;
  const recall = Math.round((scheduler.retrievability(memory, now.at) ?? 0) * 100);
  const since = `${counted(days, 'day')} after the last answer recall is about ${recall} %`;
  return grade === 'again'
    ? `${since}. Forgotten: stability ${change}`
    : `${since}. Recalled: stability ${change}`;
}

function verb(before: number, after: number): string {
  if (printStability(before) === printStability(after)) return 'stays at';
  return after > before ? 'rises' : 'falls';
}

function printed(before: number, after: number): string {
  const [from, to] = [printStability(before), printStability(after)];
  return from === to ? to : `from ${from} to ${to}`;
}

function whyInterval(after: SeenMemory, scheduler: Scheduler): string {
  const { learningStepsMinutes, relearningStepsMinutes, maximumIntervalDays } = scheduler.config;
  if (after.kind !== 'review') {
    const steps = after.kind === 'learning' ? learningStepsMinutes : relearningStepsMinutes;
    const step = Math.max(1, steps.length - after.stepsLeft + 1);
    return `It comes back in a ${after.kind} step, number ${step} of ${steps.length}.`;
  }
  const days = counted(after.intervalDays, 'day');
  if (after.intervalDays >= maximumIntervalDays) return `It comes back in ${days}, the longest you allow.`;
  const then = (after.lastAt + after.intervalDays * DAY_MS) as Millis;
  const recall = Math.round((scheduler.retrievability(after, then) ?? 0) * 100);
  return `It comes back in ${days}, when recall should be about ${recall} %.`;
}
