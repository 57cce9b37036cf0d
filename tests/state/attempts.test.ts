import { expect, test } from 'vitest';
import type { Deck } from '../../src/core/deck.ts';
import { createLearnersApp, deck } from '../fixtures/learnersApp.ts';
import { libraryCommands } from '../../src/state/library.ts';

const BACK = 'Three parts:\n\n1. **Routing** by weight\n2. **Rollback** at once\n3. **Metrics** to watch';

function listed(): Deck {
  const plain = deck('a', 1);
  return {
    ...plain,
    cards: plain.cards.map((card) => ({ ...card, back: BACK })),
    sourceMapping: [{ card: '1', section: 'S', terms: ['Canary', 'Rollback'], more: {} }],
  };
}

async function studying() {
  const learner = createLearnersApp([listed()]);
  await learner.app.start();
  learner.app.study.open('ahead=');
  const { app } = learner;
  return { ...learner, study: app.study, events: () => [...learner.hub.events.values()] };
}

test('an answer graded without ticking says nothing of its points', async () => {
  const { app, study, events } = await studying();
  await app.changeSettings({ checklist: true });
  study.reveal();
  expect([study.isChecked(), study.suggestion()]).toEqual([true, null]);
  await study.grade('good');
  expect(events()[0]).not.toHaveProperty('missed');
});

test('what was not ticked is kept with the answer and shown when the card comes again', async () => {
  const { study, events } = await studying();
  study.reveal();
  study.toggleChecklist();
  study.tick('routing');
  study.tick('metrics');
  expect(study.suggestion()).toBe('hard');
  await study.grade('hard');
  expect(events()[0]).toMatchObject({ grade: 'hard', missed: ['rollback'] });
  study.restart('ahead=');
  expect(study.missedLast().map(({ text }) => text)).toEqual(['Rollback at once']);
  await study.undo();
});

test('taking the answer back takes its missed points back', async () => {
  const { study } = await studying();
  study.reveal();
  study.toggleChecklist();
  study.tick('routing');
  await study.grade('again');
  await study.undo();
  expect(study.missedLast()).toEqual([]);
  await study.redo();
  study.restart('ahead=');
  expect(study.missedLast()).toHaveLength(2);
});

test('the card’s own toggle outranks its deck, and the deck outranks the settings', async () => {
  const { app, study } = await studying();
  const options = { follow: 'fsrs', plan: { skipAbove: null, sample: 'random' } } as const;
  const limits = { newPerDay: null, reviewsPerDay: null };
  expect(study.isChecked()).toBe(false);
  await app.changeSettings({ checklist: true });
  expect(study.isChecked()).toBe(true);
  app.commands(libraryCommands).setDeckOptions(listed().id, { ...options, limits, checklist: false });
  expect(study.isChecked()).toBe(false);
  study.toggleChecklist();
  expect(study.isChecked()).toBe(true);
});

test('with two grades half the points are enough for Good', async () => {
  const { app, study } = await studying();
  await app.changeSettings({ checklist: true, twoButtons: true });
  study.reveal();
  study.tick('routing');
  expect(study.suggestion()).toBe('again');
  study.tick('metrics');
  expect(study.suggestion()).toBe('good');
});

test('what was typed and ticked is gone with the card', async () => {
  const { app, study } = await studying();
  study.type('a canary');
  study.reveal();
  study.tick('routing');
  await study.grade('good');
  study.restart('ahead=');
  expect(app.store.getState().study?.attempt).toMatchObject({ typed: '', ticked: null });
});
