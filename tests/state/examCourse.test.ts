import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, studyDay } from '../../src/core/day.ts';
import type { CardId, DeckId } from '../../src/core/deck.ts';
import type { Grade } from '../../src/core/event.ts';
import { ENOUGH_RECALL, type Effort } from '../../src/core/exam.ts';
import { createKernel, DEFAULT_WEIGHTS } from '../../src/core/fsrs.ts';
import type { App } from '../../src/state/app.ts';
import { createLearnersApp, deck } from '../fixtures/learnersApp.ts';
import { examViews } from '../../src/state/examPlans.ts';
import { examCommands } from '../../src/state/exams.ts';

const kernel = createKernel(DEFAULT_WEIGHTS);

/** Studies today's part of the exam to its end: a card's first grade of the day as it comes, then Easy. */
async function study(app: App, grades: Iterator<Grade>): Promise<ReadonlySet<CardId>> {
  const seen = new Set<CardId>();
  app.study.restart('exam=final');
  for (let card = app.store.getState().study?.session.current; card;) {
    app.study.reveal();
    await app.study.grade(seen.has(card) ? 'easy' : (grades.next().value ?? 'good'));
    seen.add(card);
    card = app.store.getState().study?.session.current;
  }
  return seen;
}

const exams = fc.record({
  size: fc.integer({ min: 1, max: 9 }),
  ceiling: fc.integer({ min: 1, max: 4 }),
  spare: fc.nat(5),
  effort: fc.constantFrom<Effort>('minimum', 'balanced', 'thorough'),
});

test('whatever is answered, no day is over the ceiling, no other deck is touched and every card is seen in the closing days', async () => {
  await fc.assert(
    fc.asyncProperty(
      exams,
      fc.infiniteStream(fc.constantFrom<Grade>('again', 'hard', 'good', 'easy')),
      async ({ size, ceiling, spare, effort }, grades) => {
        const { app, clock } = createLearnersApp([deck('a', size), deck('b', 3)]);
        await app.start();
        const today = () => studyDay(clock.read(), 4);
        const examDay = addDays(today(), Math.ceil(size / ceiling) + spare);
        const decks = ['a' as DeckId];
        app
          .commands(examCommands)
          .save({ id: 'final', name: 'Final', decks, since: today(), examDay, ceiling, effort });
        const closingDay = app.commands(examViews)()[0]?.plan.closingDay ?? examDay;
        for (; today() < examDay; clock.passHours(24), app.refresh()) {
          expect(app.commands(examViews)()[0]?.warning).toBeNull();
          const seen = await study(app, grades);
          expect(seen.size).toBeLessThanOrEqual(ceiling);
          expect([...seen].filter((card) => !card.startsWith('a/'))).toEqual([]);
          expect(app.agenda('exam=final').cards).toEqual([]);
        }
        for (const { id } of deck('a', size).cards) {
          const memory = app.diary.memory(id);
          if (memory.kind === 'new') throw new Error('A card was never seen.');
          const recall = kernel.retrievability(examDay - memory.lastDay, memory.stability);
          expect(memory.lastDay >= closingDay || recall >= ENOUGH_RECALL).toBe(true);
        }
      },
    ),
    { numRuns: 15 },
  );
});
