import { get, set, type UseStore } from 'idb-keyval';
import { unwrap } from 'idb';
import type { DeckId } from '../core/deck.ts';
import type { DiaryEvent } from '../core/event.ts';
import { eventFault, isReadableEvent } from '../core/eventFault.ts';
import { isStoredDeck, storedDeckFault, type StoredDeck } from '../core/storedDeck.ts';
import { cloned } from './cloneable.ts';
import { openConnection, type Connection } from './connection.ts';
import { DATABASE_NAME } from './database.ts';
import { addEvents } from './eventRows.ts';
import type { UnreadableRecord } from '../core/unreadable.ts';
import type { Storage, StorageNews } from './storage.ts';
import { joinTabs } from './tabs.ts';

export type BrowserStorageOptions = {
  /** The name of the database and of the line between tabs. */
  readonly name?: string;
  /** How long to wait for the browser before the learner is told, in milliseconds. */
  readonly patienceMs?: number;
};

/** Opens the learner's data in IndexedDB; rejects with a `StorageFailure`. */
export async function openBrowserStorage(options: BrowserStorageOptions = {}): Promise<Storage> {
  const { name = DATABASE_NAME, patienceMs = 3000 } = options;
  const listeners = new Set<(news: StorageNews) => void>();
  const announce = (news: StorageNews) => {
    for (const listener of listeners) listener(news);
  };
  let known = 0;

  const connection = await openConnection({
    name,
    patienceMs,
    onClosed: (reason) => announce({ kind: 'closed', reason }),
    async onReopened(database) {
      const found = await database.count('events');
      if (found < known) announce({ kind: 'shrunk', expected: known, found });
    },
  });
  const tabs = joinTabs(name, announce);
  const useValues = valueStore(connection);

  const write = async (decks: readonly StoredDeck[], events: readonly DiaryEvent[]) => {
    const newDecks = cloned(decks, 'a deck');
    const newEvents = cloned(events, 'an answer');
    const added = await connection.write(['events', 'decks', 'quarantine'], async (tx) => {
      const shelf = tx.objectStore('decks');
      const [count] = await Promise.all([
        addEvents(tx, newEvents),
        // Async, so that a call that throws cannot leave the promises of the calls before it to nobody.
        ...newDecks.map(async (stored) => shelf.put(stored, stored.deck.id)),
      ]);
      return count;
    });
    known += added;
    if (added > 0) tabs.tell({ kind: 'events' });
    if (decks.length > 0) tabs.tell({ kind: 'decks' });
  };

  return {
    async readEvents() {
      const rows = await connection.read(['events'], (tx) => tx.objectStore('events').getAll());
      known = rows.length;
      return rows.filter(isReadableEvent);
    },
    append: (events) => write([], events),
    async readDecks() {
      const rows = await connection.read(['decks'], (tx) => tx.objectStore('decks').getAll());
      return rows.filter(isStoredDeck);
    },
    putDecks: (decks, events = []) => write(decks, events),
    async removeDeck(id: DeckId) {
      await connection.write(['decks'], (tx) => tx.objectStore('decks').delete(id));
      tabs.tell({ kind: 'decks' });
    },
    readUnreadable: () => readUnreadable(connection),
    readValue: (key) => get<unknown>(key, useValues),
    async writeValue(key, value) {
      await set(key, cloned(value, `“${key}”`), useValues);
      tabs.tell({ kind: 'value', key });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      tabs.close();
      listeners.clear();
      connection.close();
    },
  };
}

/** Lends idb-keyval a store of our own database, so that small values share its transactions and its recovery. */
function valueStore({ read, write }: Connection): UseStore {
  return async (mode, work) =>
    mode === 'readwrite'
      ? write(['values'], async (tx) => work(unwrap(tx.objectStore('values'))))
      : read(['values'], async (tx) => work(unwrap(tx.objectStore('values'))));
}

async function readUnreadable(connection: Connection): Promise<UnreadableRecord[]> {
  const { events, decks, quarantine } = await connection.read(
    ['events', 'decks', 'quarantine'],
    async (tx) => ({
      events: await tx.objectStore('events').getAll(),
      decks: await tx.objectStore('decks').getAll(),
      quarantine: await tx.objectStore('quarantine').getAll(),
    }),
  );
  return [
    ...events.flatMap((value) => unreadable('events', value, eventFault(value))),
    ...decks.flatMap((value) => unreadable('decks', value, storedDeckFault(value))),
    ...quarantine.map(({ value, fault }): UnreadableRecord => ({ from: 'quarantine', value, fault })),
  ];
}

function unreadable(
  from: UnreadableRecord['from'],
  value: unknown,
  fault: string | null,
): UnreadableRecord[] {
  return fault === null ? [] : [{ from, value, fault }];
}
