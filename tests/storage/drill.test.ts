import { expect, test } from 'vitest';
import { openBackup, writeBackup } from '../../src/formats/backup.ts';
import { openBrowserStorage } from '../../src/storage/browserStorage.ts';
import type { Contents, Storage } from '../../src/storage/storage.ts';
import { answer, answers, storedDeck } from '../contracts/diaryEvents.ts';
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

test('after everything was wiped, a restored backup gives it all back, down to the bytes of the next backup', async () => {
  const storage = await openBrowserStorage({ name: 'drill' });
  await storage.restore(LIFE);
  const before = await storage.readAll();
  const file = await backupOf(storage);
  storage.close();
  await deleteRaw('drill');

  const fresh = await openBrowserStorage({ name: 'drill' });
  expect(await fresh.readEvents()).toEqual([]);
  const reading = openBackup(file);
  if (!reading.ok) throw new Error(reading.problems[0]?.message);
  const { settings, values, ...rest } = reading.backup;
  await fresh.restore({ ...rest, values: { ...values, settings } });
  expect(await fresh.readAll()).toEqual(before);
  expect(await backupOf(fresh)).toBe(file);
  fresh.close();
});
