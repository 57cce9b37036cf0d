import { expect, test } from 'vitest';
import { addDays } from '../../src/core/day.ts';
import type { CardId, Deck, DeckId } from '../../src/core/deck.ts';
import {
  DEFAULT_DECK_OPTIONS,
  readDeckOptions,
  writeDeckOptions,
  type Follow,
} from '../../src/core/deckOptions.ts';
import { createMemoryHub, createMemoryStorage } from '../../src/storage/memoryStorage.ts';
import { createLearnersApp, deck } from '../fixtures/learnersApp.ts';
import { libraryCommands } from '../../src/state/library.ts';

const PLANNED: Deck = {
  ...deck('planned', 3),
  schedule: {
    kind: 'days',
    steps: [
      { day: 1, text: 'All 3 cards (initial learning)' },
      { day: 3, text: 'Cards marked incorrect + Hard card' },
      { day: 7, text: 'All 3 cards' },
    ],
  },
};

const FIRST = 'planned/1' as CardId;

/** A learner who answered all three cards Easy on Day 1 (so that FSRS asks for none of them within a week). */
async function onDay(day: number, follow: Follow) {
  const hub = createMemoryHub();
  const learner = createLearnersApp([PLANNED], { storage: createMemoryStorage(hub) });
  const { app, clock } = learner;
  await app.start();
  await app.changeSettings({ fuzz: false });
  app.commands(libraryCommands).setDeckOptions(PLANNED.id, { ...DEFAULT_DECK_OPTIONS, follow });
  app.study.open('');
  for (const _ of PLANNED.cards) {
    app.study.reveal();
    await app.study.grade('easy');
  }
  clock.passHours(24 * (day - 1));
  app.refresh();
  return learner;
}

test('on Day 3 the plan asks for the hard card although FSRS would wait', async () => {
  const { app } = await onDay(3, 'plan');
  expect(app.planOf(PLANNED.id)?.today).toEqual(['planned/1']);
  expect(app.agenda('').cards).toEqual(['planned/1']);
});

test('a deck that follows FSRS keeps its plan on view and out of what is due', async () => {
  const { app } = await onDay(3, 'fsrs');
  expect(app.agenda('').cards).toEqual([]);
  expect(app.agenda('plan=').cards).toEqual(['planned/1']);
});

test('a deck that follows its plan alone leaves what FSRS finds due to the plan’s days', async () => {
  const plain = await onDay(12, 'fsrs');
  const planned = await onDay(12, 'plan');
  expect(plain.app.agenda('').cards).toHaveLength(3);
  expect(planned.app.agenda('').cards.toSorted()).toEqual(PLANNED.cards.map(({ id }) => id));
  expect((await onDay(5, 'plan')).app.agenda('').cards).toEqual(['planned/1']);
});

test('an answer to a planned card is an ordinary one: memory counts it and the plan moves on', async () => {
  const { app } = await onDay(3, 'plan');
  const before = app.diary.memory(FIRST);
  app.study.restart('');
  app.study.reveal();
  await app.study.grade('good');
  const after = app.diary.memory(FIRST);
  expect(after).toMatchObject({ kind: 'review', reviews: 2 });
  expect(before).toMatchObject({ reviews: 1 });
  const plan = app.planOf(PLANNED.id);
  expect(plan?.today).toEqual([]);
  expect(plan?.sessions.map(({ state }) => state.kind)).toEqual(['done', 'done', 'ahead']);
  expect(plan?.sessions[2]?.plannedDay).toBe(plan?.startDay && addDays(plan.startDay, 6));
});

test('what was chosen for a deck is kept, and a damaged value costs only itself', () => {
  const chosen = new Map([
    [
      PLANNED.id,
      {
        follow: 'both',
        plan: { ...DEFAULT_DECK_OPTIONS.plan, sample: 'weakest' },
        limits: { newPerDay: 3, reviewsPerDay: null },
        checklist: true,
      },
    ],
  ] as const);
  expect(readDeckOptions(JSON.parse(JSON.stringify(writeDeckOptions(chosen))))).toEqual(chosen);
  const damaged = { a: null, b: { follow: 'fly', newPerDay: -1, reviewsPerDay: '7' } };
  expect([...readDeckOptions(damaged).values()]).toEqual([DEFAULT_DECK_OPTIONS, DEFAULT_DECK_OPTIONS]);
  expect(readDeckOptions('nonsense').size).toBe(0);
});

test('a deck’s own limits hold for the whole day, and what is shown is what a session deals', async () => {
  const { app, clock } = createLearnersApp([deck('a', 9), deck('b', 9)]);
  await app.start();
  await app.changeSettings({ newPerDay: 6, fuzz: false });
  const [a, b] = ['a', 'b'].map((id) => id as DeckId);
  const shown = (id: DeckId | undefined) => {
    const loaded = app.store.getState().shelf.decks.find((one) => one.deck.id === id);
    return loaded ? app.deckAgenda(loaded).cards.length : null;
  };
  const deal = (query: string) => {
    app.study.restart(query);
    return app.store.getState().study?.session.order.length;
  };
  if (!a || !b) throw new Error('two decks are needed');
  app
    .commands(libraryCommands)
    .setDeckOptions(a, { ...DEFAULT_DECK_OPTIONS, limits: { newPerDay: 2, reviewsPerDay: 1 } });
  expect([shown(a), deal('deck=a'), shown(b), deal('deck=b'), deal('')]).toEqual([2, 2, 6, 6, 6]);

  app.study.restart('deck=a');
  app.study.reveal();
  await app.study.grade('easy');
  expect([shown(a), deal('deck=a'), shown(b), deal('deck=b'), deal('')]).toEqual([1, 1, 5, 5, 5]);
  app.study.restart('deck=a');
  app.study.reveal();
  await app.study.grade('easy');
  expect([shown(a), deal('deck=a')]).toEqual([0, 0]);

  clock.passHours(24 * 30);
  app.refresh();
  // Two reviews are due and one is let through; two of the seven cards left are new today.
  expect([shown(a), deal('deck=a')]).toEqual([3, 3]);
  expect(app.agenda('deck=a').hidden).toEqual({ new: 5, reviews: 1 });
});
