import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GRADES, type Grade } from '../../src/core/event.ts';
import { createLearnersApp, deck } from '../fixtures/learnersApp.ts';

const CARDS = 25;
const ANSWERS = 40;
/** As many as Anki takes back. */
const MOST = 30;

const anyGrades = fc.array(fc.constantFrom<Grade[]>(...GRADES), { minLength: ANSWERS, maxLength: ANSWERS });
/** So many answers taken back (below zero) or given again. */
const anySteps = fc.array(fc.integer({ min: -MOST, max: MOST }), { minLength: 1, maxLength: 5 });

async function studying() {
  const learner = createLearnersApp([deck('a', CARDS)]);
  const { app, clock, hub } = learner;
  await app.start();
  await app.changeSettings({ newPerDay: CARDS });
  app.study.restart('ahead=');
  const look = () => {
    const session = app.store.getState().study?.session;
    const cards = deck('a', CARDS).cards.map(({ id }) => [app.diary.standing(id), app.diary.answers(id)]);
    return structuredClone({ current: session?.current, past: session?.past, cards });
  };
  const answer = async (grade: Grade) => {
    app.study.reveal();
    await app.study.grade(grade);
    clock.passHours(1 / 60);
  };
  return { study: app.study, look, answer, written: () => [...hub.events.values()] };
}

test('any of the last 30 answers taken back and given again leave everything as it was, and the diary keeps both', async () => {
  await fc.assert(
    fc.asyncProperty(anyGrades, anySteps, async (grades, steps) => {
      const { study, look, answer, written } = await studying();
      const seen = [look()];
      for (const grade of grades) {
        await answer(grade);
        seen.push(look());
      }
      const given = written();
      expect(given).toHaveLength(ANSWERS);
      let [place, moves] = [ANSWERS, 0];
      for (const step of steps) {
        const goal = Math.max(ANSWERS - MOST, Math.min(ANSWERS, place + step));
        moves += Math.abs(goal - place);
        for (; place > goal; place -= 1) await study.undo();
        for (; place < goal; place += 1) await study.redo();
        expect(look()).toEqual(seen[place]);
      }
      expect(written().slice(0, ANSWERS)).toEqual(given);
      expect(written().slice(ANSWERS)).toMatchObject(
        Array.from({ length: moves }, () => ({ kind: 'undone' })),
      );
    }),
    { numRuns: 100 },
  );
}, 120_000);
