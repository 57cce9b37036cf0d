import fc from 'fast-check';
import { FSRSAlgorithm } from 'ts-fsrs';
import { expect, test } from 'vitest';
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
const answers = fc.array(
  fc.record({
    card: fc.nat(CARDS - 1),
    grade: fc.nat(GRADES.length - 1),
    elapsed: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 2 ** 30 })),
  }),
  { maxLength: 60 },
);

const newColumns = () => ({ stability: new Float64Array(CARDS), difficulty: new Float64Array(CARDS) });

test('many cards in columns come to the very states that the kernel gives one by one, and so would every other grade', () => {
  fc.assert(
    fc.property(weights, answers, (given, history) => {
      const kernel = createKernel(given);
      const states = newColumns();
      const columns = createStateColumns(given, states);
      const one = new Map<number, MemoryState>();
      for (const { card, grade, elapsed } of history) {
        const before = one.get(card) ?? null;
        const nexts = GRADES.map((each) => kernel.next(before, elapsed, each));
        const next = nexts[grade] ?? kernel.next(before, elapsed, 'again');
        one.set(card, next);
        columns.answer(card, elapsed, grade);
        expect({ stability: states.stability[card], difficulty: states.difficulty[card] }).toStrictEqual(
          next,
        );
        expect(GRADES.map((_, each) => columns.stabilityAfter(each))).toStrictEqual(
          nexts.map(({ stability }) => stability),
        );
      }
    }),
    { numRuns: 500 },
  );
});

test('they stay within one part in 100,000 of ts-fsrs called in a bare loop', () => {
  fc.assert(
    fc.property(weights, answers, (given, history) => {
      // The library lifts a first stability to 0.1, which this project does not.
      const lifted = given.map((weight, index) => (index < 4 ? Math.max(weight, 0.1) : weight));
      const library = new FSRSAlgorithm({ w: lifted, enable_fuzz: false, enable_short_term: true });
      const states = newColumns();
      const columns = createStateColumns(lifted, states);
      const one = new Map<number, MemoryState>();
      for (const { card, grade, elapsed } of history) {
        one.set(card, library.next_state(one.get(card) ?? null, elapsed, grade + 1));
        columns.answer(card, elapsed, grade);
      }
      for (const [card, { stability, difficulty }] of one) {
        expect(Math.abs((states.stability[card] ?? 0) / stability - 1)).toBeLessThanOrEqual(1e-5);
        expect(Math.abs((states.difficulty[card] ?? 0) / difficulty - 1)).toBeLessThanOrEqual(1e-5);
      }
    }),
    { numRuns: 300 },
  );
});
