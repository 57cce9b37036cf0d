import type { Attempt } from '../core/attempt.ts';
import type { Moment } from '../core/day.ts';
import type { Deck, DeckId } from '../core/deck.ts';
import type { DeckOptions } from '../core/deckOptions.ts';
import type { ExamEntry } from '../core/exams.ts';
import type { MergePlan } from '../core/merge.ts';
import type { DiaryAlarm } from '../core/reconcile.ts';
import type { Session } from '../core/session.ts';
import type { Settings } from '../core/settings.ts';
import type { Shelf } from '../core/shelf.ts';
import type { Backup, BackupProblem } from '../formats/backup.ts';
import type { Persistence } from '../storage/persistence.ts';
import type { DeckReading } from './deps.ts';

/** One file of an import, and what accepting it would change. */
export type ImportFile = DeckReading & {
  readonly fileName: string;
  /** The deck of the same id in the library, with what becomes of its cards. */
  readonly replaces: { readonly kept: number; readonly added: number; readonly removed: number } | null;
};

/** Shown before anything is written; accepting writes all of it or nothing. */
export type ImportPlan = { readonly files: readonly ImportFile[] };

/** A backup that was opened: what is wrong with it, or what taking it in would change. */
export type Restore = { readonly fileName: string; readonly problems: readonly BackupProblem[] } & (
  | { readonly kind: 'refused' }
  | { readonly kind: 'planned'; readonly backup: Backup; readonly plan: MergePlan; readonly summary: string }
);

/** Something that keeps answers from being saved; stays on screen until a write succeeds. */
export type Trouble = { readonly message: string };

/** A passing message, with at most one way to take back what it tells of and one to act on it. */
export type Notice = {
  readonly text: string;
  readonly undo: (() => Promise<void>) | null;
  readonly offer?: { readonly label: string; readonly run: () => Promise<void> };
  /** Belongs to the answer just given: shown between the cards of a session too, and gone with the next answer. */
  readonly isAboutAnswer?: boolean;
};

/** What is being studied: where the cards came from and which side of the current one is up. */
export type Study = {
  readonly session: Session;
  readonly side: 'front' | 'back';
  readonly attempt: Attempt;
  /** Whether the answer shown is the other one than the settings put first. */
  readonly isOtherAnswer: boolean;
  /** When the current front appeared, to time the answer. */
  readonly shownAt: number;
};

export type AppState = {
  /** `begun`: the next card is known; what was answered long ago, or the rest of a large shelf, is still being read. */
  readonly phase: 'loading' | 'begun' | 'ready';
  readonly shelf: Shelf;
  /** The decks whose text is at hand. */
  readonly opened: ReadonlyMap<DeckId, Deck>;
  /** Grows with each event recorded in the diary, so that views know to look again. */
  readonly revision: number;
  /** The clock as last read; refreshed by commands, each minute and when the page comes back into view. */
  readonly now: Moment;
  readonly settings: Settings;
  readonly study: Study | null;
  readonly plan: ImportPlan | null;
  readonly restore: Restore | null;
  readonly trouble: Trouble | null;
  /** What came of comparing the copies of the diary. */
  readonly alarm: DiaryAlarm;
  /** Stays on screen for as long as the app is open. */
  readonly warning: string | null;
  readonly notice: Notice | null;
  /** Said by the live region to screen readers. */
  readonly announcement: string;
  /** Puts a newer build of the app in place and reloads; `null` while there is none. */
  readonly update: (() => void) | null;
  /** The browser's word on keeping the data; `unasked` until the learner or the tenth answer asks. */
  readonly persistence: 'unasked' | Persistence;
  /** Bundled decks that the learner took off the shelf. */
  readonly hidden: readonly DeckId[];
  /** Prerequisites that the learner ticked, as `deck id: text`. */
  readonly known: readonly string[];
  readonly deckOptions: ReadonlyMap<DeckId, DeckOptions>;
  readonly exams: readonly ExamEntry[];
};
