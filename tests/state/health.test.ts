import { expect, test, vi } from 'vitest';
import type { CardId } from '../../src/core/deck.ts';
import type { DiaryEvent, EventId } from '../../src/core/event.ts';
import type { LastBackup } from '../../src/core/backupThinning.ts';
import type { FolderBackup } from '../../src/storage/folderBackup.ts';
import { createMemoryHub, createMemoryStorage } from '../../src/storage/memoryStorage.ts';
import { StorageFailure } from '../../src/storage/storage.ts';
import { createLearnersApp, deck } from '../fixtures/learnersApp.ts';
import { healthCommands } from '../../src/state/health.ts';

/** A folder that takes whatever is written into it. */
function createFolder(kind: 'ready' | 'ask') {
  const files: string[] = [];
  let last: LastBackup | null = null;
  const state = () => Promise.resolve({ kind, name: 'Backups' });
  const folder: FolderBackup = {
    state,
    choose: state,
    allow: state,
    forget: () => Promise.resolve(),
    write(text, events, { at }) {
      files.push(text);
      last = { at, events };
      return Promise.resolve({ kind: 'written', name: `${files.length}.json`, removed: [] });
    },
    last: () => Promise.resolve(last),
    list: () => Promise.resolve([]),
    read: () => Promise.resolve(''),
  };
  return { folder, files };
}

async function studied(kind: 'ready' | 'ask' = 'ready') {
  const hub = createMemoryHub();
  const { folder, files } = createFolder(kind);
  const learner = createLearnersApp([deck('a', 3)], {
    storage: createMemoryStorage(hub),
    folder: () => Promise.resolve(folder),
  });
  const { app } = learner;
  await app.start();
  app.study.open('');
  app.study.reveal();
  await app.study.grade('good');
  return { ...learner, hub, files };
}

test('checking a sound diary finds nothing, as often as it is done', async () => {
  const { app } = await studied();
  const sound = { entries: 1, cards: 1, differing: 0, returned: 0, missing: 0, unreadable: 0 };
  expect(await app.commands(healthCommands).check()).toEqual(sound);
  expect(await app.commands(healthCommands).check()).toEqual(sound);
});

test('checking takes over what is on disk and not in the app, and says so once', async () => {
  const { app, hub, deps } = await studied();
  const stray: DiaryEvent = {
    kind: 'graded',
    id: 'stray' as EventId,
    card: 'a/3' as CardId,
    grade: 'easy',
    tookMs: 1000,
    ...deps.clock(),
    day: app.diary.answers('a/1' as CardId)[0]?.day ?? (0 as never),
    hlc: 1,
  };
  hub.events.set(stray.id, stray);
  expect(await app.commands(healthCommands).check()).toMatchObject({ entries: 2, differing: 1 });
  expect(app.diary.memory('a/3' as CardId).kind).toBe('review');
  expect(await app.commands(healthCommands).check()).toMatchObject({ entries: 2, differing: 0 });
});

test('what both copies lack is counted and raised', async () => {
  const missing = { kind: 'missing', expected: 12, found: 2, restored: 1 } as const;
  const guard = {
    alarm: () => missing,
    secondCopy: () => ({ kind: 'current' }) as const,
    checkCopies: () => Promise.resolve(missing),
    acceptLoss: () => Promise.resolve(),
  };
  const { app } = createLearnersApp([deck('a', 1)], { guard });
  await app.start();
  expect(await app.commands(healthCommands).check()).toMatchObject({ missing: 10, returned: 1 });
  expect(app.store.getState().alarm).toEqual(missing);
  await app.acceptLoss();
  expect(app.store.getState().alarm).toEqual({ kind: 'ok' });
});

test('a ready folder gets a backup by itself when something is new and half an hour has passed', async () => {
  const { app, clock, files } = await studied();
  await app.commands(healthCommands).backUpIfDue();
  await app.commands(healthCommands).backUpIfDue();
  expect(files).toHaveLength(1);
  app.study.reveal();
  await app.study.grade('good');
  await app.commands(healthCommands).backUpIfDue();
  expect(files).toHaveLength(1);
  clock.passHours(0.5);
  await app.commands(healthCommands).backUpIfDue();
  expect(files).toHaveLength(2);
  expect(JSON.parse(files[1] ?? '')).toMatchObject({ format: 'flipside.backup/1', events: { length: 2 } });
});

test('a folder that the browser wants to ask about is left alone', async () => {
  const { app, files } = await studied('ask');
  await app.commands(healthCommands).backUpIfDue();
  expect(files).toEqual([]);
});

test('unreadable records are looked for once and after a refusal again, not at each answer', async () => {
  const inner = createMemoryStorage();
  const looks = vi
    .fn<() => ReturnType<typeof inner.readUnreadable>>(() => inner.readUnreadable())
    .mockRejectedValueOnce(new StorageFailure('failed', 'The disk does not answer.'));
  const { app } = createLearnersApp([deck('a', 1)], { storage: { ...inner, readUnreadable: looks } });
  await app.start();
  const { look } = app.commands(healthCommands);
  await expect(look()).rejects.toThrow('The disk does not answer.');
  await Promise.all([look(), look()]);
  await look();
  expect(looks).toHaveBeenCalledTimes(2);
  await look(true);
  expect(looks, 'somebody asked').toHaveBeenCalledTimes(3);
});
