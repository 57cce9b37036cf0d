import { afterEach, expect, test, vi } from 'vitest';
import { openBrowserStorage } from '../../src/storage/browserStorage.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { answers } from '../contracts/diaryEvents.ts';
import { installFakeIndexedDb } from './fakeIndexedDb.ts';
import { onReadingMany } from './meddling.ts';
import { openRaw, putRaw } from './rawDatabase.ts';

installFakeIndexedDb();

afterEach(() => {
  vi.restoreAllMocks();
});

const PAGE = 1000;

/** Answers that have come to rest: the last one is days younger. In the order of the database. */
const HISTORY = answers(3200)
  .map((event, n) => (n < 3199 ? event : { ...event, hlc: event.hlc + 3 * 86_400_000 }))
  .toSorted((a, b) => (a.id < b.id ? -1 : 1));
const TORN = [0, PAGE - 1, PAGE, 2 * PAGE, 3199].map((n) => ({ ...HISTORY[n], at: Number.NaN }));

let places = 0;

/** Two tabs over a history that a large import brought. */
async function twoTabs(torn: readonly unknown[] = []): Promise<{ one: Storage; two: Storage }> {
  const name = `pages-${(places += 1)}`;
  const [one, two] = [await openBrowserStorage({ name }), await openBrowserStorage({ name })];
  await two.readRecent();
  await one.restore({ events: HISTORY, decks: [], values: {}, unreadable: [] });
  const database = await openRaw(name);
  await putRaw(database, 'events', torn);
  database.close();
  return { one, two };
}

/** The most events that one transaction reads from now on; each keeps the answers of every tab waiting. */
function mostAtOnce(): () => number {
  const counts = new Map<IDBTransaction, number>();
  onReadingMany((tx, rows) => counts.set(tx, (counts.get(tx) ?? 0) + rows.flat().length));
  return () => Math.max(...counts.values());
}

test('looking for unreadable records finds those of every page and reads a page at a time', async () => {
  const { one, two } = await twoTabs(TORN);
  const most = mostAtOnce();
  expect((await one.readUnreadable()).map(({ value }) => value)).toEqual(TORN);
  expect(most()).toBe(PAGE);
  expect(await one.readUnreadable()).toEqual((await one.readAll()).unreadable);
  expect(most(), 'reading everything takes one transaction, so the harness can tell').toBe(3200);
  for (const tab of [one, two]) tab.close();
});

test('tidying a long history reads a page at a time', async () => {
  const { one, two } = await twoTabs();
  const most = mostAtOnce();
  await one.tidy();
  expect(await one.countEvents()).toBe(3200);
  expect((await one.readOutline()).outline.size).toBeGreaterThan(PAGE);
  expect(most()).toBe(PAGE);
  for (const tab of [one, two]) tab.close();
});

test('the news of a large import is read a page at a time', async () => {
  const { one, two } = await twoTabs();
  const most = mostAtOnce();
  const { events, count } = await two.readRecent();
  expect(events).toHaveLength(3200);
  expect(count).toBe(3200);
  expect(most()).toBe(PAGE);
  for (const tab of [one, two]) tab.close();
});
