import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FLAGS, GRADES, type Grade } from '../../src/core/event.ts';
import { StorageFailure } from '../../src/storage/storage.ts';
import { createMemoryHub, createMemoryStorage } from '../../src/storage/memoryStorage.ts';
import { createLearnersApp, deck } from '../fixtures/learnersApp.ts';
import { markCommands } from '../../src/state/marks.ts';

const refuse = () => Promise.reject(new StorageFailure('full', 'The disk is full.'));

async function studying(size = 3, query = '') {
  const learner = createLearnersApp([deck('a', size)]);
  await learner.app.start();
  learner.app.study.open(query);
  return { ...learner, state: () => learner.app.store.getState(), study: learner.app.study };
}

test('an answer is on disk before the next card appears', async () => {
  const { hub, state, study } = await studying();
  const first = state().study?.session.current;
  study.reveal();
  const grading = study.grade('good');
  expect(state().study?.session.current).toBe(first);
  await grading;
  expect(state().study?.session.current).not.toBe(first);
  expect([...hub.events.values()]).toMatchObject([{ kind: 'graded', card: first, grade: 'good' }]);
});

test('a card that was not seen is not graded', async () => {
  const { hub, study } = await studying();
  await study.grade('easy');
  expect(hub.events.size).toBe(0);
});

test('two presses of a grade key give one answer', async () => {
  const { hub, study } = await studying();
  study.reveal();
  await Promise.all([study.grade('good'), study.grade('good')]);
  expect(hub.events.size).toBe(1);
});

test('undo and redo pressed faster than the disk writes lose no step', async () => {
  const { app, state, study } = await studying(3);
  for (const grade of ['good', 'easy'] as const) {
    study.reveal();
    await study.grade(grade);
  }
  study.reveal();
  await Promise.all([study.grade('good'), study.undo(), study.undo(), study.undo()]);
  expect(state().study?.session.past).toHaveLength(0);
  await Promise.all([study.redo(), study.redo(), study.undo(), study.redo(), study.redo()]);
  expect(state().study?.session.past).toMatchObject([
    { grade: 'good' },
    { grade: 'easy' },
    { grade: 'good' },
  ]);
  expect(app.diary.answers(state().study?.session.past[2]?.card as never)).toHaveLength(1);
});

test('what a button promises is what the answer gives', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...GRADES), fc.integer({ min: 0, max: 900 })), { maxLength: 8 }),
      async (history) => {
        const { app, clock, state, study } = await studying(1);
        for (const [grade, hours] of history) {
          study.restart('ahead=');
          study.reveal();
          const promised = study.intervals()?.[grade];
          await study.grade(grade);
          expect(state().announcement).toBe(
            `${grade.slice(0, 1).toUpperCase()}${grade.slice(1)}, ${promised}.`,
          );
          clock.passHours(hours);
        }
        expect(app.diary.size).toBe(history.length);
      },
    ),
    { numRuns: 50 },
  );
});

test('any number of answers undone and done again leaves the same memory and the same screen', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom<Grade[]>(...GRADES), { minLength: 1, maxLength: 6 }),
      async (grades) => {
        const { app, state, study } = await studying(4);
        const seen: unknown[] = [];
        for (const grade of grades) {
          seen.push(app.diary.memory('a/1' as never), state().study?.session.current);
          study.reveal();
          await study.grade(grade);
        }
        const [memory, session] = [app.diary.memory('a/1' as never), state().study?.session];
        for (const _ of grades) await study.undo();
        expect([app.diary.memory('a/1' as never), state().study?.session.current]).toEqual(seen.slice(0, 2));
        for (const _ of grades) await study.redo();
        expect(app.diary.memory('a/1' as never)).toEqual(memory);
        expect(state().study?.session.current).toEqual(session?.current);
        expect(state().study?.session.past).toEqual(session?.past);
      },
    ),
    { numRuns: 50 },
  );
});

