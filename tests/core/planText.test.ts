import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePlanText } from '../../src/core/planText.ts';

const all = { kind: 'all' };
const missed = { kind: 'missed' };
const hard = { kind: 'difficulty', difficulty: 'hard' };
const cards = (...numbers: number[]) => ({ kind: 'cards', numbers });

test.each([
  // The plans of the decks that come with the format: lesson 11, lesson 6
  ['All 5 cards (initial learning)', [all], 'initial learning'],
  ['Cards marked incorrect + Hard card', [missed, hard], null],
  ['Random selection of 3 cards', [{ kind: 'random', count: 3 }], null],
  ['All 5 cards (long-term retention test)', [all], 'long-term retention test'],
  ['Cards 1-2 (foundations)', [cards(1, 2)], 'foundations'],
  ['Card 5 (synthesis), review 1-4', [cards(5), cards(1, 2, 3, 4)], 'synthesis'],
  ['Full review, identify weak areas', [all], null],
  // Other ways to say it
  ['Cards 1, 3 and 5', [cards(1), cards(3), cards(5)], null],
  ['cards 2–4', [cards(2, 3, 4)], null],
  ['3 random cards', [{ kind: 'random', count: 3 }], null],
  ['A random sample of three', [{ kind: 'random', count: 3 }], null],
  ['The weakest 3', [{ kind: 'weakest', count: 3 }], null],
  ['All missed cards', [missed], null],
  ['All Hard and Medium cards', [hard, { kind: 'difficulty', difficulty: 'medium' }], null],
  ['Hard cards plus everything you got wrong', [hard, missed], null],
  ['Everything, missed cards twice', [all], null],
])('“%s” is understood', (text, selectors, purpose) => {
  expect(parsePlanText(text)).toEqual({ selectors, purpose, isUnderstood: true });
});

test.each(['Teach someone else', '', 'Quick skim', 'random few'])(
  '“%s” is not understood and means all',
  (text) => {
    expect(parsePlanText(text)).toEqual({ selectors: [all], purpose: null, isUnderstood: false });
  },
);

test('any text names somebody, and a slip of the pen does not fill memory', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => {
      expect(parsePlanText(text).selectors.length).toBeGreaterThan(0);
    }),
  );
  const [range] = parsePlanText('Cards 1-999999999').selectors;
  expect(range).toMatchObject({ kind: 'cards', numbers: expect.objectContaining({ length: 1000 }) });
});
