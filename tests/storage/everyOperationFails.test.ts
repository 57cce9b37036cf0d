import { afterEach, expect, test, vi } from 'vitest';
import { openBrowserStorage } from '../../src/storage/browserStorage.ts';
import { StorageFailure, type Storage } from '../../src/storage/storage.ts';
import { answer, answers, storedDeck } from '../contracts/diaryEvents.ts';
import { installFakeIndexedDb } from './fakeIndexedDb.ts';
import { failOperation, FAILURES, type Failure } from './meddling.ts';

installFakeIndexedDb();
afterEach(() => vi.restoreAllMocks());

type Step = { readonly say: string; readonly run: (storage: Storage) => Promise<unknown> };

/** A small evening: single answers, a batch, an import with its history, an answer that was there already. */
const EVENING: readonly Step[] = [
  { say: 'answer 0', run: (storage) => storage.append([answer(0)]) },
  { say: 'answers 1-3', run: (storage) => storage.append(answers(3, 1)) },
  { say: 'import', run: (storage) => storage.putDecks([storedDeck('a'), storedDeck('b')], answers(2, 4)) },
  { say: 'read', run: (storage) => storage.readEvents() },
  { say: 'answer 0 again and 6', run: (storage) => storage.append([answer(0), answer(6)]) },
  { say: 'session', run: (storage) => storage.writeValue('session', { at: 6 }) },
  { say: 'remove', run: (storage) => storage.removeDeck(storedDeck('b').deck.id) },
  { say: 'answer 7', run: (storage) => storage.append([answer(7)]) },
  { say: 'answer 8', run: (storage) => storage.append([answer(8)]) },
];

type Evening = { readonly told: readonly unknown[]; readonly acknowledged: ReadonlySet<string> };

async function spend(name: string): Promise<Evening> {
  const told: unknown[] = [];
  const acknowledged = new Set<string>();
  const storage = await openBrowserStorage({ name }).catch((error: unknown) => {
    told.push(error);
    return null;
  });
  for (const { say, run } of storage ? EVENING : []) {
    // oxlint-disable-next-line no-await-in-loop -- the evening goes step by step
    await run(storage as Storage).then(
      () => acknowledged.add(say),
      (error: unknown) => told.push(error),
    );
  }
  storage?.close();
  return { told, acknowledged };
}

async function inspect(name: string) {
  const storage = await openBrowserStorage({ name });
  const events = await storage.readEvents();
  const decks = await storage.readDecks();
  const session = await storage.readValue('session');
  storage.close();
  return {
    ids: new Set<string>(events.map(({ id }) => id)),
    count: events.length,
    decks: decks.map(({ deck }) => deck.id as string),
    session,
  };
}

/** Which answers each step writes. */
const BATCHES: Readonly<Record<string, readonly number[]>> = {
  'answer 0': [0],
  'answers 1-3': [1, 2, 3],
  import: [4, 5],
  'answer 7': [7],
  'answer 8': [8],
};

async function checkEvening(name: string, { told, acknowledged }: Evening) {
  const { ids, count, decks, session } = await inspect(name);
  const has = (n: number) => ids.has(answer(n).id);
  expect(count).toBe(ids.size);
  for (const [say, batch] of Object.entries(BATCHES)) {
    const stored = batch.filter(has).length;
    expect([0, batch.length], `${say} is all or nothing`).toContain(stored);
    if (acknowledged.has(say)) expect(stored, `${say} was acknowledged`).toBe(batch.length);
  }
  expect(decks.includes('a'), 'a deck stands with its history').toBe(has(4));
  if (acknowledged.has('answer 0 again and 6')) expect(has(6)).toBe(true);
  if (acknowledged.has('session')) expect(session).toEqual({ at: 6 });
  if (acknowledged.has('remove')) expect(decks).not.toContain('b');
  for (const error of told) {
    expect(error).toBeInstanceOf(StorageFailure);
    expect(String(error)).toMatch(/^StorageFailure: [A-Z].*\.$/);
  }
}

let places = 0;

/** Lets the 1st, 2nd, ... nth operation fail until an evening has none left to fail; gives back each evening. */
async function everyEvening(how: Failure, reason: string, isLasting: boolean): Promise<Evening[]> {
  const evenings: Evening[] = [];
  for (let nth = 1; ; nth += 1) {
    places += 1;
    const name = `evening-${places}`;
    const operations = failOperation(nth, how, reason, isLasting);
    // oxlint-disable-next-line no-await-in-loop -- one failure after the other
    const evening = await spend(name);
    vi.restoreAllMocks();
    // oxlint-disable-next-line no-await-in-loop
    await checkEvening(name, evening);
    if (operations() < nth) return evenings;
    evenings.push(evening);
  }
}

const CASES = FAILURES.flatMap((how) =>
  ['UnknownError', 'AbortError', 'QuotaExceededError', 'DataError'].flatMap((reason) =>
    [false, true].map(
      (isLasting) => [how, reason, isLasting ? 'and all after it' : 'once', isLasting] as const,
    ),
  ),
);

test.each(CASES)(
  'whichever operation fails at its %s with %s %s, batches stay whole and acknowledged answers stored',
  async (how, reason, _times, isLasting) => {
    const evenings = await everyEvening(how, reason, isLasting);
    expect(evenings.length).toBeGreaterThan(20);
    const kinds = new Set(
      evenings.flatMap(({ told }) => told.map((error) => Reflect.get(Object(error), 'kind') as string)),
    );
    const expected = reason === 'QuotaExceededError' ? ['full'] : ['failed', 'unavailable'];
    expect([...kinds].filter((kind) => !expected.includes(kind))).toEqual([]);
    const isTold = evenings.map(({ told }) => told.length > 0);
    const isRecoverable = !isLasting && (reason === 'UnknownError' || reason === 'AbortError');
    expect(new Set(isTold)).toEqual(new Set([!isRecoverable]));
  },
);

test('without a failure the evening is acknowledged to the last step', async () => {
  const evening = await spend('quiet');
  expect(evening.told).toEqual([]);
  expect(evening.acknowledged.size).toBe(EVENING.length);
});