test('an undone answer can be changed, and the slip leaves no trace in memory', async () => {
  const slip = await studying(2);
  slip.study.reveal();
  await slip.study.grade('again');
  await slip.study.undo();
  expect(slip.state().study?.side).toBe('back');
  await slip.study.grade('good');
  const clean = await studying(2);
  clean.study.reveal();
  await clean.study.grade('good');
  const card = clean.state().study?.session.past[0]?.card;
  expect(card && slip.app.diary.memory(card)).toEqual(card && clean.app.diary.memory(card));
});

test('an answer that the disk refuses keeps its card on screen and says why', async () => {
  const hub = createMemoryHub();
  const storage = createMemoryStorage(hub);
  let isFull = true;
  const append: typeof storage.append = (events) => (isFull ? refuse() : storage.append(events));
  const { app } = createLearnersApp([deck('a', 2)], { storage: { ...storage, append } });
  await app.start();
  app.study.open('');
  const first = app.store.getState().study?.session.current;
  app.study.reveal();
  await app.study.grade('good');
  expect(app.store.getState()).toMatchObject({ trouble: { message: 'The disk is full.' } });
  expect(app.store.getState().study?.session.current).toBe(first);
  isFull = false;
  await app.study.grade('good');
  expect(app.store.getState().trouble).toBeNull();
  expect(hub.events.size).toBe(1);
});

test('a session is taken up where it was, also when the page went away before it was kept', async () => {
  const hub = createMemoryHub();
  const tab = () => createLearnersApp([deck('a', 4)], { storage: createMemoryStorage(hub) });
  const before = tab();
  await before.app.start();
  before.app.study.open('');
  const kept = structuredClone(hub.values.get('session'));
  before.app.study.reveal();
  await before.app.study.grade('easy');
  hub.values.set('session', kept);
  const after = tab();
  await after.app.start();
  after.app.study.open('');
  expect(after.app.store.getState().study?.session.current).toBe(
    before.app.store.getState().study?.session.current,
  );
  expect(after.app.store.getState().study?.session.past).toHaveLength(1);
});

test('two tabs see each other’s answers and lose none', async () => {
  const hub = createMemoryHub();
  const tabs = ['a', 'b'].map(
    (id) =>
      createLearnersApp([deck('a', 3), deck('b', 3)], {
        storage: createMemoryStorage(hub),
        newId: () => `${id}-${hub.events.size}`,
      }).app,
  );
  for (const [index, app] of tabs.entries()) {
    await app.start();
    app.study.open(index === 0 ? 'deck=a' : 'deck=b');
  }
  for (let card = 0; card < 3; card += 1) {
    for (const app of tabs) {
      app.study.reveal();
      await app.study.grade('easy');
    }
  }
  await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve));
  expect(hub.events.size).toBe(6);
  expect(tabs.map((app) => app.diary.size)).toEqual([6, 6]);
});

test('tomorrow brings a new session with what is due by then', async () => {
  const { app, clock, study } = await studying(2);
  for (const _ of [1, 2]) {
    study.reveal();
    await study.grade('easy');
  }
  clock.passHours(24 * 30);
  study.open('');
  expect(app.store.getState().study?.session).toMatchObject({
    past: [],
    order: expect.arrayContaining(['a/1', 'a/2']),
  });
});

test('a session that waits for a learning card goes on when the card is back', async () => {
  const { app, clock, state, study } = await studying(1);
  await app.changeSettings({ learningStepsMinutes: [30] });
  study.reveal();
  await study.grade('again');
  expect(state().study?.session.current).toBeNull();
  clock.passHours(0.5);
  app.refresh();
  expect(state().study?.session.current).toBe('a/1');
});

test('a step that ends on another day does not hold the session open', async () => {
  const { app, state, study } = await studying(1);
  await app.changeSettings({ learningStepsMinutes: [1200] });
  study.reveal();
  await study.grade('again');
  expect(state().study?.session.past).toMatchObject([{ returnsAt: null }]);
});

