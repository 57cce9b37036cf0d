import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StudyDay } from '../../../src/core/day.ts';
import { COGNITIVE_LEVELS, type CardId } from '../../../src/core/deck.ts';
import { createDiary } from '../../../src/core/diary.ts';
import { GRADES, type Crammed, type Graded } from '../../../src/core/event.ts';
import { DEFAULT_SCHEDULER_CONFIG } from '../../../src/core/scheduler.ts';
import { phaseOf, replayColumns, type Phase } from '../../../src/core/stats/answerLog.ts';
import { daySteps, stepLength } from '../../../src/core/stats/daySteps.ts';
import { pack, packing } from '../../../src/core/stats/eventColumns.ts';
import { levelIndex, levelShares } from '../../../src/core/stats/levels.ts';
import { phasesOverTime } from '../../../src/core/stats/phasesOverTime.ts';
import { openBook, summarize, type Summary } from '../../../src/core/stats/summary.ts';
import { LONGEST_ANSWER_MS } from '../../../src/core/stats/perDay.ts';
import { ticks } from '../../../src/core/stats/ticks.ts';
import { anyAnswers, FIRST_DAY, SCHEDULER } from '../../fixtures/answers.ts';
import { CARDS, histories } from '../../fixtures/histories.ts';
import { NOW } from '../../fixtures/studyCards.ts';

const TODAY = (FIRST_DAY + 700) as StudyDay;
const now = { ...NOW, day: TODAY };
const SHELF = Array.from({ length: 4 }, (_, index) => `card-${index}` as CardId);

/** A book of `anyAnswers`, of whose six cards the first four lie on the shelf. */
function bookOf(answers: readonly (Graded | Crammed)[]) {
  const cards = [...new Set([...SHELF, ...answers.map(({ card }) => card)])];
  return openBook({
    events: pack(cards, (id) => answers.filter(({ card }) => card === id)),
    shelf: {
      size: SHELF.length,
      suspended: new Uint8Array(SHELF.length),
      buriedUntil: new Float64Array(SHELF.length).fill(Number.NaN),
      levels: Uint8Array.of(0, 1, 1, COGNITIVE_LEVELS.length),
      concepts: [{ name: 'All', cards: [0, 1, 2, 3] }],
    },
    config: DEFAULT_SCHEDULER_CONFIG,
  });
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Every way in which a summary counts the answers of its period. */
function counts({ perStep, buttons, hourly }: Summary): number[] {
  return [
    sum(perStep.map(({ answers }) => answers)),
    sum(perStep.flatMap(({ phases }) => Object.values(phases))),
    sum(Object.values(buttons).flatMap((presses) => GRADES.map((grade) => presses[grade]))),
    sum(hourly.map(({ answers }) => answers)),
  ];
}

const cardsOf = ({ levels }: Summary) => sum(levels.map(({ cards }) => cards));

test('over all time every chart holds every answer once', () => {
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      const summary = summarize(bookOf(answers), { now, days: null, wanted: null });
      expect(summary.answers).toBe(answers.length);
      expect(counts(summary)).toEqual(counts(summary).map(() => answers.length));
    }),
  );
});

test('a period holds the answers of its days, in as many steps as its days make', () => {
  fc.assert(
    fc.property(anyAnswers, fc.integer({ min: 1, max: 800 }), (answers, days) => {
      const summary = summarize(bookOf(answers), { now, days, wanted: null });
      const own = answers.filter(({ day }) => day > TODAY - days).length;
      expect(counts(summary)).toEqual(counts(summary).map(() => own));
      expect(summary.phases).toHaveLength(summary.perStep.length);
      expect(summary.perStep).toHaveLength(Math.ceil(days / summary.stepDays));
    }),
  );
});

test('what two halves of the cards hold is what all of them hold', () => {
  fc.assert(
    fc.property(anyAnswers, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), (answers, picks) => {
      const book = bookOf(answers);
      const marks = Uint8Array.from(book.log.cards, (_, card) => (picks[card] === true ? 1 : 0));
      const [one, other, all] = [marks, marks.map((mark) => 1 - mark), null].map((wanted) =>
        summarize(book, { now, days: 300, wanted }),
      );
      if (!one || !other || !all) throw new Error('Three summaries were asked for.');
      expect(counts(all)).toEqual(counts(one).map((count, index) => count + (counts(other)[index] ?? 0)));
      expect(one.answers + other.answers).toBe(all.answers);
      expect(cardsOf(one) + cardsOf(other)).toBe(SHELF.length);
      expect(cardsOf(all)).toBe(SHELF.length);
    }),
  );
});

test('at the end of a period the cards by state are those that were ever answered', () => {
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      const { phases } = summarize(bookOf(answers), { now, days: 30, wanted: null });
      expect(sum(Object.values(phases.at(-1)?.phases ?? {}))).toBe(
        new Set(answers.map(({ card }) => card)).size,
      );
    }),
  );
});

