import type { Card, Deck } from './deck.ts';

/** What is known of a card before its deck is opened: all that finds, sorts and schedules it. */
export type CardOutline = Pick<
  Card,
  'id' | 'number' | 'title' | 'difficulty' | 'levels' | 'concept' | 'section'
> & {
  readonly critical: { readonly flag: boolean } | null;
  /** The text, once the whole library was opened to be searched. */
  readonly front?: string;
  readonly back?: string;
};

/** What is known of a deck before it is opened. */
export type DeckOutline = Pick<Deck, 'id' | 'title' | 'keyConcepts' | 'schedule'> & {
  readonly cards: readonly CardOutline[];
};

/** What a card may be called where its question is not at hand. */
export function nameOf({ concept, title, number }: CardOutline): string {
  return concept ?? title ?? `Card ${number}`;
}

/** A deck without its text. */
export function outlineDeck({ id, title, keyConcepts, schedule, cards }: Deck): DeckOutline {
  return { id, title, keyConcepts, schedule, cards: cards.map(outlineCard) };
}

/** A deck with no more of its text than its cards are found by. */
export function searchableDeck(deck: Deck): DeckOutline {
  const cards = deck.cards.map((card) => ({ ...outlineCard(card), front: card.front, back: card.back }));
  return { ...outlineDeck(deck), cards };
}

function outlineCard({
  id,
  number,
  title,
  difficulty,
  levels,
  concept,
  section,
  critical,
}: Card): CardOutline {
  const flag = critical && { flag: critical.flag };
  return { id, number, title, difficulty, levels, concept, section, critical: flag };
}
