import { forceCloseDatabase } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createScheduler, DEFAULT_SCHEDULER_CONFIG } from '../../src/core/scheduler.ts';
import { takeSnapshot } from '../../src/core/takeSnapshot.ts';
import { openBrowserStorage } from '../../src/storage/browserStorage.ts';
import type { Storage, StorageNews } from '../../src/storage/storage.ts';
import { answer, answers, storedDeck } from '../contracts/diaryEvents.ts';
import { installFakeIndexedDb } from './fakeIndexedDb.ts';
import { abortBecause, onTransaction, roundTransactions } from './meddling.ts';
import { deleteRaw, openRaw, readRaw } from './rawDatabase.ts';

installFakeIndexedDb();

let places = 0;
let name = '';
const opened: Storage[] = [];
const open = async (patienceMs = 3000) => {
  const storage = await openBrowserStorage({ name, patienceMs });
  opened.push(storage);
  return storage;
};

beforeEach(() => {
  places += 1;
  name = `dead-${places}`;
});
afterEach(() => {
  vi.restoreAllMocks();
  for (const storage of opened.splice(0)) storage.close();
});

function failTransactions(times: number, error: DOMException): () => number {
  let calls = 0;
  roundTransactions((_database, _args, proceed) => {
    calls += 1;
    if (calls <= times) throw error;
    return proceed();
  });
  return () => calls;
}

async function connectionOf(storage: Storage): Promise<IDBDatabase> {
  const seen: IDBDatabase[] = [];
  onTransaction((database) => seen.push(database));
  await storage.readValue('any');
  vi.restoreAllMocks();
  const [connection] = seen;
  if (!connection) throw new Error('no transaction was seen');
  return connection;
}

test('every write asks for the disk, none is left to the browser’s leisure', async () => {
  const writes: (string | undefined)[] = [];
  const storage = await openBrowserStorage({ name, archiving: { slice: 2, restMs: 0 } });
  opened.push(storage);
  roundTransactions((_database, [, mode, how], proceed) => {
    if (mode === 'readwrite') writes.push(how?.durability);
    return proceed();
  });
  const counts: number[] = [];
  const deeds: (() => Promise<unknown>)[] = [
    () => storage.append([answer(1)]),
    () => storage.putDecks([storedDeck('a')], [answer(2)]),
    () => storage.removeDeck(storedDeck('a').deck.id),
    () => storage.writeValue('settings', {}),
    () => storage.restore({ events: answers(8, 3), decks: [], values: {}, unreadable: [] }),
    () => storage.tidy(),
    async () => {
      const { segments, of } = await storage.readArchive();
      const snapshot = takeSnapshot(segments, of, createScheduler(DEFAULT_SCHEDULER_CONFIG));
      await storage.keepSnapshot(snapshot ?? expect.fail('no snapshot'));
    },
    async () => storage.withdraw({ added: [answer(3).id], changes: [] }),
  ];
  for (const deed of deeds) {
    const before = writes.length;
    await deed();
    counts.push(writes.length - before);
  }
  expect(counts.slice(0, 4)).toEqual([1, 1, 1, 1]);
  expect(Math.min(...counts)).toBeGreaterThan(0);
  expect(new Set(writes)).toEqual(new Set(['strict']));
});

test('an answer given after the browser closed the connection is stored once', async () => {
  const storage = await open();
  await storage.append([answer(0)]);
  forceCloseDatabase((await connectionOf(storage)) as never);
  await storage.append([answer(1)]);
  expect(await storage.readEvents()).toEqual([answer(0), answer(1)]);
});

test('an answer given on a connection that died without a word is stored once', async () => {
  const storage = await open();
  await storage.append([answer(0)]);
  (await connectionOf(storage)).close();
  await storage.append([answer(1)]);
  expect(await storage.readEvents()).toEqual([answer(0), answer(1)]);
});

test('without a new connection the closed one refuses for ever', async () => {
  const storage = await open();
  const connection = await connectionOf(storage);
  forceCloseDatabase(connection as never);
  expect(() => connection.transaction(['events'], 'readwrite')).toThrow(
    /InvalidState|closing|closed|invalid/i,
  );
});

test('an answer whose transaction the browser aborted with its connection is stored once', async () => {
  const storage = await open();
  let isFirst = true;
  onTransaction((database, tx) => {
    if (!isFirst) return;
    isFirst = false;
    queueMicrotask(() => {
      abortBecause(tx, 'AbortError');
      forceCloseDatabase(database as never);
    });
  });
  await storage.append(answers(3));
  expect(isFirst).toBe(false);
  expect(await storage.readEvents()).toEqual(answers(3));
});

