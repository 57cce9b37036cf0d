import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StudyDay } from '../../src/core/day.ts';
import { openDeal, toDeal } from '../../src/core/deal.ts';
import { createDiary } from '../../src/core/diary.ts';
import { openShelf } from '../../src/core/shelf.ts';
import { answer, FIRST_DAY, SCHEDULER } from '../fixtures/answers.ts';
import {
  diaryOf,
  histories,
  IDS,
  indexOf,
  MANY,
  pastAndRecent,
  queueOf,
  type Answers,
} from '../fixtures/indexedShelf.ts';

const nobody = () => undefined;

/** A learner's whole shelf and diary, and what is dealt of both for some days; then more answers, known to both. */
function dealtFor(history: Answers, archivedDays: number, upTo: number, newPerDay: number) {
  const { index, outlines } = indexOf(MANY) ?? expect.fail('there is no index');
  const whole = { shelf: openShelf(index, outlines, nobody), diary: diaryOf(history, archivedDays) };
  const { recent, past } = pastAndRecent(history, archivedDays);
  if (!past) return null;
  const last = (FIRST_DAY + upTo) as StudyDay;
  const value = toDeal({ upTo: last, newPerDay, snapshot: past.snapshot, index, recent });
  const use = {
    outline: past.outline,
    config: SCHEDULER.config,
    decks: 'these',
    today: last,
    newPerDay,
    recent,
  };
  const dealt = openDeal(structuredClone(value), use) ?? expect.fail('the deal is no good');
  const diary = createDiary(SCHEDULER);
  diary.begin(dealt.past);
  for (const event of recent) diary.record(event);
  return { whole, dealt: { shelf: openShelf(dealt.index, null, nobody), diary }, value, use };
}

test('what is dealt for some days gives on each of them the queue that the whole diary and shelf give', () => {
  let leftOut = 0;
  fc.assert(
    fc.property(
      histories,
      fc.integer({ min: 20, max: 45 }),
      fc.integer({ min: 46, max: 80 }),
      fc.nat(20),
      fc.nat(6),
      (history, archived, upTo, back, fresh) => {
        const both = dealtFor(history, archived, upTo, fresh);
        if (!both) return;
        leftOut += both.whole.shelf.size - both.dealt.shelf.size;
        const day = upTo - back;
        for (const order of ['retrievability', 'relativeOverdueness', 'random', 'deck'] as const) {
          const queues = [both.whole, both.dealt].map(({ shelf, diary }) => {
            const cards = shelf.upBy((FIRST_DAY + day) as StudyDay, diary.restingBy);
            return queueOf(cards, diary, day, order, fresh).cards;
          });
          expect(queues[1]).toEqual(queues[0]);
        }
        const today = (FIRST_DAY + day) as StudyDay;
        expect([both.dealt.diary.introducedOn(today), both.dealt.diary.size]).toEqual([
          both.whole.diary.introducedOn(today),
          both.whole.diary.size,
        ]);
      },
    ),
    { numRuns: 300 },
  );
  expect(leftOut, 'cards left out').toBeGreaterThan(300);
});

test('a deal is good for its days, its decks, its archive and its cards, and for no others', () => {
  const history: Answers = IDS.slice(0, 9).map((card, number) => ({ card, day: 20 + number, grade: 'easy' }));
  const { value, use } = dealtFor(history, 40, 50, 3) ?? expect.fail('nothing is dealt');
  expect(openDeal(value, use)).not.toBeNull();
  expect(openDeal(undefined, use)).toBeNull();
  expect(openDeal(value, { ...use, today: (use.today + 1) as StudyDay }), 'on a later day').toBeNull();
  expect(openDeal(value, { ...use, newPerDay: 4 }), 'with more new cards').toBeNull();
  expect(openDeal(value, { ...use, decks: 'others' }), 'with other decks').toBeNull();
  expect(
    openDeal(value, { ...use, outline: { ...use.outline, of: 'another' } }),
    'with another archive',
  ).toBeNull();
  expect(
    openDeal(value, { ...use, config: { ...use.config, desiredRetention: 0.8 } }),
    'by another schedule',
  ).toBeNull();
  const recent = IDS.map((card) => answer(card, 41, 'good'));
  expect(openDeal(value, { ...use, recent }), 'after answers to cards that were not dealt').toBeNull();
});
