import { expect, test } from 'vitest';
import { DEFAULT_DECK_OPTIONS } from '../../src/core/deckOptions.ts';
import { createMemoryHub, createMemoryStorage } from '../../src/storage/memoryStorage.ts';
import { StorageFailure } from '../../src/storage/storage.ts';
import { createLearnersApp, deck } from '../fixtures/learnersApp.ts';
import { libraryCommands } from '../../src/state/library.ts';
import { dataCommands } from '../../src/state/data.ts';

async function learned() {
  const learner = createLearnersApp([deck('a', 2)]);
  await learner.app.start();
  learner.app.study.open('');
  learner.app.study.reveal();
  await learner.app.study.grade('good');
  return learner;
}

test('an export taken into an empty browser gives the same diary, and taken in twice changes nothing', async () => {
  const before = await learned();
  await before.app.changeSettings({ newPerDay: 7 });
  await before.app.commands(dataCommands).download();
  const [file] = before.saved;
  expect(file?.name).toBe('flipside-2026-03-01.json');
  const after = createLearnersApp([deck('a', 2)]);
  await after.app.start();
  const handOver = { name: 'backup.json', text: () => Promise.resolve(file?.text ?? '') };
  for (const _ of [1, 2]) {
    await after.app.commands(dataCommands).proposeRestore(handOver);
    await after.app.commands(dataCommands).restore();
  }
  expect([...after.app.diary.events()]).toEqual([...before.app.diary.events()]);
  expect(after.app.store.getState().settings.newPerDay).toBe(7);
  expect(after.hub.events.size).toBe(1);
});

test('a backup says what it would change before anything is written', async () => {
  const before = await learned();
  await before.app.commands(dataCommands).download();
  const after = createLearnersApp([deck('a', 2)]);
  await after.app.start();
  await after.app.commands(dataCommands).proposeRestore({
    name: 'backup.json',
    text: () => Promise.resolve(before.saved[0]?.text ?? ''),
  });
  expect(after.app.store.getState().restore).toMatchObject({
    kind: 'planned',
    summary: expect.stringMatching(/^Adds 1 /),
  });
  expect(after.hub.events.size).toBe(0);
  after.app.commands(dataCommands).dismissRestore();
  expect(after.app.store.getState().restore).toBeNull();
});

test('what is no backup is refused with a sentence', async () => {
  const { app } = await learned();
  await app
    .commands(dataCommands)
    .proposeRestore({ name: 'notes.txt', text: () => Promise.resolve('Buy milk') });
  const { restore } = app.store.getState();
  expect(restore?.kind).toBe('refused');
  expect(restore?.problems[0]?.message).toMatch(/cannot be read|no backup|not a backup/);
});

test('with a disk that cannot be read, an export has what the app holds: options of decks and exams too', async () => {
  const storage = {
    ...createMemoryStorage(createMemoryHub()),
    readAll: () => Promise.reject(new StorageFailure('failed', 'The disk does not answer.')),
  };
  const { app, saved } = createLearnersApp([deck('a', 2)], { storage });
  await app.start();
  app.commands(libraryCommands).setDeckOptions(deck('a', 2).id, { ...DEFAULT_DECK_OPTIONS, follow: 'plan' });
  await app.commands(dataCommands).download();
  const { values } = JSON.parse(saved[0]?.text ?? '{}');
  expect(values).toMatchObject({ 'deck-options': { a: { follow: 'plan' } }, exams: [] });
});
