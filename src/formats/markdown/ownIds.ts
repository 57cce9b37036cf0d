import type { Card, CardId } from '../../core/deck.ts';
import type { Report } from './problems.ts';

/** Gives each card an id of its own: of cards with the same id all but the first get `-2`, `-3`, ... */
export function withOwnIds(cards: readonly Card[], report: Report): Card[] {
  const lineOf = new Map<CardId, number>();
  const copies = new Map<CardId, number>();
  return cards.map((card) => {
    const line = (card.lines?.first ?? 1) - 1;
    const first = lineOf.get(card.id);
    if (first === undefined) {
      lineOf.set(card.id, line);
      return card;
    }
    let copy = (copies.get(card.id) ?? 1) + 1;
    while (lineOf.has(`${card.id}-${copy}` as CardId)) copy += 1;
    copies.set(card.id, copy);
    const id = `${card.id}-${copy}` as CardId;
    lineOf.set(id, line);
    report(
      line,
      'warning',
      `Card ${card.number} has the same question or id as the card on line ${first + 1}. The two keep their histories apart only as long as their order stays; change one of them or give each an id.`,
    );
    return { ...card, id };
  });
}
