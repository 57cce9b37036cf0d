import type { Millis, StudyDay } from './day.ts';
import type { CardId } from './deck.ts';

export type EventId = string & { readonly __brand: 'EventId' };

export const GRADES = ['again', 'hard', 'good', 'easy'] as const;
export type Grade = (typeof GRADES)[number];

/** What the learner may hang on a card; a mark is on or off. */
export const MARKS = ['suspended', 'starred'] as const;
export type Mark = (typeof MARKS)[number];

type Stamp = {
  readonly id: EventId;
  /** When it happened on this device's clock. */
  readonly at: Millis;
  /** Minutes the wall clock stood east of UTC, kept because DST and travel rewrite no history. */
  readonly utcOffsetMinutes: number;
  /** The study day as it was lived; never recomputed. */
  readonly day: StudyDay;
  /**
   * Hybrid logical clock in milliseconds (Kulkarni et al. 2014): the clock's reading, or one more than the newest
   * event's when the clock has not moved on. Orders the diary even when a clock is set back.
   */
  readonly hlc: number;
};

/**
 * One line of the learner's diary. Events are only ever added; what can be computed from them is not in them, so
 * new parameters re-date every card without rewriting history.
 */
export type DiaryEvent = Stamp &
  (
    | { readonly kind: 'graded'; readonly card: CardId; readonly grade: Grade; readonly tookMs: number }
    /** Takes back one earlier event; taking back an `undone` is a redo. */
    | { readonly kind: 'undone'; readonly target: EventId }
    | { readonly kind: 'buried'; readonly card: CardId; readonly until: StudyDay }
    | { readonly kind: 'marked'; readonly card: CardId; readonly mark: Mark; readonly on: boolean }
  );

export type Graded = Extract<DiaryEvent, { kind: 'graded' }>;
export type CardEvent = Exclude<DiaryEvent, { kind: 'undone' }>;

/** Diary order: by logical clock, ties by id; the same for every device and order of arrival. */
export function inDiaryOrder(a: DiaryEvent, b: DiaryEvent): number {
  return a.hlc - b.hlc || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** The logical clock of a new event, given the clock's reading and the newest `hlc` in the diary. */
export function nextHlc(at: Millis, newest: number): number {
  return Math.max(at, newest + 1);
}
