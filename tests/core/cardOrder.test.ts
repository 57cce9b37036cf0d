import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CARD_ORDERS, orderedCards, type CardKnowledge } from '../../src/core/cardOrder.ts';
import { createScheduler, DEFAULT_SCHEDULER_CONFIG } from '../../src/core/scheduler.ts';
import { anyShelf, NOW, review, studyCard } from '../fixtures/studyCards.ts';

const scheduler = createScheduler(DEFAULT_SCHEDULER_CONFIG);

test('sorting loses no card and adds none, and sorting again changes nothing', () => {
  fc.assert(
    fc.property(anyShelf, fc.constantFrom(...CARD_ORDERS), ({ cards, standingOf }, order) => {
      const memory: CardKnowledge['memory'] = ({ card }) => standingOf(card.id).memory;
      const known = {
        memory,
        recall: (card: (typeof cards)[number]) => scheduler.retrievability(memory(card), NOW.at),
      };
      const sorted = orderedCards(cards, order, known);
      expect(new Set(sorted)).toEqual(new Set(cards));
      expect(sorted).toHaveLength(cards.length);
      expect(orderedCards(sorted, order, known)).toEqual(sorted);
    }),
  );
});

test('the heaviest, the weakest and the most often forgotten come first, and equals stay as they were', () => {
  const cards = [
    studyCard('light', { weight: 0 }),
    studyCard('heavy', { weight: 3 }),
    studyCard('new', { weight: 1 }),
    studyCard('also light', { weight: 0 }),
  ];
  const recalls: Readonly<Record<string, number | null>> = {
    light: 0.9,
    heavy: 0.5,
    new: null,
    'also light': 0.7,
  };
  const known: CardKnowledge = {
    memory: ({ card }) =>
      card.id === ('new' as string) ? { kind: 'new' } : review({ lapses: card.id.length }),
    recall: ({ card }) => recalls[card.id] ?? null,
  };
  const ids = (order: (typeof CARD_ORDERS)[number]) =>
    orderedCards(cards, order, known).map(({ card }) => card.id);
  expect(ids('deck')).toEqual(['light', 'heavy', 'new', 'also light']);
  expect(ids('weight')).toEqual(['heavy', 'new', 'light', 'also light']);
  expect(ids('recall')).toEqual(['heavy', 'also light', 'light', 'new']);
  expect(ids('lapses')).toEqual(['also light', 'light', 'heavy', 'new']);
});
