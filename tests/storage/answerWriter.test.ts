import { forceCloseDatabase } from 'fake-indexeddb';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DiaryEvent } from '../../src/core/event.ts';
import { openBrowserStorage } from '../../src/storage/browserStorage.ts';
import type { Added, Storage } from '../../src/storage/storage.ts';
import { answer, answers } from '../contracts/diaryEvents.ts';
import { installFakeIndexedDb } from './fakeIndexedDb.ts';
import { moveUnnoticed, onTransaction } from './meddling.ts';
import { deleteRaw, openRaw, putRaw, readRaw } from './rawDatabase.ts';

installFakeIndexedDb();

/** What the tab under test does, or another tab, the browser or a fault, to answers of which there are few. */
type Deed =
  | { readonly kind: 'answer'; readonly n: number; readonly isTwin: boolean }
  | { readonly kind: 'burst' | 'other' | 'damage' | 'restore' | 'withdraw'; readonly n: number }
  | { readonly kind: 'tidy' | 'drop' };

const n = fc.nat({ max: 7 });
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('answer' as const), n, isTwin: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'burst' as const,
        'other' as const,
        'damage' as const,
        'restore' as const,
        'withdraw' as const,
      ),
      n,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('tidy' as const, 'drop' as const) }) },
);
const histories = fc.array(deed, { minLength: 3, maxLength: 25 });

let latest: IDBDatabase | null = null;
let ways = { short: 0, givenUp: 0 };

/** Notes the connection used last, and counts the transactions that a single answer needs when it goes the short way. */
beforeEach(() => {
  ways = { short: 0, givenUp: 0 };
  onTransaction((database, tx) => {
    latest = database;
    if (tx.mode !== 'readwrite' || [...tx.objectStoreNames].join() !== 'events,recent') return;
    tx.addEventListener('complete', () => (ways.short += 1));
    tx.addEventListener('abort', () => (ways.givenUp += 1));
  });
});
afterEach(() => vi.restoreAllMocks());

const open = (name: string) => openBrowserStorage({ name, archiving: { slice: 2, restMs: 0 } });
const contents = (events: readonly DiaryEvent[]) => ({ events, decks: [], values: {}, unreadable: [] });

let places = 0;
const newName = () => `way-${(places += 1)}`;

/** Lives through a history; a tab that is opened anew for each answer knows nothing and goes the long way. */
async function live(history: readonly Deed[], isShort: boolean) {
  const name = newName();
  const other = await open(name);
  const raw = await openRaw(name);
  let tab = await open(name);
  await tab.append([answer(0)]);
  const told: Added[] = [];
  const act = async (what: Deed): Promise<unknown> => {
    switch (what.kind) {
      case 'answer':
        return told.push(await tab.append([{ ...answer(what.n), ...(what.isTwin ? { tookMs: 9 } : {}) }]));
      case 'burst': {
        const events = [...answers(2, what.n), ...answers(3, what.n)];
        return told.push(...(await Promise.all(events.map((event) => tab.append([event])))));
      }
      case 'other':
        return other.append([answer(what.n)]);
      case 'damage':
        return putRaw(raw, 'events', [{ ...answer(what.n), at: Number.NaN }]);
      case 'restore':
        return other.restore(contents(answers(2, what.n)));
      case 'withdraw': {
        const { receipt } = await other.restore(contents(answers(2, what.n)));
        return receipt && other.withdraw(receipt);
      }
      case 'tidy':
        return other.tidy();
      case 'drop': {
        await tab.readValue('any');
        return latest && forceCloseDatabase(latest as never);
      }
    }
  };
  for (const what of history) {
    if (!isShort) {
      tab.close();
      tab = await open(name);
    }
    await act(what);
  }
  const end = { told, ...(await everything(other, raw)) };
  for (const storage of [tab, other]) storage.close();
  raw.close();
  await deleteRaw(name);
  return end;
}

async function everything(storage: Storage, raw: IDBDatabase) {
  const { events, unreadable } = await storage.readAll();
  return {
    events: events.toSorted(byId),
    unreadable,
    count: await storage.countEvents(),
    rows: await readRaw(raw, 'events'),
    news: (await readRaw(raw, 'recent')).flat(),
    withdrawn: (await storage.readWithdrawn()).toSorted(),
    everWithdrawn: await storage.countWithdrawn(),
  };
}

const byId = (a: DiaryEvent, b: DiaryEvent) => (a.id < b.id ? -1 : 1);

async function compareWays(history: readonly Deed[]): Promise<void> {
  expect(await live(history, true)).toEqual(await live(history, false));
}

test('an answer written on the short way is the same as on the long way, whatever was there and whoever came between', async () => {
  await fc.assert(fc.asyncProperty(histories, compareWays), { numRuns: 150 });
  expect(ways.short).toBeGreaterThan(100);
  expect(ways.givenUp).toBeGreaterThan(100);
});

test('a move to the archive that leaves no entry in the log is found out by the same histories', async () => {
  moveUnnoticed();
  const result = await fc.check(fc.asyncProperty(histories, compareWays), { numRuns: 500 });
  expect(result.errorInstance).toHaveProperty('name', 'AssertionError');
});

test('what was known of a database does not pass for another that has taken its place', async () => {
  const name = newName();
  const tab = await open(name);
  for (const event of answers(2)) await tab.append([event]);
  if (latest) forceCloseDatabase(latest as never);
  await deleteRaw(name);
  const other = await open(name);
  await other.restore(contents(answers(3, 2)));
  await other.tidy();
  const rows = await other.countEvents();
  expect(await tab.append([answer(2)]), 'archived, after as many entries as before').toEqual({
    fresh: 0,
    healed: 0,
  });
  expect(await other.countEvents()).toBe(rows);
  for (const storage of [tab, other]) storage.close();
});

test('what no disk can take is refused on the short way with the same sentence, and nothing of it is written', async () => {
  const tab = await open(newName());
  await tab.append([answer(0)]);
  const unwritable = Object.assign(answer(1), { extra: () => 1 });
  await expect(tab.append([unwritable])).rejects.toMatchObject({
    kind: 'failed',
    message:
      'A fault in Flipside: what is to be saved holds something that cannot be saved. Nothing was written.',
  });
  expect(await tab.readEvents()).toEqual([answer(0)]);
  await tab.append([answer(2)]);
  expect(ways.short, 'the next is taken').toBe(1);
  tab.close();
});
