import { expect, test } from 'vitest';
import { cardMention, createRangeBudget, numbersIn } from '../../../src/formats/markdown/cardNumbers.ts';

const MENTIONS: readonly (readonly [text: string, numbers: readonly number[] | 'all' | undefined])[] = [
  ['Appears in Cards 1, 3, 5 (remark on 9)', [1, 3, 5]],
  ['cards 2-4 and 7', [2, 3, 4, 7]],
  ['Card 1, Card 2 & #6', [1, 2, 6]],
  ['Cards 1–2, and 4', [1, 2, 4]],
  ['All 5 cards', 'all'],
  ['every card', 'all'],
  ['Card 2, then all cards again', [2]],
  ['all card 3', [3]],
  ['Random selection of 3 cards', undefined],
  ['discards 3', undefined],
];

test.each(MENTIONS)('“%s” speaks of %j', (text, numbers) => {
  expect(cardMention(text, createRangeBudget())?.numbers).toEqual(numbers);
});

test('a range beyond any deck counts as its two ends', () => {
  expect(numbersIn('1-999999999, 4-6', createRangeBudget())).toEqual([1, 999999999, 4, 5, 6]);
});

test('ranges upon ranges are filled until the budget is spent', () => {
  const budget = { left: 10 };
  expect(numbersIn('1-9', budget)).toHaveLength(9);
  expect(numbersIn('1-9', budget)).toEqual([1, 9]);
});
