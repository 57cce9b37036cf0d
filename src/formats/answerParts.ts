import type { Card } from '../core/deck.ts';

/** One part of a card's answer; the answer itself has no label. */
export type AnswerPart = { readonly label: string | null; readonly markdown: string };

/** All that a card shows once it is turned, in the order in which it shows it. */
export function answerParts(card: Card): AnswerPart[] {
  const parts = [
    { label: null, markdown: card.back },
    { label: 'Mnemonic', markdown: card.mnemonic },
    { label: 'Common misconceptions', markdown: card.misconceptions },
    ...card.notes,
  ];
  return parts.flatMap(({ label, markdown }) => (markdown === null ? [] : [{ label, markdown }]));
}
