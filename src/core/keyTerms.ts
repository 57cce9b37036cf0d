import type { Card, Deck } from './deck.ts';

/** The terms that the deck's source mapping names for a card, each once; rows name cards by number (`1`, `Card 1`). */
export function keyTerms(deck: Pick<Deck, 'sourceMapping'>, card: Pick<Card, 'number'>): string[] {
  const rows = deck.sourceMapping.filter((row) =>
    row.card.match(/\d+/gu)?.some((number) => Number(number) === card.number),
  );
  return [...new Set(rows.flatMap((row) => row.terms))];
}
