import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { eventId, inDiaryOrder, type DiaryEvent, type EventId } from '../../src/core/event.ts';
import { openBrowserStorage } from '../../src/storage/browserStorage.ts';
import { answers } from '../contracts/diaryEvents.ts';
import { installFakeIndexedDb } from './fakeIndexedDb.ts';
import { openRaw, putRaw, readRaw } from './rawDatabase.ts';

installFakeIndexedDb();

const DAY = 86_400_000;
const ARCHIVING = { slice: 1000, restMs: DAY };
/** Answers that have come to rest: the last one is days younger. */
const OLD = inSession(answers(2500));
const YOUNG = answers(3, 2500).map((event) => ({ ...event, hlc: event.hlc + 3 * DAY }));
const inOrder = (events: Iterable<DiaryEvent>) => [...events].toSorted(inDiaryOrder);

/** As the app writes them. */
function inSession(events: readonly DiaryEvent[]): DiaryEvent[] {
  return events.map((event) => ({ ...event, id: eventId('session', event.hlc) }));
}

let places = 0;

async function place(events: readonly DiaryEvent[] = [...OLD, ...YOUNG]) {
  places += 1;
  const name = `archive-${places}`;
  const open = () => openBrowserStorage({ name, archiving: ARCHIVING });
  const first = await open();
  if (events.length > 0) await first.restore({ events, decks: [], values: {}, unreadable: [] });
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
    const tx = database.transaction(['events', 'archive', 'snapshots'], 'readwrite');
    work(tx);
    await new Promise((resolve) => tx.addEventListener('complete', resolve));
    database.close();
  };
  return { open, stored, meddle };
}

test('what has come to rest moves to the archive in whole slices, and nothing else changes', async () => {
  const { open, stored } = await place();
  expect(await stored('archive')).toHaveLength(2);
  expect(await stored('events')).toHaveLength(503);
  const storage = await open();
  expect(inOrder(await storage.readEvents())).toEqual(inOrder([...OLD, ...YOUNG]));
  expect(inOrder((await storage.readAll()).events)).toEqual(inOrder([...OLD, ...YOUNG]));
  expect(await storage.countEvents()).toBe(2503);
  const { archive, recent, count } = await storage.readDiary();
  expect([archive.size, recent.length, count]).toEqual([2000, 503, 2503]);
  storage.close();
});

test('the last day’s answers and a short diary stay as they are', async () => {
  const { stored } = await place(answers(2500));
  expect(await stored('archive')).toEqual([]);
  const short = await place([...answers(900), ...YOUNG]);
  expect(await short.stored('archive')).toEqual([]);
});

test('an event that is archived is there already, however it comes again', async () => {
  const { open } = await place();
  const storage = await open();
  expect(await storage.append(OLD.slice(0, 5))).toEqual({ fresh: 0, healed: 0 });
  const again = await storage.restore({ events: OLD, decks: [], values: {}, unreadable: [] });
  expect(again).toMatchObject({ fresh: 0, healed: 0 });
  expect(
    await storage.append([...OLD.slice(7, 9), { ...OLD[0], id: 'stray' as EventId } as DiaryEvent]),
  ).toEqual({
    fresh: 1,
    healed: 0,
  });
  expect(await storage.countEvents()).toBe(2504);
  storage.close();
});

test('segments of one size become one, again and again, and hold the same', async () => {
  const many = [
    ...answers(17_000),
    ...answers(1, 17_000).map((event) => ({ ...event, hlc: event.hlc + 3 * DAY })),
  ];
  const { open, stored } = await place(many);
  const counts = (await stored('archive')).map((segment) => (segment as { count: number }).count);
  expect(counts.toSorted((a, b) => a - b)).toEqual([1000, 16_000]);
  const storage = await open();
  expect(inOrder(await storage.readEvents())).toEqual(inOrder(many));
  storage.close();
});

test('two tabs that tidy at once archive nothing twice', async () => {
  const { open, stored } = await place([]);
  const [one, two] = [await open(), await open()];
  await one.restore({ events: [...OLD, ...YOUNG], decks: [], values: {}, unreadable: [] });
  await Promise.all([one.tidy(), two.tidy(), two.append(answers(1, 3000))]);
  expect(inOrder(await one.readEvents())).toEqual(inOrder([...OLD, ...YOUNG, ...answers(1, 3000)]));
  expect(await two.countEvents()).toBe(2504);
  expect(await stored('archive')).toHaveLength(2);
  one.close();
  two.close();
});

