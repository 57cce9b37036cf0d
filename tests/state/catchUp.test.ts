import { expect, test } from 'vitest';
import { addDays, studyDay } from '../../src/core/day.ts';
import { createMemoryHub, createMemoryStorage } from '../../src/storage/memoryStorage.ts';
import { createClock, createLearnersApp, deck } from '../fixtures/learnersApp.ts';
import { catchUpCommands } from '../../src/state/catchUp.ts';
import { libraryCommands } from '../../src/state/library.ts';

const DAY_HOURS = 24;

/** A learner who learned 60 cards in one day and then stayed away for two months; two more decks are new. */
async function afterBreak() {
  const hub = createMemoryHub();
  const clock = createClock();
  const open = async () => {
    const learner = createLearnersApp([deck('a', 60), deck('b', 5)], {
      storage: createMemoryStorage(hub),
      clock: clock.read,
      newId: () => `event-${String(hub.events.size).padStart(6, '0')}`,
    });
    await learner.app.start();
    return learner.app;
  };
  const app = await open();
  await app.changeSettings({ newPerDay: 60 });
  app.study.restart('deck=a');
  await studyAll(app);
  clock.passHours(60 * DAY_HOURS);
  app.refresh();
  return { app, clock, open, today: studyDay(clock.read(), 4) };
}

type App = Awaited<ReturnType<typeof afterBreak>>['app'];

async function studyAll(app: App, count = Infinity) {
  for (let card = 0; card < count && app.store.getState().study?.session.current != null; card += 1) {
    app.study.reveal();
    await app.study.grade('easy');
  }
}

test('a backlog is offered to be caught up, and not on days off', async () => {
  const { app, today } = await afterBreak();
  expect(app.commands(catchUpCommands).backlog()).toEqual({ overdue: 60, suggested: 10 });
  await app.changeSettings({ daysOff: [{ from: today, to: addDays(today, 3) }] });
  expect(app.commands(catchUpCommands).backlog()).toBeNull();
});

test('catching up deals the ceiling, pauses new cards, and another look on the same day deals the same cards', async () => {
  const { app, open } = await afterBreak();
  await app.commands(catchUpCommands).set(12);
  expect(app.commands(catchUpCommands).backlog()).toBeNull();
  app.study.restart('');
  const dealt = app.store.getState().study?.session.order ?? [];
  expect(dealt).toHaveLength(12);
  expect(dealt.every((card) => app.diary.memory(card).kind === 'review')).toBe(true);
  expect(app.agenda('').hidden).toEqual({ new: 5, reviews: 48 });
  await studyAll(app, 5);
  const reloaded = await open();
  expect(reloaded.store.getState().settings.catchUpPerDay).toBe(12);
  expect(new Set(reloaded.agenda('').cards)).toEqual(new Set(dealt.slice(5)));
});

test('nothing of a backlog is lost: day by day every card is studied, new cards come back, and it ends by itself', async () => {
  const { app, clock } = await afterBreak();
  await app.commands(catchUpCommands).set(12);
  const promised = app.commands(catchUpCommands).clearedOn(12);
  const studied = new Set<string>();
  let days = 0;
  while (app.store.getState().settings.catchUpPerDay !== null && days < 30) {
    app.study.restart('');
    const order = app.store.getState().study?.session.order ?? [];
    expect(order.length).toBeLessThanOrEqual(12);
    for (const card of order) studied.add(card);
    await studyAll(app);
    clock.passHours(DAY_HOURS);
    app.refresh();
    days += 1;
  }
  expect(studied.size).toBeGreaterThanOrEqual(48);
  expect(app.store.getState().notice?.text).toBe(
    'Caught up: nothing waits beyond today. New cards are back.',
  );
  // The forecast expects some cards to be missed; this learner missed none.
  expect(Math.abs((promised ?? 0) - studyDay(clock.read(), 4))).toBeLessThanOrEqual(1);
  const left = app.agenda('');
  expect(left.cards.filter((card) => app.diary.memory(card).kind === 'new')).toHaveLength(5);
  expect(left.hidden).toEqual({ new: 0, reviews: 0 });
  for (const card of left.cards) studied.add(card);
  expect(studied.size).toBe(65);
});

test('one click stops it, and the usual limits are back', async () => {
  const { app } = await afterBreak();
  await app.commands(catchUpCommands).set(12);
  await app.commands(catchUpCommands).set(null);
  expect(app.agenda('').cards).toHaveLength(65);
});

test('a deck whose own limit holds cards back does not keep the others from ending', async () => {
  const { app } = await afterBreak();
  await app.commands(catchUpCommands).set(12);
  app.commands(libraryCommands).setDeckOptions('a' as never, {
    follow: 'fsrs',
    plan: { skipAbove: null, sample: 'random' },
    limits: { newPerDay: null, reviewsPerDay: 0 },
    checklist: null,
  });
  await app.commands(catchUpCommands).endWhenCleared();
  expect(app.store.getState().settings.catchUpPerDay).toBeNull();
});
