import type { CardId, Deck } from '../core/deck.ts';
import { shortAnswers } from '../core/shortAnswer.ts';

const known = new WeakMap<Deck, ReadonlyMap<CardId, string>>();

/** The condensed answer that the card's deck carries in its export blocks; read once per deck, when first asked for. */
export function shortAnswerOf(deck: Deck, card: CardId): string | null {
  const answers = known.get(deck) ?? shortAnswers(deck);
  known.set(deck, answers);
  return answers.get(card) ?? null;
}
