import type { DiaryEvent } from './event.ts';

/** What the page asks of the worker that keeps the journal, the second copy of the diary. */
export type JournalRequest =
  /** Writes events to the disk; `diarySize` is how many events the diary has ever held, these included. */
  | { readonly kind: 'append'; readonly events: readonly DiaryEvent[]; readonly diarySize: number }
  | { readonly kind: 'survey' }
  | { readonly kind: 'read' }
  /** Finishes what was asked before and lets go of the file. */
  | { readonly kind: 'rest' };

/** The journal at a glance: the largest `diarySize` it was told of, and how many entries were written to it. */
export type JournalSurvey = { readonly diarySize: number; readonly entries: number };

/** Every event in the journal, and how many of its lines are damaged (torn by a crash, altered by the disk). */
export type JournalReading = { readonly events: readonly DiaryEvent[]; readonly damagedLines: number };

export type JournalReply =
  | { readonly ok: true; readonly survey: JournalSurvey }
  | { readonly ok: true; readonly reading: JournalReading }
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: string };
