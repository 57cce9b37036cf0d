import { set, type UseStore } from 'idb-keyval';
import { unwrap, type StoreNames } from 'idb';
import type { DeckId } from '../core/deck.ts';
import { createArchive } from '../core/archive.ts';
import { isReadableEvent } from '../core/eventFault.ts';
import {
  ARCHIVING,
  compact,
  createArchiveReader,
  outlineArchive,
  type ArchiveReader,
  type Archiving,
} from './archiveStore.ts';
import { answerWriter } from './answerWriter.ts';
import { cloned } from './cloneable.ts';
import { openConnection, type Connection } from './connection.ts';
import { DATABASE_NAME, type FlipsideSchema } from './database.ts';
import { deckReader } from './deckRows.ts';
import { newsReader, trimNews } from './newsLog.ts';
import { putWhole } from './putWhole.ts';
import { portable, sortRows } from './rows.ts';
import { countRows, readRows, tidyStages } from './staging.ts';
import {
  addedBy,
  type Added,
  type Contents,
  type DiaryOutline,
  type DiaryReading,
  type Restored,
  type Storage,
  type StorageNews,
} from './storage.ts';
import { joinTabs, newsOf } from './tabs.ts';
import { readUnreadable } from './unreadableRows.ts';
import { countTakenBack, eventsOf, readTakenBack, takeBack } from './withdrawal.ts';

type Stores = StoreNames<FlipsideSchema>[];

const DIARY: Stores = ['events', 'archive', 'staging'];
const COUNTED: Stores = [...DIARY, 'meta'];
const CONTENTS: Stores = [...DIARY, 'decks', 'values', 'quarantine'];
const ALL: Stores = ['events', 'archive', 'recent', 'decks', 'values', 'quarantine', 'meta'];

export type BrowserStorageOptions = {
  /** The name of the database and of the line between tabs. */
  readonly name?: string;
  /** How long to wait for the browser before the learner is told, in milliseconds. */
  readonly patienceMs?: number;
  /** More events than this at once are staged in slices of this size. */
  readonly sliceSize?: number;
  readonly archiving?: Archiving;
};

/** The learner is told within 3 seconds, the time that it takes to show it included. */
const PATIENCE_MS = 2500;

/** A slice takes a few dozen milliseconds to write, which is as long as another tab's answer may have to wait. */
const SLICE_SIZE = 250;

