import type { Card, CardId, Deck, ExportFormat } from './deck.ts';
import { exportRows, type ExportRow } from './exportRows.ts';
import { fold } from './search.ts';

/** In order of trust: tags and columns can be checked against the card, plain text only by its question. */
const SOURCES = ['anki', 'text', 'csv'] as const satisfies readonly ExportFormat[];

/**
 * The condensed answers that a deck carries in its own export blocks, as plain text. A block is believed only as a
 * whole: as many rows as cards, and every row agreeing with the card of its place. A card whose short answer would be
 * no shorter than the full one has none.
 */
export function shortAnswers(deck: Pick<Deck, 'cards' | 'exports'>): ReadonlyMap<CardId, string> {
  for (const format of SOURCES) {
    const rows = exportRows(format, deck.exports[format] ?? '');
    const aligned = deck.cards.map((card, index) => ({ card, row: rows[index] }));
    const isBelieved =
      rows.length > 0 &&
      rows.length === deck.cards.length &&
      aligned.every(({ card, row }) => row && agree(row, card));
    if (isBelieved) {
      return new Map(
        aligned.flatMap(({ card, row }): [CardId, string][] =>
          row && row.answer !== '' && row.answer.length < card.back.length ? [[card.id, row.answer]] : [],
        ),
      );
    }
  }
  return new Map();
}

/** By difficulty where both state one, else by asking the very same question. */
function agree(row: ExportRow, card: Card): boolean {
  if (row.difficulty !== null && card.difficulty !== null) return row.difficulty === card.difficulty;
  return words(row.question) === words(card.front);
}

function words(text: string): string {
  return fold(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
