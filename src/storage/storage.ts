import type { Archive, ArchiveOutline } from '../core/archive.ts';
import type { Deal } from '../core/deal.ts';
import type { DeckId } from '../core/deck.ts';
import type { DeckOutline } from '../core/deckOutline.ts';
import type { DiarySnapshot } from '../core/diarySnapshot.ts';
import type { DiaryEvent, EventId } from '../core/event.ts';
import type { DiaryAlarm } from '../core/reconcile.ts';
import type { Segment } from '../core/segment.ts';
import type { IndexedShelf } from '../core/shelfIndex.ts';
import type { StoredDeck } from '../core/storedDeck.ts';
import type { UnreadableRecord } from '../core/unreadable.ts';

/**
 * What happened elsewhere or to the connection; a hint to re-read, never the data itself. `value` names the small
 * value that another tab wrote. `shrunk`: the browser threw entries away while the app was open; `restore` what is
 * in memory. `alarm`: the copies of the diary were compared and something new came of it. `closed`: nothing can be read or written any more, with a sentence for the learner.
 */
export type StorageNews =
  | { readonly kind: 'events' | 'decks' }
  | { readonly kind: 'value'; readonly key: string }
  | { readonly kind: 'alarm'; readonly alarm: DiaryAlarm }
  | { readonly kind: 'shrunk'; readonly expected: number; readonly found: number }
  | { readonly kind: 'closed'; readonly reason: string };

/** Small values whose names begin so (the folder for backups) stay on this device: no backup holds them. */
export const DEVICE_PREFIX = 'device:';

/** How many events were new, and how many took the place of an unreadable one. */
export type Added = { readonly fresh: number; readonly healed: number };

/** One record that a restore wrote: where, what, and what had been there; `undefined` when nothing had. */
export type Change = {
  readonly store: 'events' | 'decks' | 'values' | 'quarantine';
  /** Records of the quarantine have no names. */
  readonly key: string | null;
  readonly put: unknown;
  readonly before: unknown;
};

/** What a restore changed: the way to take it back. */
export type Receipt = {
  /** Events that were new. */
  readonly added: readonly EventId[];
  /** Everything else, in the order in which it was written. */
  readonly changes: readonly Change[];
};

/** `receipt` is `null` where it is not known for certain what was new, so that nothing can be taken back. */
export type Restored = Added & { readonly receipt: Receipt | null };

/** What the others are counted by. */
export function addedBy({ added, changes }: Receipt): Added {
  return { fresh: added.length, healed: changes.filter(isHealed).length };
}

function isHealed({ store, before }: Change): boolean {
  return store === 'events' && before !== undefined;
}

/** The diary at one moment, its archive perhaps in outline only. */
export type DiaryOutline = {
  /** `null` when it would have to be read first. */
  readonly archive: Archive | null;
  readonly outline: ArchiveOutline;
  /** The events that can be read and are not in the archive. */
  readonly recent: readonly DiaryEvent[];
  /** How many events there are, readable or not. */
  readonly count: number;
};

/** The whole diary at one moment. */
export type DiaryReading = DiaryOutline & {
  readonly archive: Archive;
  /** What was kept by `keepSnapshot` last, unchecked. */
  readonly snapshot: unknown;
};

/** Everything of one learner: what a backup takes out and a restore brings in. */
export type Contents = {
  readonly events: readonly DiaryEvent[];
  readonly decks: readonly StoredDeck[];
  /** Small values by name, without those of this device alone. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Records that are kept but were left out of the others. */
  readonly unreadable: readonly UnreadableRecord[];
};

/**
 * The learner's data at rest. Every promise resolves only after the data is on disk (`durability: 'strict'`), and
 * rejects with a `StorageFailure`. `tests/contracts/storage.ts` defines the behaviour for every implementation.
 */
