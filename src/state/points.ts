import { checklist, type Point } from '../core/checklist.ts';
import type { CardId, Deck } from '../core/deck.ts';
import { keyTerms } from '../core/keyTerms.ts';

/** What a full answer consists of and the terms it should use. */
export type CardPoints = { readonly points: readonly Point[]; readonly terms: readonly string[] };

export const NO_POINTS: CardPoints = { points: [], terms: [] };

const known = new WeakMap<Deck, Map<CardId, CardPoints>>();

/** The points of a card's answer; worked out when first asked for. */
export function pointsOf(deck: Deck, id: CardId): CardPoints {
  const own = known.get(deck) ?? new Map<CardId, CardPoints>();
  known.set(deck, own);
  const found = own.get(id) ?? read(deck, id);
  own.set(id, found);
  return found;
}

function read(deck: Deck, id: CardId): CardPoints {
  const card = deck.cards.find((each) => each.id === id);
  if (!card) return NO_POINTS;
  const terms = keyTerms(deck, card);
  return { points: checklist(card.back, terms), terms };
}
