import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openJournal, type JournalWorker } from '../../src/storage/journal.ts';
import { openStorage, type OpenedStorage } from '../../src/storage/openStorage.ts';
import { openTripwire } from '../../src/storage/tripwire.ts';
import { answer, answers } from '../contracts/diaryEvents.ts';
import { createFakeFolder, type FakeFolder } from '../fixtures/fakeFolder.ts';
import { createJournalWorker } from '../fixtures/journalWorker.ts';
import { installFakeIndexedDb } from './fakeIndexedDb.ts';
import { openRaw, putRaw, readRaw } from './rawDatabase.ts';

installFakeIndexedDb();

let places = 0;
let name = '';
let folder: FakeFolder = createFakeFolder();
let local = new Map<string, string>();
const opened: { readonly close: () => void }[] = [];

const withoutFiles = (): JournalWorker => {
  throw new DOMException('Not here.', 'SecurityError');
};

async function open(
  startWorker = () => createJournalWorker(folder) as JournalWorker,
): Promise<OpenedStorage> {
  const store = {
    getItem: (key: string) => local.get(key) ?? null,
    setItem: (key: string, value: string) => void local.set(key, value),
  };
  const opening = await openStorage({
    name,
    journal: openJournal(startWorker),
    tripwire: openTripwire(() => store),
    later: (work) => work(),
  });
  opened.push(opening.storage);
  return opening;
}

function closeAll(): void {
  for (const connection of opened.splice(0)) connection.close();
  folder.releaseAll();
}

const refuseToOpen = (reason: string) =>
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('Internal error opening backing store for indexedDB.open.', reason);
  });

beforeEach(() => {
  places += 1;
  name = `opened-${places}`;
  folder = createFakeFolder();
  local = new Map();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  closeAll();
});

test('a browser that stores gives a lasting storage', async () => {
  const { kind, storage } = await open();
  expect(kind).toBe('lasting');
  await storage.append([answer(1)]);
  const raw = await openRaw(name);
  expect(await readRaw(raw, 'events')).toEqual([answer(1)]);
  raw.close();
});

test('a browser that refuses to store gives one that lasts as long as the tab, and a notice that says so', async () => {
  vi.stubGlobal('indexedDB', undefined);
  const opening = await open(withoutFiles);
  expect(opening).toMatchObject({
    kind: 'passing',
    notice:
      'This browser does not let Flipside keep data here (a private window, or storage is switched off). What you do here now is lost when you close the tab.',
  });
  await opening.storage.append([answer(1)]);
  expect(await opening.storage.readEvents()).toEqual([answer(1)]);
});

test('a database that cannot be opened costs no answer: the journal gives them back and takes the new ones', async () => {
  const before = await open();
  await before.storage.readEvents();
  await before.storage.append(answers(5));
  await before.storage.checkCopies();
  closeAll();

  const refusal = refuseToOpen('UnknownError');
  const during = await open();
  expect(during).toMatchObject({
    kind: 'journalOnly',
    notice: expect.stringMatching(/^This browser cannot open its database: .* in their second copy only/),
  });
  expect(await during.storage.readEvents()).toEqual(answers(5));
  await during.storage.append([answer(5)]);
  closeAll();

  refusal.mockRestore();
  const after = await open();
  expect(after.kind).toBe('lasting');
  expect(await after.storage.readEvents()).toEqual(answers(6));
  expect(after.storage.alarm()).toEqual({ kind: 'restored', events: 1 });
});

test('the journal alone is found even when nothing else remembers it', async () => {
  const before = await open();
  await before.storage.append(answers(5));
  await before.storage.checkCopies();
  closeAll();
  local.clear();
  refuseToOpen('UnknownError');
  expect(await (await open()).storage.readEvents()).toEqual(answers(5));
});

test('data of a newer version can be read and exported but is not written to', async () => {
  const database = await openRaw(name, 99, (db) => db.createObjectStore('events', { keyPath: 'id' }));
  const later = { ...answer(2), kind: 'dreamt' };
  await putRaw(database, 'events', [answer(1), later, { id: 'x' }]);
  database.close();
  const opening = await open(withoutFiles);
  expect(opening).toMatchObject({
    kind: 'passing',
    failure: { kind: 'newer' },
    notice: expect.stringContaining('nothing was changed. What you do here now is lost'),
  });
  await opening.storage.append([answer(3)]);
  expect(await opening.storage.readEvents()).toEqual([answer(1), later, answer(3)]);
  const raw = await openRaw(name);
  expect(await readRaw(raw, 'events')).toEqual([answer(1), later, { id: 'x' }]);
  raw.close();
});
