import type { Millis, StudyDay } from './day.ts';
import type { CardId } from './deck.ts';

export type EventId = string & { readonly __brand: 'EventId' };

export const GRADES = ['again', 'hard', 'good', 'easy'] as const;
export type Grade = (typeof GRADES)[number];

/** What the learner may hang on a card; a mark is on or off. */
export const MARKS = ['suspended', 'starred'] as const;
export type Mark = (typeof MARKS)[number];

/** Colours that a card may be flagged with, Anki's. */
export const FLAGS = ['red', 'orange', 'green', 'blue', 'pink', 'turquoise', 'purple'] as const;
export type Flag = (typeof FLAGS)[number];

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
    | {
        readonly kind: 'graded';
        readonly card: CardId;
        readonly grade: Grade;
        readonly tookMs: number;
        /** Points of the answer, by their ids, that the learner did not recall; absent when none were checked. */
        readonly missed?: readonly string[];
      }
    /** An answer outside the schedule: it says how well the card was known and leaves memory as it was. */
    | {
        readonly kind: 'crammed';
        readonly card: CardId;
        readonly grade: Grade;
        readonly tookMs: number;
      }
    /** From here on the card is new again; its answers so far stay in the diary and in the statistics. */
    | { readonly kind: 'forgotten'; readonly card: CardId }
    /** The learner decides when the card comes back. */
    | { readonly kind: 'dated'; readonly card: CardId; readonly dueDay: StudyDay }
    /** Takes back one earlier event; taking back an `undone` is a redo. */
    | { readonly kind: 'undone'; readonly target: EventId }
    | { readonly kind: 'buried'; readonly card: CardId; readonly until: StudyDay }
    | { readonly kind: 'marked'; readonly card: CardId; readonly mark: Mark; readonly on: boolean }
    | { readonly kind: 'flagged'; readonly card: CardId; readonly flag: Flag | null }
  );

export type Graded = Extract<DiaryEvent, { kind: 'graded' }>;
export type Crammed = Extract<DiaryEvent, { kind: 'crammed' }>;
export type Dated = Extract<DiaryEvent, { kind: 'dated' }>;
/** What memory follows from. */
export type MemoryEvent = Extract<DiaryEvent, { kind: 'graded' | 'forgotten' | 'dated' }>;
export type CardEvent = Exclude<DiaryEvent, { kind: 'undone' }>;

export function isMemoryEvent(event: DiaryEvent): event is MemoryEvent {
  return event.kind === 'graded' || event.kind === 'forgotten' || event.kind === 'dated';
}

const CARD_KINDS: ReadonlySet<string> = new Set<CardEvent['kind']>([
  'graded',
  'crammed',
  'forgotten',
  'dated',
  'buried',
  'marked',
  'flagged',
]);

/** Whether an event is of a kind that this version knows to be about a card. */
export function isCardEvent(event: DiaryEvent): event is CardEvent {
  return CARD_KINDS.has(event.kind);
}

/** The flags one after the other and then none, as a single key goes through them. */
export function nextFlag(flag: Flag | null): Flag | null {
  return FLAGS[flag === null ? 0 : FLAGS.indexOf(flag) + 1] ?? null;
}

/** Diary order: by logical clock, ties by id; the same for every device and order of arrival. */
export function inDiaryOrder(a: DiaryEvent, b: DiaryEvent): number {
  return a.hlc - b.hlc || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** The id of an event that a start of the app, the session, adds at a logical clock that it has not used before. */
export function eventId(session: string, hlc: number): EventId {
  return `${session}-${hlc.toString(36)}` as EventId;
}

/** The logical clock of a new event, given the clock's reading and the newest `hlc` in the diary. */
export function nextHlc(at: Millis, newest: number): number {
  return Math.max(at, newest + 1);
}