test('forgetting, dating, burying and suspending take the card out of the session, and undo brings it back as it was', async () => {
  const { app, study, state } = await studying(3);
  const first = state().study?.session.current;
  if (!first) throw new Error('There is no card to begin with.');
  study.reveal();
  await study.grade('easy');
  await study.undo();
  const before = app.diary.standing(first);
  for (const putAside of [() => study.forget(), () => study.setDue(9), study.bury, study.suspend]) {
    await putAside();
    expect(state().study?.session.current).not.toBe(first);
    await study.undo();
    expect(state().study?.session.current).toBe(first);
    expect(app.diary.standing(first)).toEqual(before);
  }
});

test('a card that is given a date comes on that day and not before', async () => {
  const { app, clock, study, state } = await studying(1);
  const card = state().study?.session.current;
  await study.setDue(9);
  expect(state().announcement).toBe('Due in 9 days.');
  clock.passHours(8 * 24);
  app.refresh();
  expect(app.agenda('').cards).toEqual([]);
  clock.passHours(24);
  app.refresh();
  expect(app.agenda('').cards).toEqual([card]);
});

test('flags go round one by one and stay off the way of the session', async () => {
  const { app, study, state } = await studying(1);
  const card = state().study?.session.current;
  if (!card) throw new Error('There is no card to begin with.');
  const seen: (string | null)[] = [];
  for (let press = 0; press < FLAGS.length + 1; press += 1) {
    await study.flag();
    seen.push(app.diary.marks(card).flag);
  }
  expect(seen).toEqual([...FLAGS, null]);
  expect(state().study?.session.current).toBe(card);
});

test('from a list a card is made new again or dated with a way back', async () => {
  const { app, study, state } = await studying(2);
  const card = state().study?.session.current;
  if (!card) throw new Error('There is no card to begin with.');
  study.reveal();
  await study.grade('easy');
  const before = app.diary.standing(card);
  await app.commands(markCommands).forget(card);
  expect(app.diary.memory(card)).toEqual({ kind: 'new' });
  expect(state().notice?.text).toBe('The card is new again.');
  await state().notice?.undo?.();
  await app.commands(markCommands).setDue(card, 3);
  expect(state().notice?.text).toBe('The card is due in 3 days.');
  await state().notice?.undo?.();
  expect(app.diary.standing(card)).toEqual(before);
  expect(state().notice).toBeNull();
});

test('settings that move cards to other dates say how many, with a way back', async () => {
  const { app, study, state } = await studying(2);
  for (let card = 0; card < 2; card += 1) {
    study.reveal();
    await study.grade('easy');
  }
  const dates = [...app.diary.cards()].map((card) => app.diary.memory(card));
  await app.changeSettings({ theme: 'dark' });
  expect(state().notice).toBeNull();
  await app.changeSettings({ desiredRetention: 0.8 });
  expect(state().notice?.text).toBe('2 cards moved to another date.');
  expect([...app.diary.cards()].map((card) => app.diary.memory(card))).not.toEqual(dates);
  await state().notice?.undo?.();
  expect(state().settings).toMatchObject({ desiredRetention: 0.9, theme: 'dark' });
  expect([...app.diary.cards()].map((card) => app.diary.memory(card))).toEqual(dates);
});

test('cards that two key concepts share are kept better known when the learner asks for it', async () => {
  const shared = deck('a', 2, [
    { name: 'Serving', cards: [1], remark: null },
    { name: 'Drift', cards: [1, 2], remark: null },
  ]);
  const { app } = createLearnersApp([shared]);
  await app.start();
  await app.changeSettings({ criticalRetention: 0.97, fuzz: false });
  const intervals = async (card: string) => {
    app.study.open(`card=${encodeURIComponent(card)}&ahead=`);
    app.study.reveal();
    return app.study.intervals()?.easy;
  };
  expect([await intervals('a/1'), await intervals('a/2')]).toEqual(['2d', '8d']);
});