test('a damaged segment is counted as missing, set aside and never deleted, and its events can come back', async () => {
  const { open, stored, meddle } = await place();
  await meddle((tx) => {
    const store = tx.objectStore('archive');
    const request = store.openCursor();
    request.addEventListener('success', () => {
      const segment = request.result?.value as { card: { low: Uint8Array } };
      segment.card.low[3] = 77;
      request.result?.update(segment);
    });
  });
  const storage = await open();
  const before = await storage.readDiary();
  expect([before.count, before.archive.size + before.recent.length]).toEqual([2503, 1503]);
  expect((await storage.readAll()).unreadable).toMatchObject([{ fault: 'its checksum is wrong' }]);
  expect(await storage.readUnreadable()).toEqual((await storage.readAll()).unreadable);
  await storage.tidy();
  expect(await stored('quarantine')).toMatchObject([
    { fault: 'its checksum is wrong', value: { count: 1000 } },
  ]);
  expect(await storage.countEvents()).toBe(1503);
  expect(await storage.append(OLD)).toEqual({ fresh: 1000, healed: 0 });
  expect(inOrder(await storage.readEvents())).toEqual(inOrder([...OLD, ...YOUNG]));
  storage.close();
});

test('every event is in one place, whichever step of tidying is the last', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 40 }), async (steps) => {
      places += 1;
      const name = `archive-${places}`;
      const first = await openBrowserStorage({ name, archiving: ARCHIVING });
      await first.restore({ events: [...OLD, ...YOUNG], decks: [], values: {}, unreadable: [] });
      let left = steps;
      const transaction = Reflect.get(IDBDatabase.prototype, 'transaction') as (
        ...given: unknown[]
      ) => IDBTransaction;
      const spy = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
        this: IDBDatabase,
        ...given
      ) {
        const tx = transaction.apply(this, given);
        left -= 1;
        if (left < 0) tx.abort();
        return tx;
      });
      await first.tidy().catch(() => {});
      spy.mockRestore();
      first.close();
      const second = await openBrowserStorage({ name, archiving: ARCHIVING });
      expect(inOrder(await second.readEvents())).toEqual(inOrder([...OLD, ...YOUNG]));
      expect(await second.countEvents()).toBe(2503);
      second.close();
    }),
    { numRuns: 12 },
  );
});

test('a restore is taken back even when another tab has archived what it brought', async () => {
  const { open } = await place();
  const [one, two] = [await open(), await open()];
  const brought = inSession(answers(1500, 5000)).map((event) => ({ ...event, hlc: event.hlc + 1 }));
  const { receipt } = await one.restore({ events: brought, decks: [], values: {}, unreadable: [] });
  await two.tidy();
  expect((await two.readDiary()).archive.size).toBe(4000);
  if (receipt) await one.withdraw(receipt);
  expect(inOrder(await two.readEvents())).toEqual(inOrder([...OLD, ...YOUNG]));
  expect(await one.countEvents()).toBe(2503);
  one.close();
  two.close();
});

test('a snapshot that was kept comes back with the diary', async () => {
  const { open } = await place();
  const storage = await open();
  const { of } = await storage.readArchive();
  const snapshot = { of, config: 'any' } as never;
  expect((await storage.readDiary()).snapshot).toBeUndefined();
  await storage.keepSnapshot(snapshot);
  expect(await storage.readDiary()).toMatchObject({ snapshot, outline: { of } });
  expect(await storage.readSnapshot()).toEqual(snapshot);
  storage.close();
});

test('an outline of a long diary brings its newer part and says how much there is besides', async () => {
  const { open } = await place();
  const storage = await open();
  await storage.tidy();
  const [whole, { archive, outline, recent, count }] = [
    await storage.readDiary(),
    await storage.readOutline(),
  ];
  expect(archive).toBeNull();
  expect(whole.archive.size).toBeGreaterThan(0);
  expect(outline).toEqual({
    of: whole.outline.of,
    size: whole.archive.size,
    newestHlc: whole.archive.newestHlc,
  });
  expect([recent, count]).toEqual([whole.recent, whole.count]);
  storage.close();
});

test('a database of the schema before keeps its diary and loses its cache', async () => {
  places += 1;
  const name = `archive-${places}`;
  const old = await openRaw(name, 3, (db) => {
    db.createObjectStore('events', { keyPath: 'id' });
    for (const store of ['decks', 'values', 'staging', 'meta']) db.createObjectStore(store);
    for (const store of ['quarantine', 'columns', 'recent'])
      db.createObjectStore(store, { autoIncrement: true });
  });
  await putRaw(old, 'events', OLD);
  await putRaw(old, 'recent', [OLD.slice(0, 3)]);
  old.close();
  const storage = await openBrowserStorage({ name });
  expect(inOrder(await storage.readEvents())).toEqual(OLD);
  storage.close();
  const database = await openRaw(name);
  expect([...database.objectStoreNames]).toEqual([
    'archive',
    'decks',
    'events',
    'meta',
    'quarantine',
    'recent',
    'snapshots',
    'staging',
    'values',
  ]);
  database.close();
});
