import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DiaryEvent } from '../../src/core/event.ts';
import { isReadableEvent } from '../../src/core/eventFault.ts';
import { openBrowserStorage } from '../../src/storage/browserStorage.ts';
import { answer, answers, storedDeck } from '../contracts/diaryEvents.ts';
import { anyEvent } from '../fixtures/arbitraryData.ts';
import { installFakeIndexedDb } from './fakeIndexedDb.ts';
import { openRaw, putRaw, readRaw } from './rawDatabase.ts';

installFakeIndexedDb();

/** Storage over rows that were put there by hand. */
async function storageOver(name: string, rows: readonly unknown[]) {
  const storage = await openBrowserStorage({ name });
  const database = await openRaw(name);
  await putRaw(database, 'events', rows);
  return { storage, database };
}

test('whatever lies among the answers, the good ones are read, the rest is reported, and no row changes', async () => {
  const junk = fc
    .tuple(fc.uuid(), fc.anything({ withDate: true, withMap: true, withSet: true }))
    .map(([id, value]) => ({
      ...(typeof value === 'object' ? { inner: value } : {}),
      value,
      id,
    }));
  const damaged = fc
    .tuple(anyEvent, fc.constantFrom('at', 'hlc', 'day', 'kind', 'utcOffsetMinutes'), fc.anything())
    .map(([event, field, value]) => ({ ...event, [field]: value }));
  const rows = fc.uniqueArray(fc.oneof(anyEvent, junk, damaged), {
    selector: ({ id }) => String(id),
    maxLength: 20,
  });
  let places = 0;
  await fc.assert(
    fc.asyncProperty(rows, async (values) => {
      fc.pre(values.every(isCloneable));
      places += 1;
      const { storage, database } = await storageOver(`junk-${places}`, values);
      const before = await readRaw(database, 'events');
      const read = await storage.readEvents();
      const { unreadable } = await storage.readAll();
      expect(read).toEqual(before.filter(isReadableEvent));
      expect(unreadable.map(({ value }) => value)).toEqual(before.filter((row) => !isReadableEvent(row)));
      expect(await storage.readUnreadable()).toEqual(unreadable);
      await storage.append([answer(1, 'fresh')]);
      expect(await readRaw(database, 'events')).toHaveLength(before.length + 1);
      database.close();
      storage.close();
    }),
    { numRuns: 60 },
  );
});

function isCloneable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}

test('a readable copy takes the place of a damaged row, which goes to the quarantine', async () => {
  const damaged = { ...answer(1), at: Number.NaN };
  const { storage, database } = await storageOver('heal', [answer(0), damaged, answer(2)]);
  expect(await storage.readEvents()).toEqual([answer(0), answer(2)]);
  await storage.append(answers(4));
  expect(await storage.readEvents()).toEqual(answers(4));
  const record = { from: 'quarantine', value: damaged, fault: 'its “at” is NaN' };
  expect((await storage.readAll()).unreadable).toEqual([record]);
  await storage.append(answers(4));
  expect((await storage.readAll()).unreadable).toEqual([record]);
  database.close();
  storage.close();
});

test('an unreadable newcomer does not take the place of anything', async () => {
  const perfect = { ...answer(1), grade: 'perfect' };
  const { storage, database } = await storageOver('later', [perfect, answer(2)]);
  await storage.append([
    { ...answer(2), at: Number.NaN },
    { ...answer(1), at: Number.NaN },
  ] as unknown as DiaryEvent[]);
  expect(await readRaw(database, 'events')).toEqual([perfect, answer(2)]);
  expect((await storage.readAll()).unreadable).toEqual([
    { from: 'events', value: perfect, fault: 'its “grade” is “perfect”' },
  ]);
  database.close();
  storage.close();
});

test('a damaged deck is reported and the others stay on the shelf', async () => {
  const { storage, database } = await storageOver('decks', []);
  await storage.putDecks([storedDeck('a')]);
  await putRaw(database, 'decks', [{ deck: { title: 'no cards' }, addedAt: 1, fileName: null }], ['b']);
  expect(await storage.readDecks()).toEqual([storedDeck('a')]);
  const torn = [{ from: 'decks', fault: 'its format is undefined' }];
  expect((await storage.readAll()).unreadable).toMatchObject(torn);
  expect(await storage.readUnreadable()).toMatchObject(torn);
  database.close();
  storage.close();
});
