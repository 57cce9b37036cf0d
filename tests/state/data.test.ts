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

/** An app of one answer of its own and the backup of another learner with other settings and decks. */
async function restored() {
  const other = createLearnersApp([deck('a', 3)], { newId: () => `other-${(others += 1)}` });
  await other.app.start();
  await other.deps.storage.putDecks([{ deck: deck('b', 2), addedAt: 1, fileName: null }]);
  other.app.study.open('');
  other.app.study.reveal();
  await other.app.study.grade('again');
  await other.app.changeSettings({ newPerDay: 7 });
  await other.app.commands(dataCommands).download();
  const file = { name: 'backup.json', text: () => Promise.resolve(other.saved[0]?.text ?? '') };
  const take = async ({ app }: Pick<typeof other, 'app'>) => {
    await app.commands(dataCommands).proposeRestore(file);
    await app.commands(dataCommands).restore();
    return app.store.getState().notice?.undo ?? expect.fail('no way back');
  };
  return { other, take };
}
let others = 0;

test('a restore that is undone leaves everything as it was, on disk and on screen', async () => {
  const { take } = await restored();
  for (const learner of [await learned(), createLearnersApp([deck('a', 2)])]) {
    // oxlint-disable no-await-in-loop -- one learner after the other
    const { app, deps } = learner;
    if (app.store.getState().phase === 'loading') await app.start();
    const look = () => {
      const { shelf, settings, hidden, known } = app.store.getState();
      const { decks } = shelf;
      const memories = [...app.diary.cards()].map((card) => [card, app.diary.memory(card)]);
      return { decks, settings, hidden, known, memories, events: [...app.diary.events()] };
    };
    const [before, onDisk] = [look(), await deps.storage.readAll()];
    const undo = await take(learner);
    expect(look()).not.toEqual(before);
    await undo();
    expect(look()).toEqual(before);
    expect(await deps.storage.readAll()).toEqual(onDisk);
    expect(app.store.getState().notice?.text).toMatch(/^Import taken back/);
    // oxlint-enable no-await-in-loop
  }
});

test('what was answered between a restore and its undo stays', async () => {
  const { take } = await restored();
  const learner = await learned();
  const { app, deps } = learner;
  const undo = await take(learner);
  app.study.open('');
  app.study.reveal();
  await app.study.grade('good');
  const own = [...app.diary.events()].map(({ id }) => id).filter((id) => id.startsWith('event-'));
  await undo();
  expect(own).toHaveLength(2);
  expect([...app.diary.events()].map(({ id }) => id)).toEqual(own);
  expect((await deps.storage.readEvents()).map(({ id }) => id)).toEqual(own);
});

test('a tab that shows a restore forgets it when another tab takes it back', async () => {
  const { take } = await restored();
  const learner = await learned();
  const other = createLearnersApp([deck('a', 2)], { storage: createMemoryStorage(learner.hub) });
  await other.app.start();
  const undo = await take(learner);
  await expect.poll(() => other.app.diary.size).toBe(2);
  await undo();
  await expect.poll(() => other.app.diary.size).toBe(1);
  await expect.poll(() => other.app.store.getState().shelf.decks).toHaveLength(1);
});
