import { expect, test } from 'vitest';
import { DEFAULT_WEIGHTS } from '../../src/core/fsrs.ts';
import { createLearnersApp, deck } from '../fixtures/learnersApp.ts';
import { tuningCommands } from '../../src/state/tuning.ts';

async function learned() {
  const learner = createLearnersApp([deck('a', 4)]);
  const { app } = learner;
  await app.start();
  app.study.open('');
  for (const _ of [1, 2, 3, 4]) {
    app.study.reveal();
    await app.study.grade('easy');
  }
  return learner;
}

test('a handful of answers is too little to fit to, and the report says how many it takes', async () => {
  const { app } = await learned();
  const outcome = await app.commands(tuningCommands).fit(() => undefined).outcome;
  expect(outcome).toMatchObject({ kind: 'done', result: { kind: 'tooFew', needed: 100 } });
});

test('weights that are taken over re-date every card, and one step back dates them as before', async () => {
  const { app } = await learned();
  const due = () => ['a/1', 'a/2'].map((id) => app.diary.memory(id as never));
  const before = due();
  const generous = DEFAULT_WEIGHTS.map((weight, index) => (index < 4 ? weight * 3 : weight));
  const { before: soon, after: later } = app.commands(tuningCommands).workload(generous);
  expect(soon).toBeGreaterThanOrEqual(later);
  await app.commands(tuningCommands).adopt(generous);
  expect(due()).not.toEqual(before);
  await app.commands(tuningCommands).revert();
  expect(due()).toEqual(before);
  expect(app.store.getState().settings).toMatchObject({ weights: [], previousWeights: null });
});

test('wanting to remember more costs more reviews in the year to come', async () => {
  const { app } = await learned();
  const outcome = await app.commands(tuningCommands).whatIf([0.7, 0.95], () => undefined).outcome;
  const [low, high] = outcome.kind === 'done' ? outcome.result : [];
  expect(high?.reviews).toBeGreaterThan(low?.reviews ?? Infinity);
  expect(high?.recall).toBeGreaterThan(low?.recall ?? 1);
});