test.each(['InvalidStateError', 'AbortError', 'UnknownError'])(
  'one %s is met with a new connection',
  async (reason) => {
    const storage = await open();
    failTransactions(1, new DOMException('Connection to Indexed Database server lost.', reason));
    await storage.append([answer(1)]);
    expect(await storage.readEvents()).toEqual([answer(1)]);
  },
);

test('an error that stays is told in a sentence after one more try, not after many', async () => {
  const storage = await open();
  const calls = failTransactions(
    100,
    new DOMException('Connection to Indexed Database server lost.', 'UnknownError'),
  );
  await expect(storage.append([answer(1)])).rejects.toMatchObject({
    kind: 'failed',
    message:
      'The browser could not save or read your data (UnknownError: Connection to Indexed Database server lost.). Export your data now if you have answers that were not saved.',
  });
  expect(calls()).toBeLessThanOrEqual(3);
});

test.each([
  ['QuotaExceededError', ''],
  ['UnknownError', 'Internal error committing transaction: FILE_ERROR_NO_SPACE'],
])('a full disk (%s) is told as what it is, at once and without a retry', async (reason, message) => {
  const storage = await open();
  failTransactions(1, new DOMException(message, reason));
  await expect(storage.append([answer(1)])).rejects.toMatchObject({
    kind: 'full',
    message: expect.stringContaining('is full: nothing more is being saved'),
  });
  expect(await storage.readEvents()).toEqual([]);
  await storage.append([answer(1)]);
  expect(await storage.readEvents()).toEqual([answer(1)]);
});

test('a quota met at the commit leaves nothing of the batch and is named', async () => {
  const storage = await open();
  await storage.append([answer(0)]);
  onTransaction((_database, tx) => {
    if (tx.mode === 'readwrite') queueMicrotask(() => abortBecause(tx, 'QuotaExceededError'));
  });
  await expect(storage.putDecks([storedDeck('a')], answers(3, 1))).rejects.toMatchObject({ kind: 'full' });
  await expect(storage.writeValue('settings', {})).rejects.toMatchObject({ kind: 'full' });
  vi.restoreAllMocks();
  expect(await storage.readEvents()).toEqual([answer(0)]);
  expect(await storage.readDecks()).toEqual([]);
});

test('a disk that never answers is told, and the answer is not written behind the learner’s back', async () => {
  const storage = await open(60);
  await storage.append([answer(0)]);
  const other = await openRaw(name);
  const held = other.transaction('events', 'readwrite');
  let isHeld = true;
  const hold = () => {
    if (isHeld) held.objectStore('events').count().addEventListener('success', hold);
  };
  hold();
  await expect(storage.append([answer(1)])).rejects.toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('did not confirm that your data was saved'),
  });
  isHeld = false;
  await new Promise<void>((resolve) => {
    held.addEventListener('complete', () => resolve());
  });
  expect(await readRaw(other, 'events')).toEqual([answer(0)]);
  other.close();
  await storage.append([answer(1)]);
  expect(await storage.readEvents()).toEqual([answer(0), answer(1)]);
});

test('data that the browser threw away while the app was open is noticed, not taken for a new diary', async () => {
  const storage = await open();
  const heard: StorageNews[] = [];
  storage.subscribe((news) => heard.push(news));
  await storage.append(answers(5));
  forceCloseDatabase((await connectionOf(storage)) as never);
  await deleteRaw(name);
  await storage.append([answer(5)]);
  await expect.poll(() => heard).toEqual([{ kind: 'shrunk', expected: 5, found: 0 }]);
  await storage.append(answers(6));
  forceCloseDatabase((await connectionOf(storage)) as never);
  expect(await storage.readEvents(), 'brought back, they count once').toEqual(answers(6));
  expect(heard).toHaveLength(1);
});

test('a new connection that finds everything in place says nothing', async () => {
  const storage = await open();
  const heard: StorageNews[] = [];
  storage.subscribe((news) => heard.push(news));
  await storage.append(answers(5));
  forceCloseDatabase((await connectionOf(storage)) as never);
  expect(await storage.readEvents()).toHaveLength(5);
  await storage.append([answer(5)]);
  expect(heard).toEqual([]);
});
