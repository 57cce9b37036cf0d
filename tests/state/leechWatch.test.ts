import { expect, test } from 'vitest';
import type { CardId } from '../../src/core/deck.ts';
import type { Settings } from '../../src/core/settings.ts';
import { createLearnersApp, deck } from '../fixtures/learnersApp.ts';

const LEECH = 'a/1' as CardId;

/** A learner before whom a card is turned over that the next Again makes a leech. */
async function beforeTheLapse(settings: Partial<Settings> = {}) {
  const { app, clock, hub } = createLearnersApp([deck('a', 2)]);
  await app.start();
  await app.changeSettings({ leechThreshold: 1, ...settings });
  app.study.open('');
  for (const _ of [1, 2]) {
    app.study.reveal();
    await app.study.grade('easy');
  }
  clock.passHours(24 * 40);
  app.refresh();
  app.study.restart('q=a/1');
  app.study.reveal();
  const state = () => app.store.getState();
  return { app, hub, state, clock };
}

test('the lapse that makes a card a leech says so with advice, until the next answer', async () => {
  const { app, state } = await beforeTheLapse();
  await app.study.grade('again');
  expect(state().notice?.text).toBe(
    '“Concept 1” was forgotten for the 1st time. Rewriting or splitting it helps more than another review.',
  );
  expect(app.diary.marks(LEECH).suspended).toBe(false);
  expect(app.agenda('state=leech&ahead=').cards).toEqual([LEECH]);
  app.study.reveal();
  await app.study.grade('good');
  expect(state().notice).toBeNull();
});

test('no other answer says anything, and a threshold of 0 says nothing at all', async () => {
  const { app, state } = await beforeTheLapse();
  await app.study.grade('hard');
  expect(state().notice).toBeNull();
  const off = await beforeTheLapse({ leechThreshold: 0 });
  await off.app.study.grade('again');
  expect(off.state().notice).toBeNull();
  expect(off.app.agenda('state=leech&ahead=').cards).toEqual([]);
});

test('the notice suspends the card, which then does not come back in the session', async () => {
  const { app, state } = await beforeTheLapse();
  await app.study.grade('again');
  expect(state().study?.session.current).toBe(LEECH);
  await state().notice?.offer?.run();
  expect(app.diary.marks(LEECH).suspended).toBe(true);
  expect(state().study?.session.current).toBeNull();
  await state().notice?.undo?.();
  expect(app.diary.marks(LEECH).suspended).toBe(false);
  expect(state().notice).toBeNull();
});

test('a leech is suspended by itself if so chosen; undo takes answer and suspension back, redo brings both again', async () => {
  const { app, state } = await beforeTheLapse({ leechAction: 'suspend' });
  const before = app.diary.memory(LEECH);
  await app.study.grade('again');
  const after = app.diary.standing(LEECH);
  expect(after.marks.suspended).toBe(true);
  expect(state().notice?.text).toContain('“Concept 1” is suspended');
  await app.study.undo();
  expect(app.diary.standing(LEECH)).toEqual({ memory: before, marks: { ...after.marks, suspended: false } });
  expect(state().study?.session.current).toBe(LEECH);
  expect(state().notice).toBeNull();
  await app.study.redo();
  expect(app.diary.standing(LEECH)).toEqual(after);
  expect(state().study?.session.current).toBeNull();
});

test('a suspension taken back by its notice stays so when the answer is undone and done again', async () => {
  const { app, state } = await beforeTheLapse({ leechAction: 'suspend' });
  await app.study.grade('again');
  await state().notice?.undo?.();
  await app.study.undo();
  expect(app.diary.marks(LEECH).suspended).toBe(false);
  await app.study.redo();
  expect(app.diary.marks(LEECH).suspended).toBe(false);
});
