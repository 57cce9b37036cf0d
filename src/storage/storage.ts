import type { Deck, DeckId } from '../core/deck.ts';
import type { DiaryEvent } from '../core/event.ts';

/** A deck that the learner brought in, with when and from which file. */
export type StoredDeck = { readonly deck: Deck; readonly addedAt: number; readonly fileName: string | null };

/** What happened elsewhere (another tab) or to the connection; a hint to re-read, never the data itself. */
export type StorageNews = { readonly kind: 'events' | 'decks' | 'settings' } | { readonly kind: 'closed'; readonly reason: string };

/**
 * The learner's data at rest. Every promise resolves only after the data is on disk (`durability: 'strict'`), and
 * rejects with a `StorageFailure`. `tests/contracts/storage.ts` defines the behaviour for every implementation.
 */
export type Storage = {
  /** All events, in no particular order. */
  readonly readEvents: () => Promise<DiaryEvent[]>;
  /** Adds events in one transaction, all or none. An event whose id is already there is left as it is. */
  readonly append: (events: readonly DiaryEvent[]) => Promise<void>;
  readonly readDecks: () => Promise<StoredDeck[]>;
  /** Adds or replaces decks and adds events (an import's history) in one transaction, all or none. */
  readonly putDecks: (decks: readonly StoredDeck[], events?: readonly DiaryEvent[]) => Promise<void>;
  readonly removeDeck: (id: DeckId) => Promise<void>;
  /** Small values by name: settings, the resumable session. `undefined` when never written. */
  readonly readValue: (key: string) => Promise<unknown>;
  readonly writeValue: (key: string, value: unknown) => Promise<void>;
  /** Hears of changes made by other tabs; returns the way to stop. */
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
