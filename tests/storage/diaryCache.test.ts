import { expect, test } from 'vitest';
import { openBrowserStorage } from '../../src/storage/browserStorage.ts';
import type { DiaryEvent } from '../../src/core/event.ts';
import { answers } from '../contracts/diaryEvents.ts';
import { installFakeIndexedDb } from './fakeIndexedDb.ts';
import { openRaw, putRaw, readRaw } from './rawDatabase.ts';

installFakeIndexedDb();

const LONG = answers(1200);
const byHlc = (events: readonly DiaryEvent[]) => events.toSorted((a, b) => a.hlc - b.hlc);

let places = 0;

async function longDiary() {
  places += 1;
  const name = `cache-${places}`;
  const open = () => openBrowserStorage({ name });
  const first = await open();
  await first.restore({ events: LONG, decks: [], values: {}, unreadable: [] });
  await first.readDiary();
  await first.tidy();
  first.close();
  const stored = async (store: string) => {
    const database = await openRaw(name);
    const rows = await readRaw(database, store);
    database.close();
    return rows;
  };
  const meddle = async (work: (tx: IDBTransaction) => void) => {
    const database = await openRaw(name);
    const tx = database.transaction(['events', 'columns', 'recent'], 'readwrite');
    work(tx);
    await new Promise((resolve) => tx.addEventListener('complete', resolve));
    database.close();
  };
  return { open, stored, meddle, name };
}

test('a long diary is read from its cache, whole, and so is what was added since', async () => {
  const { open, stored } = await longDiary();
  expect(await stored('columns')).toHaveLength(1);
  expect(await stored('recent')).toEqual([]);
  const storage = await open();
  expect(byHlc(await storage.readEvents())).toEqual(LONG);
  await storage.append(answers(5, 1200));
  expect((await storage.readRecent()).events.map(({ id }) => id)).toEqual(
    answers(5, 1200).map(({ id }) => id),
  );
  expect(byHlc(await storage.readEvents())).toEqual(answers(1205));
  expect(byHlc((await storage.readDiary(true)).events)).toEqual(answers(1205));
  storage.close();
});

test('a long stretch of new answers becomes columns when there is time, and nothing else changes', async () => {
  const { open, stored } = await longDiary();
  const storage = await open();
  await storage.append(answers(400, 1200));
  await storage.append(answers(700, 1600));
  await storage.tidy();
  expect(await stored('columns')).toHaveLength(2);
  expect(await stored('recent')).toEqual([]);
  expect(byHlc(await storage.readEvents())).toEqual(answers(2300));
  expect(await storage.countEvents()).toBe(2300);
  storage.close();
});

test.each<[string, (tx: IDBTransaction) => void]>([
  ['rows that the browser lost', (tx) => tx.objectStore('events').delete('answer-7')],
  ['rows that came in some other way', (tx) => tx.objectStore('events').put({ ...LONG[0], id: 'stray' })],
  ['columns that are gone', (tx) => tx.objectStore('columns').clear()],
])(
  'a cache that does not hold what the diary holds, for %s, is not believed and is built anew',
  async (_what, work) => {
    const { open, meddle, stored } = await longDiary();
    await meddle(work);
    const rows = await stored('events');
    const storage = await open();
    expect(await storage.readEvents()).toEqual(rows);
    await storage.tidy();
    storage.close();
    const again = await open();
    expect(byHlc(await again.readEvents())).toEqual(byHlc(rows as DiaryEvent[]));
    expect((await stored('columns')).length).toBe(1);
    again.close();
  },
);

test('a diary that was lost with its rows is seen as lost, whatever the cache holds', async () => {
  const { open, meddle } = await longDiary();
  await meddle((tx) => tx.objectStore('events').clear());
  const storage = await open();
  expect(await storage.readDiary()).toEqual({ events: [], count: 0 });
  storage.close();
});

test('a row that cannot be read keeps the cache from being built, and is reported as ever', async () => {
  const { open, meddle, stored } = await longDiary();
  await meddle((tx) => {
    tx.objectStore('columns').clear();
    tx.objectStore('events').put({ id: 'odd', kind: 7 });
  });
  const storage = await open();
  expect(await storage.readDiary()).toMatchObject({ count: 1201 });
  await storage.tidy();
  expect(await stored('columns')).toEqual([]);
  expect((await storage.readAll()).unreadable).toHaveLength(1);
  storage.close();
});

test('an answer that falls while the cache is built is in the diary and in the next cache', async () => {
  places += 1;
  const name = `cache-${places}`;
  const [one, two] = [await openBrowserStorage({ name }), await openBrowserStorage({ name })];
  await one.restore({ events: LONG, decks: [], values: {}, unreadable: [] });
  await one.readDiary();
  await Promise.all([one.tidy(), two.append(answers(1, 1200))]);
  expect(byHlc(await two.readEvents())).toEqual(answers(1201));
  await two.tidy();
  expect(byHlc(await one.readEvents())).toEqual(answers(1201));
  one.close();
  two.close();
});

test('a database from before the cache gets one', async () => {
  places += 1;
  const name = `cache-${places}`;
  const old = await openRaw(name, 2, (db) => {
    db.createObjectStore('events', { keyPath: 'id' });
    for (const store of ['decks', 'values', 'staging', 'meta']) db.createObjectStore(store);
    db.createObjectStore('quarantine', { autoIncrement: true });
  });
  await putRaw(old, 'events', LONG);
  old.close();
  const storage = await openBrowserStorage({ name });
  expect(byHlc(await storage.readEvents())).toEqual(LONG);
  await storage.tidy();
  const database = await openRaw(name);
  expect(await readRaw(database, 'columns')).toHaveLength(1);
  database.close();
  storage.close();
});

test('the cache holds nothing that was taken back, and is made anew', async () => {
  const { open, stored } = await longDiary();
  const storage = await open();
  const { receipt } = await storage.restore({
    events: answers(300, 1200),
    decks: [],
    values: {},
    unreadable: [],
  });
  await storage.withdraw(receipt ?? expect.fail('not known'));
  expect(await stored('columns')).toEqual([]);
  expect((await storage.readRecent()).events).toEqual([]);
  expect(byHlc(await storage.readEvents())).toEqual(LONG);
  await storage.tidy();
  expect(await stored('columns')).toHaveLength(1);
  expect(byHlc(await storage.readEvents())).toEqual(LONG);
  storage.close();
});

test('a cache in the making takes no event back that was taken back meanwhile', async () => {
  const { open, stored, meddle } = await longDiary();
  await meddle((tx) => tx.objectStore('columns').clear());
  const [one, two] = [await open(), await open()];
  const { receipt } = await one.restore({ events: answers(1, 1200), decks: [], values: {}, unreadable: [] });
  await two.readDiary();
  const tidying = two.tidy();
  await one.withdraw(receipt ?? expect.fail('not known'));
  await one.append(answers(1, 1300));
  await tidying;
  expect(await stored('columns')).toEqual([]);
  expect(byHlc(await two.readEvents())).toEqual([...LONG, ...answers(1, 1300)]);
  one.close();
  two.close();
});
