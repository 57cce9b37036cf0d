import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GRADES, inDiaryOrder, type DiaryEvent } from '../../src/core/event.ts';
import { openBackup, writeBackup } from '../../src/formats/backup.ts';
import { openBrowserStorage } from '../../src/storage/browserStorage.ts';
import type { Contents, Storage } from '../../src/storage/storage.ts';
import { answer, answers, storedDeck } from '../contracts/diaryEvents.ts';
import { anyContents } from '../fixtures/arbitraryData.ts';
import { installFakeIndexedDb } from './fakeIndexedDb.ts';
import { deleteRaw } from './rawDatabase.ts';

installFakeIndexedDb();

const LIFE: Contents = {
  events: [
    ...answers(500),
    { ...answer(500), kind: 'dreamt', of: 'sheep' } as unknown as ReturnType<typeof answer>,
  ],
  decks: [storedDeck('a'), storedDeck('b')],
  values: { settings: { theme: 'dark', fromTheFuture: [1] }, 'hidden-decks': ['x'] },
  unreadable: [
    { from: 'events', value: { ...answer(501), grade: 'perfect' }, fault: 'its “grade” is “perfect”' },
    { from: 'quarantine', value: 'torn', fault: 'it is no record' },
  ],
};

async function backupOf(storage: Storage): Promise<string> {
  const { values, ...rest } = await storage.readAll();
  const { settings, ...others } = values;
  return writeBackup({ ...rest, settings: settings as Record<string, unknown>, values: others });
}

function contentsOf(file: string): Contents {
  const reading = openBackup(file);
  if (!reading.ok) throw new Error(reading.problems[0]?.message);
  const { settings, values, ...rest } = reading.backup;
  return { ...rest, values: { ...values, settings } };
}

/** Everything there is; storages promise no order. */
async function readOrdered(storage: Storage): Promise<Contents> {
  const { events, unreadable, ...rest } = await storage.readAll();
  return {
    ...rest,
    events: events.toSorted(inDiaryOrder),
    unreadable: unreadable.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  };
}

let drills = 0;

/** Wipes everything and brings it back from a file: what was there before and after, and the files. */
async function drill(life: Contents, onItsWay: (file: string) => string = (file) => file, slice = 4) {
  const name = `drill-${(drills += 1)}`;
  const options = { name, archiving: { slice, restMs: 0 } };
  const storage = await openBrowserStorage(options);
  await storage.restore(life);
  await storage.tidy();
  const [before, file] = [await readOrdered(storage), await backupOf(storage)];
  storage.close();
  await deleteRaw(name);
  const fresh = await openBrowserStorage(options);
  expect(await fresh.countEvents()).toBe(0);
  await fresh.restore(contentsOf(onItsWay(file)));
  const [after, nextFile] = [await readOrdered(fresh), await backupOf(fresh)];
  fresh.close();
  await deleteRaw(name);
  return { before, after, file, nextFile };
}

const giveEverythingBack = (onItsWay?: (file: string) => string) =>
  fc.asyncProperty(anyContents, async (life) => {
    const { before, after, file, nextFile } = await drill(life, onItsWay);
    expect(after).toEqual(before);
    expect(nextFile).toBe(file);
  });

test('after everything was wiped, a restored backup gives it all back, down to the bytes of the next backup', async () => {
  const { before, after, file, nextFile } = await drill(LIFE);
  expect(before.events).toHaveLength(LIFE.events.length);
  expect(after).toEqual(before);
  expect(nextFile).toBe(file);
});

test('so it does for 200 lives of any kind', async () => {
  const result = await fc.check(giveEverythingBack(), { numRuns: 200 });
  expect(result.failed ? fc.defaultReportMessage(result) : 'all back').toBe('all back');
});

/** The file without its first event, or as it is when that is the last one too. */
function withoutAnEvent(file: string): string {
  return file.replace(/\n"events": \[\n.*,\n/, '\n"events": [\n');
}

test('a backup that has lost a line on its way is found out by the same drill', async () => {
  const { failed } = await fc.check(giveEverythingBack(withoutAnEvent), { numRuns: 200 });
  expect(failed).toBe(true);
});

const YEARS = 20;
/** A lifetime of them for a longer run: `REVIEWS=200000 npm run unit -- drill`. */
const REVIEWS = Number(process.env['REVIEWS'] ?? 20_000);
const DAY_MS = 86_400_000;

/** Reviews of up to 20,000 cards over 20 years. */
function lifetime(): DiaryEvent[] {
  return Array.from({ length: REVIEWS }, (_, n) => {
    const first = answer(n);
    const days = Math.floor((n * YEARS * 365.25) / REVIEWS);
    const at = first.at + days * DAY_MS + n * 7;
    const card = `card-${(n * 7919) % 20_000}`;
    const grade = GRADES[n % GRADES.length];
    return { ...first, at, hlc: at, day: first.day + days, card, grade, tookMs: n % 60_000 } as DiaryEvent;
  });
}

test(`${YEARS} years and ${REVIEWS} reviews come back one and all`, async () => {
  const events = lifetime();
  const life = { ...LIFE, events };
  const { before, after, file, nextFile } = await drill(life, (whole) => whole, 5000);
  // Compared as text: to tell two such lists apart field by field takes longer than all the rest.
  expect(JSON.stringify(before.events) === JSON.stringify(events)).toBe(true);
  expect(JSON.stringify(after) === JSON.stringify(before)).toBe(true);
  expect(nextFile === file).toBe(true);
}, 300_000);
