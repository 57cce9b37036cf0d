import { set, type UseStore } from 'idb-keyval';
import { unwrap, type StoreNames } from 'idb';
import type { DiaryEvent } from '../core/event.ts';
import type { DeckId } from '../core/deck.ts';
import { isReadableEvent } from '../core/eventFault.ts';
import { isStoredDeck } from '../core/storedDeck.ts';
import { cloned } from './cloneable.ts';
import { openConnection, type Connection, type WriteTransaction } from './connection.ts';
import { DATABASE_NAME, type FlipsideSchema } from './database.ts';
import { readCache, readRecent, tidyCache } from './diaryCache.ts';
import { addEvents } from './eventRows.ts';
import { portable, sortRows } from './rows.ts';
import { atWorkOn } from './stageLocks.ts';
import { countRows, dropStage, publish, readRows, settleStages, stageEvents, tidyStages } from './staging.ts';
import type { Added, Contents, Storage, StorageNews } from './storage.ts';
import { joinTabs } from './tabs.ts';
import { keepUnreadable } from './unreadableRows.ts';

type Stores = StoreNames<FlipsideSchema>[];

const DIARY: Stores = ['events', 'staging'];
const CACHED_DIARY: Stores = [...DIARY, 'columns', 'recent'];
const CONTENTS: Stores = [...DIARY, 'decks', 'values', 'quarantine'];

export type BrowserStorageOptions = {
  /** The name of the database and of the line between tabs. */
  readonly name?: string;
  /** How long to wait for the browser before the learner is told, in milliseconds. */
  readonly patienceMs?: number;
  /** More events than this at once are staged in slices of this size. */
  readonly sliceSize?: number;
};

/** A slice takes a few dozen milliseconds to write, which is as long as another tab's answer may have to wait. */
const SLICE_SIZE = 500;

/** Opens the learner's data in IndexedDB; rejects with a `StorageFailure`. */
export async function openBrowserStorage(options: BrowserStorageOptions = {}): Promise<Storage> {
  const { name = DATABASE_NAME, patienceMs = 3000, sliceSize = SLICE_SIZE } = options;
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
      const found = await countRows(database.transaction(DIARY));
      const expected = known;
      known = found;
      if (found < expected) announce({ kind: 'shrunk', expected, found });
    },
  });
  const tabs = joinTabs(name, announce);
  const useValues = valueStore(connection);
  const readValue = valueReader(connection);

  const put = async (contents: Partial<Contents>) => {
    const { events = [], decks = [], values = {}, unreadable = [] } = cloned(contents, 'what is to be saved');
    const whole = { events, decks, values, unreadable };
    const added = await putWhole(connection, whole, sliceSize);
    known += added.fresh;
    if (added.fresh + added.healed > 0) tabs.tell({ kind: 'events' });
    if (decks.length > 0) tabs.tell({ kind: 'decks' });
    for (const key of Object.keys(values)) tabs.tell({ kind: 'value', key });
    return added;
  };

  /** The diary as it was read row by row, for want of a cache. */
  let uncached: readonly DiaryEvent[] | null = null;

  const readDiary = async (isAfresh = false) => {
    const read = await connection.read(CACHED_DIARY, async (tx) => {
      const cached = isAfresh ? null : await readCache(tx);
      return cached ? { cached } : { cached, ...(await readRows(tx)) };
    });
    if (read.cached) {
      known = read.cached.length;
      return { events: read.cached, count: known };
    }
    known = read.rows.length;
    if (!read.isTidy) tidyStages(connection).catch(() => {});
    const events = read.rows.filter(isReadableEvent);
    uncached = read.isTidy && events.length === known ? events : null;
    return { events, count: known };
  };

  return {
    readEvents: async () => (await readDiary()).events,
    readDiary,
    readRecent: () => connection.read(['recent'], readRecent),
    async tidy() {
      const rows = uncached;
      uncached = null;
      await tidyCache(connection, rows);
    },
    append: (events) => put({ events }),
    countEvents: () => connection.read(DIARY, countRows),
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

/** One transaction; or, for many events, many small ones of which the one that publishes them all counts. */
async function putWhole(connection: Connection, contents: Contents, sliceSize: number): Promise<Added> {
  const { events } = contents;
  if (events.length <= sliceSize) return putAtOnce(connection, contents);
  const stage = crypto.randomUUID();
  return atWorkOn(stage, async () => {
    try {
      const slices = await stageEvents(connection, stage, events, sliceSize);
      await putAtOnce(connection, { ...contents, events: [] }, (tx) => publish(tx, stage, slices));
    } catch (error) {
      await dropStage(connection, stage).catch(() => {});
      throw error;
    }
    // Everything is in play and on the disk; what cannot move now moves at the next start.
    return settleStages(connection).catch(() => ({ fresh: 0, healed: 0 }));
  });
}

/** Locks no more stores than it writes, so that an answer waits for no deck. */
async function putAtOnce(
  { write }: Connection,
  contents: Contents,
  alongside?: (tx: WriteTransaction) => Promise<void>,
): Promise<Added> {
  const { events, decks, values, unreadable } = contents;
  const stores: Stores = [
    ...(events.length + unreadable.length > 0 ? (['events', 'recent', 'quarantine'] as const) : []),
    ...(decks.length + unreadable.length > 0 ? (['decks'] as const) : []),
    ...(Object.keys(values).length > 0 ? (['values'] as const) : []),
    ...(alongside ? (['staging'] as const) : []),
  ];
  if (stores.length === 0) return { fresh: 0, healed: 0 };
  const work = async (tx: WriteTransaction) => {
    const added = await putContents(tx, contents);
    await alongside?.(tx);
    return added;
  };
  return write(stores, work, events.length + decks.length + unreadable.length);
}

async function putContents(tx: WriteTransaction, contents: Contents): Promise<Added> {
  const [added] = await Promise.all([
    addEvents(tx, contents.events),
    // Async, so that a call that throws cannot leave the promises of the calls before it to nobody.
    ...contents.decks.map(async (stored) => tx.objectStore('decks').put(stored, stored.deck.id)),
    ...Object.entries(contents.values).map(async ([key, value]) => tx.objectStore('values').put(value, key)),
  ]);
  await keepUnreadable(tx, contents.unreadable);
  return added;
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
