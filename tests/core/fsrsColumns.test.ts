import fc from 'fast-check';
import { FSRSAlgorithm } from 'ts-fsrs';
import { expect, test } from 'vitest';
import type { StudyDay } from '../../src/core/day.ts';
import { GRADES } from '../../src/core/event.ts';
import { createKernel, DEFAULT_WEIGHTS, type MemoryState } from '../../src/core/fsrs.ts';
import { createStateColumns } from '../../src/core/fsrsColumns.ts';

const weights = fc.oneof(
  fc.constant(DEFAULT_WEIGHTS),
  // Far beyond the bounds of most weights, which are clipped to them.
  fc.array(fc.double({ min: -1, max: 12, noNaN: true }), { minLength: 21, maxLength: 21 }),
  fc
    .array(fc.double({ min: 0.8, max: 1.25, noNaN: true }), { minLength: 21, maxLength: 21 })
    .map((factors) => DEFAULT_WEIGHTS.map((weight, index) => weight * (factors[index] ?? 1))),
);

const CARDS = 3;
const FIRST_DAY = -(2 ** 30);
const LAST_DAY = 2 ** 30;
/** Days of study, one after the other or the clock set back, and what was answered on each; a card comes up again and again. */
const histories = fc
  .array(
    fc.record({
      elapsed: fc.oneof(
        fc.constant(0),
        fc.integer({ min: -3, max: 60 }),
        fc.integer({ min: 1, max: 2 ** 20 }),
        fc.integer({ min: 1, max: 2 ** 30 }),
      ),
      answers: fc.array(fc.record({ card: fc.nat(CARDS - 1), grade: fc.nat(GRADES.length - 1) }), {
        minLength: 1,
        maxLength: 6,
      }),
    }),
    { maxLength: 30 },
  )
  .map((given) => {
    let day = FIRST_DAY;
    return given.map(({ elapsed, answers }) => {
      day = Math.min(Math.max(day + elapsed, FIRST_DAY), LAST_DAY);
      return {
        day: day as StudyDay,
        answers,
        count: answers.length,
        card: Uint32Array.from(answers, ({ card }) => card),
        grade: Uint8Array.from(answers, ({ grade }) => grade),
      };
    });
  });

const newStates = () => ({
  stability: new Float64Array(CARDS),
  difficulty: new Float64Array(CARDS),
  lastDay: new Int32Array(CARDS),
});

test('many cards in columns come to the very states that the kernel gives one by one, and so would every other grade', () => {
  fc.assert(
    fc.property(weights, histories, (given, history) => {
      const kernel = createKernel(given);
      const states = newStates();
      const columns = createStateColumns(given, states);
      const one = new Map<number, { readonly state: MemoryState; readonly day: number }>();
      for (const stretch of history) {
        columns.answer(stretch);
        for (const [place, { card, grade }] of stretch.answers.entries()) {
          const before = one.get(card) ?? null;
          const elapsed = before === null ? 0 : Math.max(0, stretch.day - before.day);
          const nexts = GRADES.map((each) => kernel.next(before?.state ?? null, elapsed, each));
          one.set(card, { state: nexts[grade] ?? kernel.next(null, 0, 'again'), day: stretch.day });
          expect(GRADES.map((_, each) => columns.stabilityAfter(place, each))).toStrictEqual(
            nexts.map(({ stability }) => stability),
          );
        }
        for (const [card, { state, day }] of one) {
          expect({ stability: states.stability[card], difficulty: states.difficulty[card] }).toStrictEqual(
            state,
          );
          expect(states.lastDay[card]).toBe(day);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('they stay within one part in 100,000 of ts-fsrs called in a bare loop', () => {
  fc.assert(
    fc.property(weights, histories, (given, history) => {
      // The library lifts a first stability to 0.1, which this project does not.
      const lifted = given.map((weight, index) => (index < 4 ? Math.max(weight, 0.1) : weight));
      const library = new FSRSAlgorithm({ w: lifted, enable_fuzz: false, enable_short_term: true });
      const states = newStates();
      const columns = createStateColumns(lifted, states);
      const one = new Map<number, { readonly state: MemoryState; readonly day: number }>();
      for (const stretch of history) {
        for (const { card, grade } of stretch.answers) {
          const before = one.get(card) ?? null;
          const elapsed = before === null ? 0 : Math.max(0, stretch.day - before.day);
          const state = library.next_state(before?.state ?? null, elapsed, grade + 1);
          one.set(card, { state, day: stretch.day });
        }
        columns.answer(stretch);
      }
      for (const [card, { state }] of one) {
        expect(Math.abs((states.stability[card] ?? 0) / state.stability - 1)).toBeLessThanOrEqual(1e-5);
        expect(Math.abs((states.difficulty[card] ?? 0) / state.difficulty - 1)).toBeLessThanOrEqual(1e-5);
      }
    }),
    { numRuns: 300 },
  );
});
