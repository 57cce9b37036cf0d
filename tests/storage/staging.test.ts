import { afterEach, expect, test, vi } from 'vitest';
import { openBrowserStorage } from '../../src/storage/browserStorage.ts';
import { StorageFailure, type Contents, type Storage } from '../../src/storage/storage.ts';
import { answer, answers, storedDeck } from '../contracts/diaryEvents.ts';
import { installFakeIndexedDb } from './fakeIndexedDb.ts';
import { failOperation, FAILURES, onWriting, type Failure } from './meddling.ts';
import { openRaw, putRaw } from './rawDatabase.ts';

installFakeIndexedDb();

const opened: Storage[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const storage of opened.splice(0)) storage.close();
});

let places = 0;
const newName = () => `staging-${(places += 1)}`;

async function open(name: string, sliceSize = 2): Promise<Storage> {
  const storage = await openBrowserStorage({ name, sliceSize });
  opened.push(storage);
  return storage;
}

const BACKUP: Contents = {
  events: answers(7, 1),
  decks: [storedDeck('a'), storedDeck('b')],
  values: { settings: { newPerDay: 7 } },
  unreadable: [{ from: 'events', value: 'torn', fault: 'it is no record' }],
};

/** How much of the backup is there, beside answer 0 that was there before. */
function part({ events, decks, values, unreadable }: Contents): number {
  expect(events.map(({ id }) => id)).toContain(answer(0).id);
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  return events.length - 1 + decks.length + Object.keys(values).length + unreadable.length;
}
const WHOLE = 7 + 2 + 1 + 1;

/** What the staging store still holds. */
async function staged(name: string): Promise<number> {
  const database = await openRaw(name);
  return new Promise((resolve) => {
    const request = database.transaction('staging').objectStore('staging').count();
    request.addEventListener('success', () => {
      database.close();
      resolve(request.result);
    });
  });
}

/** What a later start finds, before and after it has tidied up. */
async function foundLater(name: string): Promise<number[]> {
  const storage = await open(name);
  const parts = [part(await storage.readAll())];
  const { count } = await storage.readDiary();
  await expect.poll(() => staged(name), { interval: 2 }).toBe(0);
  parts.push(part(await storage.readAll()));
  expect(await storage.countEvents()).toBe(count);
  storage.close();
  return parts;
}

type Writer = (storage: Storage) => Promise<unknown>;

/** Lets the 1st, 2nd, ... nth operation of an import fail; how much of it each failure left, and who was told. */
async function leftBy(write: Writer, how: Failure, reason: string, isLasting: boolean) {
  const left = new Set<number>();
  let failures = 0;
  for (let nth = 1; ; nth += 1) {
    const name = newName();
    // oxlint-disable no-await-in-loop -- one failure after the other
    const storage = await open(name);
    await storage.append([answer(0)]);
    const operations = failOperation(nth, how, reason, isLasting);
    const error = await write(storage).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    const count = operations();
    vi.restoreAllMocks();
    storage.close();
    const parts = await foundLater(name);
    // oxlint-enable no-await-in-loop
    for (const found of parts) left.add(found);
    if (error === null) expect(parts, 'an acknowledged import is complete').toEqual([WHOLE, WHOLE]);
    else expect(error).toBeInstanceOf(StorageFailure);
    if (count < nth) return { left, failures };
    failures += 1;
  }
}

const restore: Writer = (storage) => storage.restore(BACKUP);

/** Writes the same bit by bit, each bit safely: what staging is there to do better. */
const writeInChunks: Writer = async (storage) => {
  await storage.restore({ ...BACKUP, events: [] });
  for (const event of BACKUP.events) {
    // oxlint-disable-next-line no-await-in-loop -- bit by bit
    await storage.append([event]);
  }
};

const CASES = FAILURES.flatMap((how) =>
  ['UnknownError', 'QuotaExceededError'].flatMap((reason) =>
    [false, true].map(
      (isLasting) => [how, reason, isLasting ? 'and all after it' : 'once', isLasting] as const,
    ),
  ),
);

test.each(CASES)(
  'whichever operation of a staged import fails at its %s with %s %s, none or all of it is there',
  async (how, reason, _times, isLasting) => {
    const { left, failures } = await leftBy(restore, how, reason, isLasting);
    expect(failures).toBeGreaterThan(20);
    expect(left).toContain(WHOLE);
    if (isLasting) expect(left).toContain(0);
    expect([...left].filter((found) => found !== 0 && found !== WHOLE)).toEqual([]);
  },
);

test('the same failures leave parts of an import that is written bit by bit, so the harness can tell', async () => {
  const { left } = await leftBy(writeInChunks, 'call', 'QuotaExceededError', true);
  expect([...left].some((found) => found !== 0 && found !== WHOLE)).toBe(true);
});

