import { get, set, type UseStore } from 'idb-keyval';
import { unwrap, type StoreNames } from 'idb';
import type { DeckId } from '../core/deck.ts';
import { isReadableEvent } from '../core/eventFault.ts';
import { isStoredDeck } from '../core/storedDeck.ts';
import { cloned } from './cloneable.ts';
import { openConnection, type Connection, type WriteTransaction } from './connection.ts';
import { DATABASE_NAME, type FlipsideSchema } from './database.ts';
import { addEvents } from './eventRows.ts';
import { portable, sortRows } from './rows.ts';
import type { Added, Contents, Storage, StorageNews } from './storage.ts';
import { joinTabs } from './tabs.ts';
import { keepUnreadable } from './unreadableRows.ts';

const CONTENTS: StoreNames<FlipsideSchema>[] = ['events', 'decks', 'values', 'quarantine'];

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
      const expected = known;
      known = found;
      if (found < expected) announce({ kind: 'shrunk', expected, found });
    },
  });
  const tabs = joinTabs(name, announce);
  const useValues = valueStore(connection);

  const put = async (contents: Partial<Contents>) => {
    const { events = [], decks = [], values = {}, unreadable = [] } = cloned(contents, 'what is to be saved');
    const whole = { events, decks, values, unreadable };
    const items = events.length + decks.length + unreadable.length;
    const added = await connection.write(CONTENTS, (tx) => putContents(tx, whole), items);
    known += added.fresh;
    if (added.fresh + added.healed > 0) tabs.tell({ kind: 'events' });
    if (decks.length > 0) tabs.tell({ kind: 'decks' });
    for (const key of Object.keys(values)) tabs.tell({ kind: 'value', key });
    return added;
  };

  const readDiary = async () => {
    const rows = await connection.read(['events'], (tx) => tx.objectStore('events').getAll());
    known = rows.length;
    return { events: rows.filter(isReadableEvent), count: rows.length };
  };

  return {
    readEvents: async () => (await readDiary()).events,
    readDiary,
    append: (events) => put({ events }),
    countEvents: () => connection.read(['events'], (tx) => tx.objectStore('events').count()),
    async readDecks() {
      const rows = await connection.read(['decks'], (tx) => tx.objectStore('decks').getAll());
      return rows.filter(isStoredDeck);
    },
    putDecks: (decks, events = []) => put({ decks, events }),
    async removeDeck(id: DeckId) {
      await connection.write(['decks'], (tx) => tx.objectStore('decks').delete(id));
      tabs.tell({ kind: 'decks' });
    },
    readAll: () => readAll(connection),
    restore: (contents) => put({ ...contents, values: portable(Object.entries(contents.values)) }),
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

async function putContents(tx: WriteTransaction, contents: Contents): Promise<Added> {
  const [shelf, small] = [tx.objectStore('decks'), tx.objectStore('values')];
  const [added] = await Promise.all([
    addEvents(tx, contents.events),
    // Async, so that a call that throws cannot leave the promises of the calls before it to nobody.
    ...contents.decks.map(async (stored) => shelf.put(stored, stored.deck.id)),
    ...Object.entries(contents.values).map(async ([key, value]) => small.put(value, key)),
  ]);
  await keepUnreadable(tx, contents.unreadable);
  return added;
}

/** Lends idb-keyval a store of our own database, so that small values share its transactions and its recovery. */
function valueStore({ read, write }: Connection): UseStore {
  return async (mode, work) =>
    mode === 'readwrite'
      ? write(['values'], async (tx) => work(unwrap(tx.objectStore('values'))))
      : read(['values'], async (tx) => work(unwrap(tx.objectStore('values'))));
}

function readAll(connection: Connection): Promise<Contents> {
  return connection.read(CONTENTS, async (tx) => {
    const values = tx.objectStore('values');
    const [keys, rows] = [await values.getAllKeys(), await values.getAll()];
    return {
      ...sortRows({
        events: await tx.objectStore('events').getAll(),
        decks: await tx.objectStore('decks').getAll(),
        quarantine: await tx.objectStore('quarantine').getAll(),
      }),
      values: portable(keys.map((key, index) => [key, rows[index]] as const)),
    };
  });
}
