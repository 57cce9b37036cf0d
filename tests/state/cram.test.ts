import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GRADES } from '../../src/core/event.ts';
import { createMemoryHub, createMemoryStorage } from '../../src/storage/memoryStorage.ts';
import { createLearnersApp, deck } from '../fixtures/learnersApp.ts';

/** A learner with one card due later, one due now and one new, and one new in another deck. */
async function cramming(query = 'deck=a&cram=') {
  const hub = createMemoryHub();
  const clockAndApp = (from?: ReturnType<typeof createLearnersApp>) =>
    createLearnersApp([deck('a', 3), deck('b', 1)], {
      storage: createMemoryStorage(hub),
      newId: () => `event-${String(hub.events.size).padStart(6, '0')}`,
      ...(from && { clock: from.clock.read }),
    });
  const learner = clockAndApp();
  const { app, clock } = learner;
  await app.start();
  for (const [card, grade] of [
    ['a/1', 'easy'],
    ['a/2', 'good'],
  ] as const) {
    app.study.restart(`q=${card}`);
    app.study.reveal();
    await app.study.grade(grade);
  }
  clock.passHours(2);
  app.refresh();
  app.study.open(query);
  const state = () => app.store.getState();
  const reopen = async () => {
    const again = clockAndApp(learner);
    await again.app.start();
    again.app.study.open(query);
    return again.app;
  };
  return { app, clock, hub, state, study: app.study, reopen };
}

test('cramming deals every card of the filter once, due or not, and none outside it', async () => {
  const { state } = await cramming();
  expect(state().study?.session.order.toSorted()).toEqual(['a/1', 'a/2', 'a/3']);
});

test('any answers while cramming, undone and done again, leave memory, limits and training as if they had never been', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...GRADES, 'undo', 'redo'), { maxLength: 12 }),
      async (deeds) => {
        const { app, state, study } = await cramming();
        const cards = state().shelf.cards.map(({ id }) => id);
        const { day } = state().study?.session ?? {};
        const picture = () => ({
          standings: cards.map(app.diary.standing),
          events: cards.map((card) => app.diary.memoryEvents(card)),
          counts: day && [app.diary.introducedOn(day), app.diary.reviewedOn(day), app.diary.answeredOn(day)],
          due: app.agenda('').cards,
        });
        const before = picture();
        for (const deed of deeds) {
          if (deed === 'undo') await study.undo();
          else if (deed === 'redo') await study.redo();
          else {
            study.reveal();
            await study.grade(deed);
          }
        }
        expect(picture()).toEqual(before);
      },
    ),
    { numRuns: 40 },
  );
});

test('Again brings a card back within the session, any other grade is done with it', async () => {
  const { app, state, study } = await cramming();
  const [first] = state().study?.session.order ?? [];
  study.reveal();
  expect(study.intervals()).toEqual({ again: 'back soon', hard: 'done', good: 'done', easy: 'done' });
  await study.grade('again');
  expect(state().announcement).toBe('Again. The schedule is unchanged.');
  for (const _ of [1, 2]) {
    study.reveal();
    await study.grade('good');
  }
  expect(state().study?.session.current).toBe(first);
  study.reveal();
  await study.grade('hard');
  expect(state().study?.session.current).toBeNull();
  expect(first && app.diary.crams(first).map(({ grade }) => grade)).toEqual(['again', 'hard']);
});

test('undo shows the card again and takes the answer out of the diary’s count, redo brings it back', async () => {
  const { app, state, study } = await cramming();
  const current = state().study?.session.current;
  if (!current) throw new Error('a card is on screen');
  study.reveal();
  await study.grade('easy');
  await study.undo();
  expect([state().study?.session.current, state().study?.side]).toEqual([current, 'back']);
  expect(app.diary.crams(current)).toEqual([]);
  await study.redo();
  expect(app.diary.crams(current)).toHaveLength(1);
});

test('a cram session is taken up after a reload, also when its last answer was not kept with it', async () => {
  const { hub, reopen, state, study } = await cramming();
  const kept = structuredClone(hub.values.get('session'));
  study.reveal();
  await study.grade('good');
  const next = state().study?.session.current;
  hub.values.set('session', kept);
  const after = await reopen();
  expect(after.store.getState().study?.session.current).toBe(next);
  expect(after.store.getState().study?.session.past).toHaveLength(1);
});