test.each(CASES)(
  'whichever operation of taking a restore back fails at its %s with %s %s, none or all of it is there',
  async (how, reason, _times, isLasting) => {
    const left = new Set<number>();
    let isOver = false;
    for (let nth = 1; !isOver; nth += 1) {
      const name = newName();
      // oxlint-disable no-await-in-loop -- one failure after the other
      const storage = await open(name);
      await storage.append([answer(0)]);
      const { receipt } = await storage.restore(BACKUP);
      const operations = failOperation(nth, how, reason, isLasting);
      const failed = await storage.withdraw(receipt ?? expect.fail('not known')).then(
        () => false,
        () => true,
      );
      isOver = operations() < nth;
      vi.restoreAllMocks();
      storage.close();
      const parts = await foundLater(name);
      // oxlint-enable no-await-in-loop
      for (const found of parts) left.add(found);
      if (!failed) expect(parts, 'an acknowledged undo is complete').toEqual([0, 0]);
    }
    expect([...left].filter((found) => found !== 0 && found !== WHOLE)).toEqual([]);
    expect(left).toContain(0);
    if (isLasting) expect(left).toContain(WHOLE);
  },
);

test('no transaction of a large import writes more than a slice', async () => {
  const storage = await open(newName(), 10);
  const requests = new Map<IDBTransaction, number>();
  onWriting('add', ({ transaction }) => requests.set(transaction, (requests.get(transaction) ?? 0) + 1));
  expect(await storage.restore({ ...BACKUP, events: answers(95) })).toMatchObject({ fresh: 95, healed: 0 });
  // Ten events, and one note of them for other tabs.
  expect(Math.max(...requests.values())).toBe(11);
});

test('a restore is taken back in as many requests as it lies in runs, not in one for each event', async () => {
  const storage = await open(newName(), 10);
  const own = [0, 40, 80].map((n) => answer(n, `answer-${n}-own`));
  await storage.append(own);
  const { receipt } = await storage.restore({ ...BACKUP, events: answers(100) });
  let requests = 0;
  onWriting('delete', ({ name }) => (requests += Number(name === 'events')));
  await storage.withdraw(receipt ?? expect.fail('not known'));
  expect(await storage.readEvents()).toEqual(own);
  expect(requests).toBe(own.length + 1);
});

/** A database in which a tab died over its import, with one slice of three moved to the diary. */
async function abandoned(isPublished: boolean): Promise<string> {
  const name = newName();
  const storage = await open(name);
  await storage.append(answers(3));
  storage.close();
  const database = await openRaw(name);
  const slices = [answers(2, 2), answers(2, 4)];
  const keys = slices.map((_, index) => ['slice', 'left', index + 1] as unknown as string);
  await putRaw(database, 'staging', slices, keys);
  if (isPublished) await putRaw(database, 'staging', [3], [['published', 'left']]);
  database.close();
  return name;
}

test('what a killed import had not published is never seen, and is cleared away by the next start', async () => {
  const name = await abandoned(false);
  const storage = await open(name);
  expect(await storage.countEvents()).toBe(3);
  expect(await storage.readDiary()).toMatchObject({ recent: answers(3), count: 3 });
  await expect.poll(() => staged(name), { interval: 2 }).toBe(0);
  expect(await storage.readEvents()).toEqual(answers(3));
});

test('what a killed import had published is there at once, counted once, and moved by the next start', async () => {
  const name = await abandoned(true);
  const storage = await open(name);
  expect(await storage.countEvents()).toBe(6);
  expect((await storage.readAll()).events).toEqual(answers(6));
  expect(await storage.readDiary()).toMatchObject({ recent: answers(6), count: 6 });
  await expect.poll(() => staged(name), { interval: 2 }).toBe(0);
  expect(await storage.readDiary()).toMatchObject({ recent: answers(6), count: 6 });
});

test('an import whose slices were cleared away under it changes nothing and says so', async () => {
  const name = newName();
  const storage = await open(name);
  onWriting('put', (store) => {
    if (store.name === 'staging') store.delete(IDBKeyRange.bound(['slice'], ['slice', []]));
  });
  await expect(storage.restore(BACKUP)).rejects.toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('Another tab cleared the import away') as string,
  });
  expect(await storage.readAll()).toEqual({ events: [], decks: [], values: {}, unreadable: [] });
});

test('a start while another tab stages leaves its work alone', async () => {
  const name = newName();
  const [one, two] = [await open(name), await open(name)];
  const restoring = one.restore({ ...BACKUP, events: answers(40) });
  for (let look = 0; look < 10; look += 1) {
    // oxlint-disable-next-line no-await-in-loop -- look after look
    expect([0, 40]).toContain((await two.readDiary()).count);
  }
  expect(await restoring).toMatchObject({ fresh: 40, healed: 0 });
  expect((await two.readDiary()).count).toBe(40);
});

test('a restore of which another tab has moved a part cannot be taken back', async () => {
  const storage = await open(newName());
  let isMoved = false;
  onWriting('add', ({ name, transaction }) => {
    if (name !== 'events' || isMoved) return;
    isMoved = true;
    const staging = transaction.objectStore('staging');
    const keys = staging.getAllKeys(IDBKeyRange.bound(['slice'], ['slice', []]));
    keys.addEventListener('success', () => staging.delete(keys.result.at(-1) ?? []));
  });
  expect((await storage.restore(BACKUP)).receipt).toBeNull();
  expect(isMoved).toBe(true);
});
