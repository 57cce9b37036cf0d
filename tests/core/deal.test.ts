import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StudyDay } from '../../src/core/day.ts';
import type { CardId } from '../../src/core/deck.ts';
import { openDeal } from '../../src/core/deal.ts';
import { toDeal } from '../../src/core/toDeal.ts';
import { createDiary, type Diary } from '../../src/core/diary.ts';
import type { DiaryEvent, EventId } from '../../src/core/event.ts';
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
const BESIDE = ['build/1'] as CardId[];

const answered = (cards: readonly CardId[]) => cards.map((card) => answer(card, 41, 'good'));

type Life = {
  readonly history: Answers;
  readonly archivedDays: number;
  /** How many of the answers since were given before the deal was made. */
  readonly known: number;
  readonly upTo: number;
  readonly newPerDay: number;
  /** New cards of each deck beyond those of a day. */
  readonly spare: number;
};

/** A learner's whole shelf and diary, and what is dealt of both for some days, as long as it is good. */
function dealtFor({ history, archivedDays, known, upTo, newPerDay, spare }: Life) {
  const { index, outlines } = indexOf(MANY) ?? expect.fail('there is no index');
  const whole = { shelf: openShelf(index, outlines, nobody), diary: diaryOf(history, archivedDays) };
  const { recent, past } = pastAndRecent(history, archivedDays);
  if (!past) return null;
  const today = (FIRST_DAY + upTo) as StudyDay;
  const value = toDeal({
    upTo: today,
    fresh: newPerDay + spare,
    beside: BESIDE,
    snapshot: past.snapshot,
    index,
    recent: recent.slice(0, known),
  });
  const use = {
    outline: past.outline,
    config: SCHEDULER.config,
    decks: 'these',
    today,
    newPerDay,
    beside: BESIDE,
    recent,
  };
  const good = openDeal(structuredClone(value), use);
  if (!good) return null;
  const diary = createDiary(SCHEDULER);
  diary.begin(good.past);
  for (const event of recent) diary.record(event);
  return { whole, dealt: { shelf: openShelf(good.index, null, nobody), diary }, value, use };
}

const lives: fc.Arbitrary<Life> = fc.record({
  history: histories,
  archivedDays: fc.integer({ min: 20, max: 45 }),
  known: fc.nat(60),
  upTo: fc.integer({ min: 46, max: 80 }),
  newPerDay: fc.nat(4),
  spare: fc.nat(4),
});

test('what is dealt for some days gives on each of them the queue that the whole diary and shelf give', () => {
  let [good, leftOut] = [0, 0];
  fc.assert(
    fc.property(lives, fc.nat(20), (life, back) => {
      const both = dealtFor(life);
      if (!both) return;
      good += 1;
      leftOut += both.whole.shelf.size - both.dealt.shelf.size;
      const day = life.upTo - back;
      for (const order of ['retrievability', 'relativeOverdueness', 'random', 'deck'] as const) {
        const [all, few] = [both.whole, both.dealt].map(({ shelf, diary }) => {
          const up = shelf.upBy({
            day: (FIRST_DAY + day) as StudyDay,
            restingBy: diary.restingBy,
            decks: null,
            mostNew: life.newPerDay,
          });
          return queueOf(up, diary, day, order, life.newPerDay).cards;
        });
        expect(few).toEqual(all);
      }
      const today = (FIRST_DAY + day) as StudyDay;
      const told = ({ diary }: { diary: Diary }) => [
        diary.introducedOn(today),
        diary.reviewedOn(today),
        diary.size,
      ];
      expect(told(both.dealt)).toEqual(told(both.whole));
    }),
    { numRuns: 600 },
  );
  expect([good > 150, leftOut > 300], `${good} good deals, ${leftOut} cards left out`).toEqual([true, true]);
});

test('a deal is good for its days, its decks, its archive and its cards, and for no others', () => {
  const history: Answers = IDS.slice(0, 9).map((card, number) => ({ card, day: 20 + number, grade: 'easy' }));
  const life = { history, archivedDays: 40, known: 0, upTo: 50, newPerDay: 3, spare: 1 };
  const { value, use } = dealtFor(life) ?? expect.fail('nothing is dealt');
  expect(openDeal(value, use)).not.toBeNull();
  expect(openDeal(undefined, use)).toBeNull();
  expect(openDeal(value, { ...use, today: (use.today + 1) as StudyDay }), 'on a later day').toBeNull();
  expect(openDeal(value, { ...use, newPerDay: 5 }), 'with more new cards').toBeNull();
  expect(openDeal(value, { ...use, decks: 'others' }), 'with other decks').toBeNull();
  expect(openDeal(value, { ...use, beside: [] }), 'with other cards beside').toBeNull();
  const outline = { ...use.outline, of: 'another' };
  expect(openDeal(value, { ...use, outline }), 'with another archive').toBeNull();
  const config = { ...use.config, desiredRetention: 0.8 };
  expect(openDeal(value, { ...use, config }), 'by another schedule').toBeNull();
  expect(
    openDeal(value, { ...use, recent: answered(IDS.slice(9, 10)) }),
    'after one new card',
  ).not.toBeNull();
  expect(
    openDeal(value, { ...use, recent: answered(IDS.slice(9, 11)) }),
    'after more than were spared',
  ).toBeNull();
  expect(openDeal(value, { ...use, recent: answered(IDS) }), 'after answers to others').toBeNull();
});

test('a deal is no good once an older answer was taken back, as its card may come up for that', () => {
  const history: Answers = IDS.slice(0, 9).map((card, number) => ({ card, day: 20 + number, grade: 'easy' }));
  const life = { history, archivedDays: 40, known: 0, upTo: 50, newPerDay: 3, spare: 1 };
  const { value, use } = dealtFor(life) ?? expect.fail('nothing is dealt');
  const late = answer(IDS[0] ?? expect.fail('there is no card'), 41, 'good');
  const takenBack = (target: EventId): DiaryEvent => {
    const { at, hlc, day, utcOffsetMinutes } = late;
    return { at, day, utcOffsetMinutes, hlc: hlc + 1, kind: 'undone', id: 'taken back' as EventId, target };
  };
  expect(openDeal(value, { ...use, recent: [late, takenBack(late.id)] }), 'a late one').not.toBeNull();
  expect(openDeal(value, { ...use, recent: [late, takenBack('old' as EventId)] }), 'an old one').toBeNull();
});
