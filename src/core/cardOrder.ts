import type { StudyCard } from './filter.ts';
import type { Memory } from './memory.ts';

/** How a list of cards can be sorted; `deck` is the authors' own order. */
export const CARD_ORDERS = ['deck', 'weight', 'recall', 'lapses'] as const;
export type CardOrder = (typeof CARD_ORDERS)[number];

/** What is known of a card besides what its deck says. */
export type CardKnowledge = {
  readonly memory: (card: StudyCard) => Memory;
  /** The chance of recalling the card now; `null` when it was never answered. */
  readonly recall: (card: StudyCard) => number | null;
};

/**
 * `weight`: cards that touch the most key concepts first. `recall`: least likely to be recalled first, cards never
 * answered last. `lapses`: most often forgotten first. Equals stay as they were.
 */
export function orderedCards(
  cards: readonly StudyCard[],
  order: CardOrder,
  { memory, recall }: CardKnowledge,
): readonly StudyCard[] {
  switch (order) {
    case 'deck':
      return cards;
    case 'weight':
      return cards.toSorted((a, b) => b.weight - a.weight);
    case 'recall':
      return byKey(cards, (card) => recall(card) ?? Infinity);
    case 'lapses':
      return byKey(cards, (card) => -lapsesOf(memory(card)));
  }
}

function lapsesOf(memory: Memory): number {
  return memory.kind === 'new' ? 0 : memory.lapses;
}

/** Rising, each key worked out once. */
function byKey(cards: readonly StudyCard[], keyOf: (card: StudyCard) => number): StudyCard[] {
  return cards
    .map((card) => ({ card, key: keyOf(card) }))
    .toSorted((a, b) => (a.key === b.key ? 0 : a.key - b.key))
    .map(({ card }) => card);
}
