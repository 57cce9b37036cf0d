import type { DiaryEvent } from '../core/event.ts';
import type { StoredDeck } from '../core/storedDeck.ts';
import { cloned } from './cloneable.ts';
import { CLOSED } from './failures.ts';
import { StorageFailure, type Storage, type StorageNews } from './storage.ts';

/** What several memory storages ("tabs") share. */
export type MemoryHub = {
  readonly events: Map<string, DiaryEvent>;
  readonly decks: Map<string, StoredDeck>;
  readonly values: Map<string, unknown>;
  readonly tabs: Set<(news: StorageNews) => void>;
};

export function createMemoryHub(): MemoryHub {
  return { events: new Map(), decks: new Map(), values: new Map(), tabs: new Set() };
}

/**
 * Keeps everything for as long as the page lives: for tests, and for browsers that refuse to store. Storages of one
 * hub see each other's data as tabs do.
 */
export function createMemoryStorage(hub: MemoryHub = createMemoryHub()): Storage {
  const listeners = new Set<(news: StorageNews) => void>();
  const hear = (news: StorageNews) => {
    for (const listener of listeners) listener(news);
  };
  hub.tabs.add(hear);
  const tell = (news: StorageNews) => {
    for (const tab of hub.tabs) if (tab !== hear) queueMicrotask(() => tab(news));
  };
  const whileOpen = async <T>(work: () => T): Promise<T> => {
    if (!hub.tabs.has(hear)) throw new StorageFailure('closed', CLOSED);
    return work();
  };

  const write = (decks: readonly StoredDeck[], events: readonly DiaryEvent[]) =>
    whileOpen(() => {
      const newDecks = cloned(decks, 'a deck');
      const newEvents = cloned(events, 'an answer').filter(({ id }) => !hub.events.has(id));
      for (const stored of newDecks) hub.decks.set(stored.deck.id, stored);
      for (const event of newEvents) if (!hub.events.has(event.id)) hub.events.set(event.id, event);
      if (newEvents.length > 0) tell({ kind: 'events' });
      if (newDecks.length > 0) tell({ kind: 'decks' });
    });

  return {
    readEvents: () => whileOpen(() => structuredClone([...hub.events.values()])),
    append: (events) => write([], events),
    readDecks: () => whileOpen(() => structuredClone([...hub.decks.values()])),
    putDecks: (decks, events = []) => write(decks, events),
    removeDeck: (id) =>
      whileOpen(() => {
        hub.decks.delete(id);
        tell({ kind: 'decks' });
      }),
    readUnreadable: () => whileOpen(() => []),
    readValue: (key) => whileOpen(() => structuredClone(hub.values.get(key))),
    writeValue: (key, value) =>
      whileOpen(() => {
        hub.values.set(key, cloned(value, `“${key}”`));
        tell({ kind: 'value', key });
      }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      listeners.clear();
      hub.tabs.delete(hear);
    },
  };
}