export type Storage = {
  /**
   * All events that can be read, in no particular order, each as it was written: with the fields and of the kinds
   * that only a newer version knows. A kind that this version does not know must touch no card.
   */
  readonly readEvents: () => Promise<DiaryEvent[]>;
  /** The same, in the form in which it is kept. */
  readonly readDiary: () => Promise<DiaryReading>;
  /** The same without looking into the archive, which a long diary's start need not wait for. */
  readonly readOutline: () => Promise<DiaryOutline>;
  /**
   * What was added in any tab since this one last asked, and more; nothing that is new to the tab is missing, unless
   * `count`, the number of events, tells. It is `null` while an import is on its way in: its end is told as news.
   */
  readonly readRecent: () => Promise<{ readonly events: DiaryEvent[]; readonly count: number | null }>;
  /** Puts what has come to rest into the archive and finishes what was left; to be called when there is time. */
  readonly tidy: () => Promise<void>;
  /** The archive's segments, and their name in `DiaryReading`. */
  readonly readArchive: () => Promise<{ readonly segments: readonly Segment[]; readonly of: string }>;
  /** What was kept by `keepSnapshot` last, unchecked. */
  readonly readSnapshot: () => Promise<unknown>;
  /** Keeps what the archive adds up to for the next start. */
  readonly keepSnapshot: (snapshot: DiarySnapshot) => Promise<void>;
  /**
   * Adds events in one transaction, all or none. An event whose id is already there is left as it is, unless that
   * one cannot be read: then it moves to the quarantine and the readable one takes its place.
   */
  readonly append: (events: readonly DiaryEvent[]) => Promise<Added>;
  /** How many events there are, readable or not; takes a while for a long diary. */
  readonly countEvents: () => Promise<number>;
  /** All decks that can be read. */
  readonly readDecks: () => Promise<StoredDeck[]>;
  /** Those of these ids that there are and that can be read. */
  readonly readSomeDecks: (ids: readonly DeckId[]) => Promise<StoredDeck[]>;
  /** All decks that can be read without their text, and the name of all as they were; `null` if they changed meanwhile. */
  readonly outlineDecks: () => Promise<{
    readonly decks: readonly DeckOutline[];
    readonly of: string;
  } | null>;
  /** All decks that can be read, with no more of their text than their cards are found by. */
  readonly searchableDecks: () => Promise<DeckOutline[]>;
  /** The index that was kept by `keepShelfIndex` last, unchecked, and the name of the decks as they are. */
  readonly readShelfIndex: () => Promise<{ readonly index: unknown; readonly of: string }>;
  /** The outlines that were kept with it, unchecked. */
  readonly readShelfOutlines: () => Promise<unknown>;
  /** What was kept by `keepDeal` last, unchecked, and the name of the decks as they are. */
  readonly readDeal: () => Promise<{ readonly deal: unknown; readonly of: string }>;
  /** Keeps what the starts of the coming days read in place of a long diary and a large shelf. */
  readonly keepDeal: (deal: Deal) => Promise<void>;
  /** Keeps what a start reads in place of many decks, unless they have changed since. */
  readonly keepShelfIndex: (shelf: IndexedShelf) => Promise<void>;
  /** Adds or replaces decks and adds events (an import's history) as `append` does, in one transaction, all or none. */
  readonly putDecks: (decks: readonly StoredDeck[], events?: readonly DiaryEvent[]) => Promise<Added>;
  readonly removeDeck: (id: DeckId) => Promise<void>;
  /** Everything as it stands at one moment; until it is read, no answer of any tab can be stored. */
  readonly readAll: () => Promise<Contents>;
  /** The unreadable records alone, looked for a part at a time, so that no answer waits for it. */
  readonly readUnreadable: () => Promise<readonly UnreadableRecord[]>;
  /**
   * Brings everything of another place in, in one transaction, all or none. Events join as `append` says, decks and
   * values replace those of the same name, unreadable records are kept beside what is there. Twice equals once.
   */
  readonly restore: (contents: Contents) => Promise<Restored>;
  /**
   * Takes a restore back in one transaction, all or none: what it added goes, what it replaced returns. What has been
   * changed since, or is not of this restore, stays.
   */
  readonly withdraw: (receipt: Receipt) => Promise<void>;
  /** The events that were taken back and have not been brought in again. */
  readonly readWithdrawn: () => Promise<EventId[]>;
  /** How many events were taken back, ever: with `countEvents`, how many there have been. */
  readonly countWithdrawn: () => Promise<number>;
  /** Small values by name: settings, the resumable session. `undefined` when never written. */
  readonly readValue: (key: string) => Promise<unknown>;
  readonly writeValue: (key: string, value: unknown) => Promise<void>;
  /** Hears of changes made by other tabs, and of the connection; returns the way to stop. */
  readonly subscribe: (listener: (news: StorageNews) => void) => () => void;
  readonly close: () => void;
};

export type FailureKind = 'full' | 'newer' | 'unavailable' | 'blocked' | 'closed' | 'failed';

/** Why the learner's data could not be read or written, in a sentence for the learner. */
export class StorageFailure extends Error {
  readonly kind: FailureKind;
  constructor(kind: FailureKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StorageFailure';
    this.kind = kind;
  }
}
