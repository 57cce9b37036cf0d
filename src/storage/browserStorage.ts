import { set, type UseStore } from 'idb-keyval';
import { unwrap, type StoreNames } from 'idb';
import type { DeckId } from '../core/deck.ts';
import { isReadableEvent } from '../core/eventFault.ts';
import { isStoredDeck } from '../core/storedDeck.ts';
import { cloned } from './cloneable.ts';
import { openConnection, type Connection } from './connection.ts';
import { DATABASE_NAME, type FlipsideSchema } from './database.ts';
import { readCache, recentReader, tidyCache, type Uncached } from './diaryCache.ts';
import { putWhole } from './putWhole.ts';
import { portable, sortRows } from './rows.ts';
import { countRows, readRows, tidyStages } from './staging.ts';
import { addedBy, type Contents, type Restored, type Storage, type StorageNews } from './storage.ts';
import { joinTabs, newsOf } from './tabs.ts';
import { countTakenBack, eventsOf, readTakenBack, takeBack } from './withdrawal.ts';

type Stores = StoreNames<FlipsideSchema>[];

const DIARY: Stores = ['events', 'staging'];
const COUNTED: Stores = [...DIARY, 'meta'];
const CACHED_DIARY: Stores = [...DIARY, 'columns', 'recent', 'meta'];
const CONTENTS: Stores = [...DIARY, 'decks', 'values', 'quarantine'];
const ALL: Stores = ['events', 'columns', 'recent', 'decks', 'values', 'quarantine', 'meta'];

export type BrowserStorageOptions = {
  /** The name of the database and of the line between tabs. */
  readonly name?: string;
  /** How long to wait for the browser before the learner is told, in milliseconds. */
  readonly patienceMs?: number;
  /** More events than this at once are staged in slices of this size. */
  readonly sliceSize?: number;
};

/** A slice takes a few dozen milliseconds to write, which is as long as another tab's answer may have to wait. */
const SLICE_SIZE = 250;

/** Opens the learner's data in IndexedDB; rejects with a `StorageFailure`. */
export async function openBrowserStorage(options: BrowserStorageOptions = {}): Promise<Storage> {
  const { name = DATABASE_NAME, patienceMs = 3000, sliceSize = SLICE_SIZE } = options;
  const listeners = new Set<(news: StorageNews) => void>();
  const announce = (news: StorageNews) => {
    for (const listener of listeners) listener(news);
  };
  /** How many events there have been, those that were taken back included. */
  let known = 0;

  const connection = await openConnection({
    name,
    patienceMs,
    onClosed: (reason) => announce({ kind: 'closed', reason }),
    async onReopened(database) {
      const tx = database.transaction(COUNTED);
      const found = (await countTakenBack(tx)) + (await countRows(tx));
      const expected = known;
      known = found;
      if (found < expected) announce({ kind: 'shrunk', expected, found });
    },
  });
  const tabs = joinTabs(name, announce);
  const useValues = valueStore(connection);
  const readValue = valueReader(connection);

  const put = async (contents: Partial<Contents>, isFromElsewhere = true): Promise<Restored> => {
    const { events = [], decks = [], values = {}, unreadable = [] } = cloned(contents, 'what is to be saved');
    const whole = { events, decks, values, unreadable };
    const restored = await putWhole(connection, whole, sliceSize, isFromElsewhere);
    const added = addedBy(restored.receipt);
    known += added.fresh;
    if (added.fresh + added.healed > 0) tabs.tell({ kind: 'events' });
    if (decks.length > 0) tabs.tell({ kind: 'decks' });
    for (const key of Object.keys(values)) tabs.tell({ kind: 'value', key });
    return { ...added, receipt: restored.isComplete ? restored.receipt : null };
  };

  /** The diary as it was read row by row, for want of a cache. */
  let uncached: Uncached | null = null;

  const readDiary = async (isAfresh = false) => {
    const read = await connection.read(CACHED_DIARY, async (tx) => {
      const withdrawn = await countTakenBack(tx);
      const cached = isAfresh ? null : await readCache(tx);
      return cached ? { withdrawn, cached } : { withdrawn, cached, ...(await readRows(tx)) };
    });
    const { withdrawn } = read;
    if (read.cached) {
      known = read.cached.length + withdrawn;
      return { events: read.cached, count: read.cached.length };
    }
    const count = read.rows.length;
    known = count + withdrawn;
    if (!read.isTidy) tidyStages(connection).catch(() => {});
    const events = read.rows.filter(isReadableEvent);
    uncached = read.isTidy && events.length === count ? { rows: events, withdrawn } : null;
    return { events, count };
  };

  return {
    readEvents: async () => (await readDiary()).events,
    readDiary,
    readRecent: recentReader(connection),
    async tidy() {
      const found = uncached;
      uncached = null;
      await tidyCache(connection, found);
    },
    async append(events) {
      const { fresh, healed } = await put({ events }, false);
      return { fresh, healed };
    },
    countEvents: () => connection.read(DIARY, countRows),
    async readDecks() {
      const rows = await connection.read(['decks'], (tx) => tx.objectStore('decks').getAll());
      return rows.filter(isStoredDeck);
    },
    async putDecks(decks, events = []) {
      const { fresh, healed } = await put({ decks, events });
      return { fresh, healed };
    },
    async removeDeck(id: DeckId) {
      await connection.write(['decks'], (tx) => tx.objectStore('decks').delete(id));
      tabs.tell({ kind: 'decks' });
    },
    readAll: () => readAll(connection),
    restore: (contents) => put({ ...contents, values: portable(Object.entries(contents.values)) }),
    async withdraw(receipt) {
      await connection.write(ALL, (tx) => takeBack(tx, receipt), eventsOf(receipt).length);
      for (const news of newsOf(receipt)) tabs.tell(news);
    },
    readWithdrawn: () => connection.read(['meta'], readTakenBack),
    countWithdrawn: () => connection.read(['meta'], countTakenBack),
    readValue,
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

/** Reads small values by name; those that are asked for at the same time come from one transaction. */
function valueReader({ read }: Connection): (key: string) => Promise<unknown> {
  let asked: string[] = [];
  let values: Promise<unknown[]> | null = null;
  const readAsked = () => {
    const keys = asked;
    [asked, values] = [[], null];
    return read(['values'], (tx) => Promise.all(keys.map(async (key) => tx.objectStore('values').get(key))));
  };
  return async (key) => {
    const at = asked.push(key) - 1;
    values ??= Promise.resolve().then(readAsked);
    return (await values)[at];
  };
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
        events: (await readRows(tx)).rows,
        decks: await tx.objectStore('decks').getAll(),
        quarantine: await tx.objectStore('quarantine').getAll(),
      }),
      values: portable(keys.map((key, index) => [key, rows[index]] as const)),
    };
  });
}