test('crammed answers are study time on their day and nothing else', () => {
  fc.assert(
    fc.property(anyAnswers, anyAnswers, (answers, others) => {
      const crams = others.map((other): Crammed => ({ ...other, kind: 'crammed' }));
      const request = { now, days: null, wanted: null };
      const [book, plain] = [bookOf([...answers, ...crams]), bookOf(answers)];
      const [all, own] = [summarize(book, request), summarize(plain, request)];
      const memories = new Map(book.log.cards.map((id, card) => [id, book.memories[card]]));
      for (const [card, id] of plain.log.cards.entries())
        expect(memories.get(id)).toEqual(plain.memories[card]);
      expect(all.retention).toEqual(own.retention);
      expect(all.buttons).toEqual(own.buttons);
      expect(sum(all.perStep.map(({ crammed }) => crammed))).toBe(crams.length);
      expect(sum(all.perStep.map((step) => step.answers))).toBe(answers.length);
      expect(all.answers).toBe(answers.length + crams.length);
      const timeOf = ({ perStep }: Summary) => sum(perStep.map(({ ms }) => ms));
      const capped = sum(crams.map(({ tookMs }) => Math.min(tookMs, LONGEST_ANSWER_MS)));
      expect(timeOf(all)).toBe(timeOf(own) + capped);
      const days = new Set([...answers, ...crams].map(({ day }) => day));
      const recent = [...days].filter((day) => day > TODAY - 365).length;
      expect(all.calendar.filter((day) => day.answers > 0)).toHaveLength(recent);
    }),
  );
});

test('columns replay to the memory that the diary has, whatever was forgotten, dated or undone', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const diary = createDiary(SCHEDULER, history);
      const { memories, log, lastFailed } = replayColumns(pack(CARDS, diary.memoryEvents), SCHEDULER);
      expect(memories).toEqual(CARDS.map(diary.memory));
      expect(log.size).toBe(sum(CARDS.map((card) => diary.answers(card).length)));
      for (const [index, card] of CARDS.entries()) {
        const failed = diary.answers(card).findLast(({ grade }) => grade === 'again');
        expect(lastFailed[index]).toBe(failed?.at ?? Number.NaN);
      }
    }),
  );
});

test('cards by state are those of the diary even when cards were forgotten or given a date', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const diary = createDiary(SCHEDULER, history);
      const { log } = replayColumns(pack(CARDS, diary.memoryEvents), SCHEDULER);
      const end = 1_000_000 as StudyDay;
      const phases = CARDS.map((card) => phaseOf(diary.memory(card)));
      const count = (phase: Phase) => phases.filter((one) => one === phase).length;
      expect(phasesOverTime(log, end, end)[0]?.phases).toEqual({
        learning: count('learning'),
        relearning: count('relearning'),
        young: count('young'),
        mature: count('mature'),
      });
    }),
  );
});

test('packing in steps packs the same, and pauses once in a while', () => {
  const cards = Array.from({ length: 1000 }, (_, index) => `card-${index}` as CardId);
  const steps = packing(cards, () => []);
  const shares = [];
  let step = steps.next();
  for (; !step.done; step = steps.next()) shares.push(step.value);
  expect(shares).toEqual([0.255, 0.511, 0.767]);
  expect(step.value).toEqual(pack(cards, () => []));
});

test('steps cover a period without a gap, end with it and are few enough to be told apart', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40_000 }), (days) => {
      const [from, to] = [(TODAY - days + 1) as StudyDay, TODAY];
      const steps = daySteps(from, to, stepLength(days));
      expect(steps.length).toBeLessThanOrEqual(60);
      expect([steps[0]?.from, steps.at(-1)?.to]).toEqual([from, to]);
      expect(sum(steps.map((one) => one.to - one.from + 1))).toBe(days);
    }),
  );
});

test('each card counts once, under the most demanding level that it asks for', () => {
  expect(levelIndex({ levels: ['synthesize', 'evaluate'] })).toBe(COGNITIVE_LEVELS.indexOf('synthesize'));
  const level = levelIndex({ levels: [] });
  expect(levelShares([{ level, isLearned: true }])).toEqual([{ level: null, cards: 1, learned: 1 }]);
});

test('a scale starts at nothing, rises evenly in whole numbers and reaches the largest value', () => {
  fc.assert(
    fc.property(fc.oneof(fc.nat({ max: 50 }), fc.nat({ max: 2_000_000 })), (largest) => {
      const scale = ticks(largest);
      expect(scale[0]).toBe(0);
      expect(scale.at(-1)).toBeGreaterThanOrEqual(Math.max(1, largest));
      expect(scale.length).toBeLessThanOrEqual(3);
      expect(scale.every(Number.isInteger)).toBe(true);
      const gaps = scale.slice(1).map((tick, index) => tick - (scale[index] ?? 0));
      expect(new Set(gaps).size).toBe(1);
    }),
  );
});