/** Opens the learner's data in IndexedDB; rejects with a `StorageFailure`. */
export async function openBrowserStorage(options: BrowserStorageOptions = {}): Promise<Storage> {
  const {
    name = DATABASE_NAME,
    patienceMs = PATIENCE_MS,
    sliceSize = SLICE_SIZE,
    archiving = ARCHIVING,
  } = options;
  const listeners = new Set<(news: StorageNews) => void>();
  const announce = (news: StorageNews) => {
    for (const listener of listeners) listener(news);
  };
  /** How many events there have been, those that were taken back included. */
  let known = 0;
  const readArchive = createArchiveReader();

  const connection = await openConnection({
    name,
    patienceMs,
    onClosed: (reason) => announce({ kind: 'closed', reason }),
    async onReopened(database) {
      const tx = database.transaction(COUNTED);
      // Only what is read matters; an end that nobody waits for must not become an error of the page.
      tx.done.catch(() => {});
      const found = (await countTakenBack(tx)) + (await countRows(tx, readArchive));
      const expected = known;
      known = found;
      if (found < expected) announce({ kind: 'shrunk', expected, found });
    },
  });
  const tabs = joinTabs(name, announce);
  const writeAnswer = answerWriter(connection, readArchive, () => tabs.tell({ kind: 'events' }));
  const useValues = valueStore(connection);
  const readValue = valueReader(connection);

  const put = async (contents: Partial<Contents>, isFromElsewhere = true): Promise<Restored> => {
    const { events = [], decks = [], values = {}, unreadable = [] } = cloned(contents, 'what is to be saved');
    const whole = { events, decks, values, unreadable };
    const restored = await putWhole(connection, whole, sliceSize, readArchive, isFromElsewhere);
    const added = addedBy(restored.receipt);
    known += added.fresh;
    if (added.fresh + added.healed > 0) tabs.tell({ kind: 'events' });
    if (decks.length > 0) tabs.tell({ kind: 'decks' });
    for (const key of Object.keys(values)) tabs.tell({ kind: 'value', key });
    return { ...added, receipt: restored.isComplete ? restored.receipt : null };
  };

  const readDiary = async (): Promise<DiaryReading> => {
    const read = await connection.read([...COUNTED, 'snapshots'], async (tx) => ({
      ...(await readRows(tx, readArchive)),
      withdrawn: await countTakenBack(tx),
      snapshot: await tx.objectStore('snapshots').get('diary'),
    }));
    const { archive, outline, rows, isTidy, snapshot, withdrawn } = read;
    if (!isTidy) tidyStages(connection, readArchive).catch(() => {});
    const count = outline.size + rows.length;
    known = count + withdrawn;
    return { archive, outline, snapshot, recent: rows.filter(isReadableEvent), count };
  };

  const readOutline = async (): Promise<DiaryOutline> => {
    // All asked for at once, as the learner waits for them.
    const [staged, outline, rows, withdrawn] = await connection.read(COUNTED, (tx) =>
      Promise.all([
        tx.objectStore('staging').count(),
        outlineArchive(tx),
        tx.objectStore('events').getAll(),
        countTakenBack(tx),
      ]),
    );
    // What an import has left must go through the archive.
    if (staged > 0) return readDiary();
    const count = outline.size + rows.length;
    known = count + withdrawn;
    const archive = outline.size === 0 ? createArchive([]) : null;
    return { archive, outline, recent: rows.filter(isReadableEvent), count };
  };

  return {
    async readEvents() {
      const { archive, recent } = await readDiary();
      return [...archive.events(), ...recent];
    },
    readDiary,
    readOutline,
    readRecent: newsReader(connection),
    async tidy() {
      await compact(connection, readArchive, archiving);
      await trimNews(connection);
    },
    async readArchive() {
      const { segments, outline } = await connection.read(['archive'], readArchive);
      return { segments, of: outline.of };
    },
    readSnapshot: () => connection.read(['snapshots'], (tx) => tx.objectStore('snapshots').get('diary')),
    keepSnapshot: (snapshot) =>
      connection.write(['snapshots'], async (tx) => {
        await tx.objectStore('snapshots').put(snapshot, 'diary');
      }),
    async append(events) {
      const [event] = events;
      if (event === undefined || events.length > 1) return addedOnly(await put({ events }, false));
      const added = await writeAnswer(event);
      known += added.fresh;
      return added;
    },
    countEvents: () => connection.read(DIARY, (tx) => countRows(tx, readArchive)),
    ...deckReader(connection),
    async putDecks(decks, events = []) {
      return addedOnly(await put({ decks, events }));
    },
    async removeDeck(id: DeckId) {
      await connection.write(['decks'], (tx) => tx.objectStore('decks').delete(id));
      tabs.tell({ kind: 'decks' });
    },
    readAll: () => readAll(connection, readArchive),
    readUnreadable: () => readUnreadable(connection, readArchive),
    restore: (contents) => put({ ...contents, values: portable(Object.entries(contents.values)) }),
    async withdraw(receipt) {
      await connection.write(ALL, (tx) => takeBack(tx, receipt, readArchive), eventsOf(receipt).length);
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

function addedOnly({ fresh, healed }: Restored): Added {
  return { fresh, healed };
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

function readAll(connection: Connection, readArchive: ArchiveReader): Promise<Contents> {
  return connection.read(CONTENTS, async (tx) => {
    const values = tx.objectStore('values');
    const [keys, rows] = [await values.getAllKeys(), await values.getAll()];
    const diary = await readRows(tx, readArchive);
    return {
      ...sortRows({
        events: [...diary.archive.events(), ...diary.rows],
        decks: await tx.objectStore('decks').getAll(),
        quarantine: [...(await tx.objectStore('quarantine').getAll()), ...diary.unreadable],
      }),
      values: portable(keys.map((key, index) => [key, rows[index]] as const)),
    };
  });
}
