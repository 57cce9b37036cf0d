import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { CardId } from '../../src/core/deck.ts';
import { createDiary } from '../../src/core/diary.ts';
import { createScheduler, DEFAULT_SCHEDULER_CONFIG } from '../../src/core/scheduler.ts';
import { openBackup, writeBackup } from '../../src/formats/backup.ts';
import { readJournalLines, writeJournalLines } from '../../src/formats/journalLines.ts';
import { openBrowserStorage } from '../../src/storage/browserStorage.ts';
import { answer } from '../contracts/diaryEvents.ts';
import { installFakeIndexedDb } from './fakeIndexedDb.ts';
import { openRaw, putRaw, readRaw } from './rawDatabase.ts';

installFakeIndexedDb();

/**
 * What released versions left at rest, as they wrote it; these files are never changed, only added to. Each holds an
 * event of a kind and a field that no version knows yet, as a newer version would have written them.
 */
const FOLDER = 'tests/fixtures/released';
const text = (name: string) => readFileSync(`${FOLDER}/${name}`, 'utf8');

type Dump = {
  readonly version: number;
  readonly stores: readonly string[];
  readonly rows: Readonly<Record<string, readonly (readonly [IDBValidKey | null, unknown])[]>>;
  /** The events of the archive, whose columns nobody can read by eye. */
  readonly archived?: readonly unknown[];
};

const COLUMNS = { Uint8Array, Int32Array, Uint32Array };

/** Reads a dump, in which a typed array stands as its kind and its numbers. */
function readDump(file: string): Dump {
  return JSON.parse(text(file), (_key, value: { array?: keyof typeof COLUMNS; of?: number[] }) =>
    value?.array && value.of ? COLUMNS[value.array].from(value.of) : value,
  ) as Dump;
}

/** How stores were made, where not plainly. */
const SHAPES: Readonly<Record<string, IDBObjectStoreParameters>> = {
  events: { keyPath: 'id' },
  quarantine: { autoIncrement: true },
  columns: { autoIncrement: true },
  recent: { autoIncrement: true },
};

/** Puts a released database in place, store by store and row by row. */
async function lay(name: string, { version, stores, rows }: Dump): Promise<void> {
  const database = await openRaw(name, version, (db) => {
    for (const store of stores) {
      const shape = SHAPES[store];
      db.createObjectStore(store, shape);
    }
  });
  for (const [store, entries] of Object.entries(rows)) {
    const keys = entries.flatMap(([key]) => (key === null ? [] : [key]));
    const values = entries.map(([, value]) => value);
    await putRaw(database, store, values, keys);
  }
  database.close();
}

const databases = readdirSync(FOLDER).filter((name) => name.startsWith('database-'));

test.each(databases)(
  '%s still opens with every entry as it was, takes new answers, and gives all of it back',
  async (file) => {
    const dump = readDump(file);
    await lay(file, dump);
    const storage = await openBrowserStorage({ name: file });
    const written = [...(dump.rows['events']?.map(([, event]) => event) ?? []), ...(dump.archived ?? [])];
    expect(await storage.readEvents()).toEqual(expect.arrayContaining(written));
    await storage.append([answer(1)]);
    const everything = await storage.readAll();
    expect(everything.events).toHaveLength(written.length + 1);
    expect(everything.decks).toEqual(dump.rows['decks']?.map(([, deck]) => deck));
    expect(everything.values).toEqual(Object.fromEntries(dump.rows['values'] ?? []));
    const { settings, ...values } = everything.values;
    const backup = openBackup(writeBackup({ ...everything, settings: settings as never, values }));
    expect(backup).toMatchObject({ ok: true, problems: [] });
    if (backup.ok) expect(backup.backup.events).toEqual(expect.arrayContaining(written));
    storage.close();
  },
);

test('there is a database for every schema so far, and each was laid down as its version left it', async () => {
  const storage = await openBrowserStorage({ name: 'newest' });
  storage.close();
  const database = await openRaw('newest');
  const [newest] = await readRaw(database, 'meta');
  database.close();
  const versions = databases.map((name) => readDump(name).version);
  expect(versions).toEqual(Array.from({ length: Number(newest) }, (_, index) => index + 1));
});

test('the first backup format opens and is written again to the byte', () => {
  const reading = openBackup(text('backup-1.json'));
  if (!reading.ok) throw new Error(reading.problems[0]?.message);
  expect(reading.problems).toEqual([]);
  expect(reading.backup.unknown).toEqual({ notebooks: [{ id: 'n' }] });
  expect(writeBackup(reading.backup)).toBe(text('backup-1.json'));
});

test('the first journal format is read whole and written again to the byte', () => {
  const { lines, damagedLines } = readJournalLines(text('journal-1.txt'));
  expect(damagedLines).toBe(0);
  expect(writeJournalLines(lines)).toBe(text('journal-1.txt'));
});

test('what was released means today what it meant then', () => {
  const reading = openBackup(text('backup-1.json'));
  if (!reading.ok) throw new Error(reading.problems[0]?.message);
  const diary = createDiary(createScheduler(DEFAULT_SCHEDULER_CONFIG), reading.backup.events);
  const [first, second, third] = ['a/1', 'a/2', 'a/3'] as CardId[] as [CardId, CardId, CardId];
  expect(diary.memory(first)).toEqual({ kind: 'new' });
  expect(diary.memory(second)).toMatchObject({ kind: 'review', dueDay: 20_530, reviews: 2 });
  expect(diary.marks(second).starred).toBe(true);
  expect(diary.marks(third)).toMatchObject({ flag: 'red', buriedUntil: 20_521 });
  expect(diary.answers(third)[0]?.missed).toEqual(['rollback']);
});
