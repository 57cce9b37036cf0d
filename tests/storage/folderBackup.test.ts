import { expect, test } from 'vitest';
import { addDays, type Millis, type Moment, type StudyDay } from '../../src/core/day.ts';
import { backupName } from '../../src/core/backupThinning.ts';
import { folderPicker, openFolderBackup } from '../../src/storage/folderBackup.ts';
import { createFakeBackupFolder } from '../fixtures/fakeBackupFolder.ts';

const NOON: Moment = { at: 1_772_971_200_000 as Millis, utcOffsetMinutes: 0 };
const NAME = 'flipside-2026-03-08-120000.json';

const momentOn = (day: StudyDay): Moment => ({
  at: (day * 86_400_000 + 43_200_000) as Millis,
  utcOffsetMinutes: 0,
});

/** A learner's folder and the small values that outlive the tab. */
function setUp() {
  const folder = createFakeBackupFolder();
  const kept = new Map<string, unknown>();
  const values = {
    readValue: (key: string) => Promise.resolve(kept.get(key)),
    writeValue: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
  };
  const open = () => openFolderBackup({ values, pick: () => Promise.resolve(folder) });
  return { folder, kept, values, open };
}

test('a folder is chosen once and found again by the next tab', async () => {
  const { open } = setUp();
  expect(await open().state()).toEqual({ kind: 'none' });
  expect(await open().choose()).toEqual({ kind: 'ready', name: 'Backups' });
  expect(await open().state()).toEqual({ kind: 'ready', name: 'Backups' });
  await open().forget();
  expect(await open().state()).toEqual({ kind: 'none' });
});

test('a learner who closes the dialogue has chosen nothing and keeps the folder of before', async () => {
  const { open, values } = setUp();
  await open().choose();
  const cancelled = openFolderBackup({
    values,
    pick: () => Promise.reject(new DOMException('Cancelled.', 'AbortError')),
  });
  expect(await cancelled.choose()).toEqual({ kind: 'ready', name: 'Backups' });
});

test('a browser without folders says so', async () => {
  const { values } = setUp();
  const backup = openFolderBackup({ values, pick: null });
  expect(await backup.state()).toEqual({ kind: 'unsupported' });
  expect(await backup.choose()).toEqual({ kind: 'unsupported' });
  expect(folderPicker({})).toBeNull();
});

test('the browser’s dialogue is asked for a folder that can be written to', async () => {
  const asked: unknown[] = [];
  const folder = createFakeBackupFolder();
  const page = {
    showDirectoryPicker(this: unknown, options: unknown) {
      asked.push(this, options);
      return Promise.resolve(folder);
    },
  };
  expect(await folderPicker(page)?.()).toBe(folder);
  expect(asked).toEqual([page, { id: 'flipside-backups', mode: 'readwrite', startIn: 'documents' }]);
});

test('when the browser has forgotten the permission, one click brings it back', async () => {
  const { folder, open } = setUp();
  await open().choose();
  folder.permission = 'prompt';
  expect(await open().state()).toEqual({ kind: 'ask', name: 'Backups' });
  expect(await open().allow()).toEqual({ kind: 'ready', name: 'Backups' });
});

test('a folder that was deleted is noticed', async () => {
  const { folder, open } = setUp();
  await open().choose();
  folder.isGone = true;
  expect(await open().state()).toEqual({ kind: 'gone', name: 'Backups' });
});

test('a backup is written, named after its moment, and can be listed and read back', async () => {
  const { open } = setUp();
  await open().choose();
  expect(await open().last()).toBeNull();
  expect(await open().write('{"x":1}', 7, NOON)).toEqual({ kind: 'written', name: NAME, removed: [] });
  expect(await open().last()).toEqual({ at: NOON.at, events: 7 });
  expect((await open().list()).map(({ name }) => name)).toEqual([NAME]);
  expect(await open().read(NAME)).toBe('{"x":1}');
});

test('a year of backups is thinned as they are written, and nothing else in the folder is touched', async () => {
  const { folder, open } = setUp();
  await open().choose();
  folder.files.set('taxes.json', 'mine');
  folder.files.set('flipside-notes.txt', 'mine too');
  const removed: string[] = [];
  for (let n = 0; n < 365; n += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one day after the other
    const writing = await open().write(`day ${n}`, n, momentOn(addDays(20_000 as StudyDay, n)));
    if (writing.kind === 'written') removed.push(...writing.removed);
  }
  expect(folder.files.get('taxes.json')).toBe('mine');
  expect(folder.files.get('flipside-notes.txt')).toBe('mine too');
  expect((await open().list()).length).toBeLessThanOrEqual(33);
  expect(removed.length + (await open().list()).length).toBe(365);
  const [newest] = await open().list();
  expect(await open().read(newest?.name ?? '')).toBe('day 364');
});

test('an older backup that cannot be removed stays, and the new one counts', async () => {
  const { folder, open } = setUp();
  await open().choose();
  const day = 20_000 as StudyDay;
  const [early, late] = [10, 11].map((hour) =>
    backupName({ ...momentOn(day), at: (day * 86_400_000 + hour * 3_600_000) as Millis }),
  );
  for (const name of [early, late]) folder.files.set(name ?? '', 'old');
  folder.locked.add(early ?? '');
  expect(await open().write('new', 1, momentOn(addDays(day, 2)))).toMatchObject({
    kind: 'written',
    removed: [],
  });
  expect(folder.files.size).toBe(3);
});

test.each([
  ['the disk is full', { writeError: new DOMException('Full.', 'QuotaExceededError') }, 'the disk is full'],
  ['the disk keeps only part of it', { room: 3 }, 'the file is not what was written'],
  ['the folder is gone', { isGone: true }, 'the folder is not there any more. Choose it again'],
  [
    'the permission is gone',
    { permission: 'prompt' },
    'the browser wants your permission for the folder again',
  ],
] as const)(
  'when %s, no half backup is left, no older one is removed, and the learner is told',
  async (_what, fault, reason) => {
    const { folder, open } = setUp();
    await open().choose();
    const old = 'flipside-2020-01-01-120000.json';
    folder.files.set(old, 'old');
    folder.files.set('flipside-2020-01-01-110000.json', 'older');
    Object.assign(folder, fault);
    expect(await open().write('{"x":1}', 7, NOON)).toEqual({
      kind: 'failed',
      message: `The backup was not written: ${reason}.`,
    });
    expect([...folder.files.values()]).toEqual(['old', 'older']);
    expect(await open().last()).toBeNull();
  },
);

test('without a folder nothing is written, and it is said why', async () => {
  const { open } = setUp();
  expect(await open().write('x', 1, NOON)).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('Choose it again'),
  });
});

test.each([null, 'Backups', {}, { queryPermission: 1 }])('%j is no folder', async (value) => {
  const { kept, open } = setUp();
  kept.set('device:backup-folder', value);
  expect(await open().state()).toEqual({ kind: 'none' });
});
