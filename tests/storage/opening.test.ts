import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openBrowserStorage } from '../../src/storage/browserStorage.ts';
import type { Storage, StorageNews } from '../../src/storage/storage.ts';
import { answer, answers } from '../contracts/diaryEvents.ts';
import { installFakeIndexedDb } from './fakeIndexedDb.ts';
import { roundClose } from './meddling.ts';
import { deleteRaw, openRaw, putRaw, readRaw } from './rawDatabase.ts';

installFakeIndexedDb();

let places = 0;
let name = '';
const opened: (Storage | IDBDatabase)[] = [];
const open = async (patienceMs = 3000) => {
  const storage = await openBrowserStorage({ name, patienceMs });
  opened.push(storage);
  return storage;
};
const raw = async (version?: number, upgrade?: (database: IDBDatabase) => void) => {
  const database = await openRaw(name, version, upgrade);
  opened.push(database);
  return database;
};

beforeEach(() => {
  places += 1;
  name = `opening-${places}`;
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  for (const connection of opened.splice(0)) connection.close();
});

test('a browser without a database is told as a private window', async () => {
  vi.stubGlobal('indexedDB', undefined);
  await expect(open()).rejects.toMatchObject({
    name: 'StorageFailure',
    kind: 'unavailable',
    message: expect.stringContaining('a private window'),
  });
});

test.each(['InvalidStateError', 'SecurityError', 'UnknownError'])(
  'a refusal to open (%s) is told',
  async (reason) => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException(
        'A mutation operation was attempted on a database that did not allow mutations.',
        reason,
      );
    });
    await expect(open()).rejects.toMatchObject({ kind: 'unavailable' });
  },
);

test('an opening that failed once is tried once more', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
    throw new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError');
  });
  const storage = await open();
  await storage.append([answer(1)]);
  expect(await storage.readEvents()).toEqual([answer(1)]);
});

test('a browser that never answers is told instead of waiting for ever', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => new IDBOpenDBRequest());
  await expect(open(30)).rejects.toMatchObject({
    kind: 'unavailable',
    message: expect.stringContaining('The browser does not answer'),
  });
});

test.each([
  ['of a version to come', 99, null],
  ['whose own record names a schema to come', 8, 8],
])('a database %s is refused with a sentence and left untouched', async (_what, version, schema) => {
  const rows = [answer(1), { id: 'later', kind: 'dreamt' }];
  const database = await openRaw(name, version, (db) => {
    db.createObjectStore('events', { keyPath: 'id' });
    db.createObjectStore('segments');
    if (schema !== null) db.createObjectStore('meta');
  });
  await putRaw(database, 'events', rows);
  if (schema !== null) await putRaw(database, 'meta', [schema], ['schema']);
  database.close();
  await expect(open()).rejects.toMatchObject({
    kind: 'newer',
    message:
      'A newer version of Flipside wrote your data. Reload this page to get that version; nothing was changed.',
  });
  const after = await raw();
  expect(after.version).toBe(version);
  expect([...after.objectStoreNames]).not.toContain('quarantine');
  expect(await readRaw(after, 'events')).toEqual(rows);
});

test('stores that are missing are created and what is there stays', async () => {
  const database = await openRaw(name, 1, (db) => db.createObjectStore('events', { keyPath: 'id' }));
  await putRaw(database, 'events', answers(3));
  database.close();
  const storage = await open();
  await storage.writeValue('settings', { theme: 'dark' });
  await storage.append([answer(3)]);
  expect(await storage.readEvents()).toEqual(answers(4));
  storage.close();
  const again = await open();
  expect(await again.readEvents()).toEqual(answers(4));
  expect(await again.readValue('settings')).toEqual({ theme: 'dark' });
});

test('a tab that holds an older database open is named as what stands in the way', async () => {
  const stubborn = await raw(1);
  await expect(open(60)).rejects.toMatchObject({
    kind: 'blocked',
    message:
      'Another tab still holds an older version of Flipside open. Close that tab, then reload this one.',
  });
  const closed: unknown[] = [];
  roundClose((database) => closed.push(database));
  stubborn.close();
  await expect.poll(() => closed.length, { message: 'the connection that came too late is closed' }).toBe(2);
  const storage = await open();
  await storage.append([answer(1)]);
  expect(await storage.readEvents()).toEqual([answer(1)]);
});

test('this tab makes way for a newer version in another tab and says so', async () => {
  const storage = await open();
  const heard: StorageNews[] = [];
  storage.subscribe((news) => heard.push(news));
  await storage.append([answer(1)]);
  const newer = await raw(8, (db) => db.createObjectStore('segments'));
  const reason = 'Flipside was updated or its data was removed in another tab. Reload this one to go on.';
  expect(heard).toEqual([{ kind: 'closed', reason }]);
  await expect(storage.append([answer(2)])).rejects.toMatchObject({ kind: 'closed', message: reason });
  expect(await readRaw(newer, 'events')).toEqual([answer(1)]);
});

test('a database that another tab deleted is not made anew behind its back', async () => {
  const storage = await open();
  await storage.append([answer(1)]);
  await deleteRaw(name);
  await expect(storage.append([answer(2)])).rejects.toMatchObject({ kind: 'closed' });
  expect((await indexedDB.databases()).map((database) => database.name)).not.toContain(name);
});
