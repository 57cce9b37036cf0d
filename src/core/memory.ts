import type { Millis, StudyDay } from './day.ts';

type Seen = {
  /** Days until recall has fallen to 90 %. */
  readonly stability: number;
  /** 1 to 10. */
  readonly difficulty: number;
  readonly lastAt: Millis;
  readonly lastDay: StudyDay;
  /** Answers so far, all of them. */
  readonly reviews: number;
  /** Times a card in review was forgotten. */
  readonly lapses: number;
};

/** A card within its steps, due at an instant. */
export type LearningMemory = Seen & {
  readonly kind: 'learning' | 'relearning';
  /** Steps still to pass, the present one included. */
  readonly stepsLeft: number;
  readonly dueAt: Millis;
};

/** A card that has left its steps, due from the start of a study day. */
export type ReviewMemory = Seen & {
  readonly kind: 'review';
  readonly dueDay: StudyDay;
  readonly intervalDays: number;
};

export type SeenMemory = LearningMemory | ReviewMemory;

/** What the diary's answers add up to for one card; a pure function of its answers and the scheduler. */
export type Memory = { readonly kind: 'new' } | SeenMemory;

export const NEW_MEMORY: Memory = { kind: 'new' };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
const MONTH = YEAR / 12;

/** Milliseconds from now until the card comes back: the rest of its step, or whole days of 24 hours for a review. */
export function intervalOf(memory: SeenMemory, now: { readonly at: Millis }): number {
  return memory.kind === 'review' ? memory.intervalDays * DAY : Math.max(0, memory.dueAt - now.at);
}

/** An interval in milliseconds as a grade button shows it, in Anki's units: `<1m`, `10m`, `1.5h`, `3d`, `1.2mo`, `1.1y`. */
export function formatInterval(interval: number): string {
  if (interval < MINUTE) return '<1m';
  if (interval < HOUR) return `${Math.round(interval / MINUTE)}m`;
  if (interval < DAY) return `${oneDecimal(interval / HOUR)}h`;
  if (interval < MONTH) return `${Math.round(interval / DAY)}d`;
  return interval < YEAR ? `${oneDecimal(interval / MONTH)}mo` : `${oneDecimal(interval / YEAR)}y`;
}

function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}
