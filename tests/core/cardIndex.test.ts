import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cardNumbers, indexOrder, isCardIndex, toCardIndex } from '../../src/core/cardIndex.ts';
import type { CardId } from '../../src/core/deck.ts';

const part = fc.string({ unit: fc.constantFrom('a', 'b', '/', ' ', 'é', '🂡', '__proto__'), maxLength: 4 });
const cards = fc.uniqueArray(part as fc.Arbitrary<CardId>, { maxLength: 30 });
const inOrder = (given: readonly CardId[]) => indexOrder(given).flatMap((place) => given[place] ?? []);

test('an index gives every card the number of its place, and no other text any', () => {
  fc.assert(
    fc.property(cards, cards, fc.boolean(), (given, strangers, isEarly) => {
      const ordered = inOrder(given);
      const index = structuredClone(toCardIndex(ordered));
      if (!index) throw new Error('no index');
      expect(isCardIndex(index, given.length)).toBe(true);
      const numbers = cardNumbers(index);
      const twoLines = ordered.map(
        (card, place) => `${ordered[place - 1]}\n${card.slice(card.lastIndexOf('/') + 1)}`,
      );
      const asked = [...strangers.filter((card) => !given.includes(card)), ...(twoLines as CardId[])];
      // The first few are searched for, the others looked up.
      if (isEarly) for (const card of asked) expect(numbers.numberOf(card)).toBeUndefined();
      expect(numbers.size).toBe(given.length);
      expect(ordered.map((card) => numbers.numberOf(card))).toEqual([...ordered.keys()]);
      expect(numbers.cards()).toEqual(ordered);
      for (const card of asked) expect(numbers.numberOf(card)).toBeUndefined();
    }),
  );
});

test('the index order has each card once and each deck’s cards together', () => {
  fc.assert(
    fc.property(cards, (given) => {
      const ordered = inOrder(given);
      expect(ordered.toSorted()).toEqual(given.toSorted());
      const decks = ordered.map((card) => card.slice(0, card.lastIndexOf('/') + 1));
      const changes = decks.filter((deck, index) => index === 0 || deck !== decks[index - 1]);
      expect(changes).toHaveLength(new Set(decks).size);
    }),
  );
});

test('a name with a line break makes no index', () => {
  expect(toCardIndex(['one/a', 'one/b\nc'] as CardId[])).toBeNull();
});

test('what is no index of so many cards is told apart', () => {
  const index = toCardIndex(['one/a', 'one/b', 'two/c'] as CardId[]);
  expect(isCardIndex(index, 3)).toBe(true);
  expect(isCardIndex(index, 2)).toBe(false);
  expect(isCardIndex({ ...index, names: ['a\nb'] }, 3)).toBe(false);
  expect(isCardIndex({ ...index, names: ['a\nb', 3] }, 3)).toBe(false);
  expect(isCardIndex({ ...index, sizes: [2, 1] }, 3)).toBe(false);
  expect(isCardIndex(null, 0)).toBe(false);
});
