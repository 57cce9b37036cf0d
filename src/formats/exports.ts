import type { Card, Deck, ExportFormat } from '../core/deck.ts';
import { titleCase } from '../core/words.ts';
import { ankiText } from './ankiText.ts';
import { answerParts } from './answerParts.ts';
import { spreadsheet } from './spreadsheet.ts';

export type DeckFormat = 'markdown' | ExportFormat;

/**
 * A deck as a file. `markdown` gives the author's own file (empty for a deck that came as JSON); the other formats the
 * author's own block byte for byte or, where there is none or `full` is asked for, all cards whole.
 */
export function exportDeck(deck: Deck, format: DeckFormat, { full }: { readonly full: boolean }): string {
  if (format === 'markdown') return deck.text;
  const authored = deck.exports[format];
  return authored !== undefined && !full ? authored : WRITERS[format](deck);
}

const WRITERS: Readonly<Record<ExportFormat, (deck: Deck) => string>> = {
  anki: ankiText,
  csv: cardTable,
  text: plainText,
};

function cardTable(deck: Deck): string {
  const rows = deck.cards.map((card) => [
    card.front,
    answer(card),
    titleCase(card.difficulty ?? ''),
    card.concept ?? '',
  ]);
  return spreadsheet([['Front', 'Back', 'Difficulty', 'Concept'], ...rows]);
}

function plainText(deck: Deck): string {
  return deck.cards.map((card) => `Q: ${card.front}\nA: ${answer(card)}\n`).join('\n---\n\n');
}

function answer(card: Card): string {
  return answerParts(card)
    .map(({ label, markdown }) => (label === null ? markdown : `**${label}:**\n${markdown}`))
    .join('\n\n');
}
