import { unified } from 'unified';
import rehypeStringify from 'rehype-stringify';
import type { Card, Deck, ExportFormat } from '../core/deck.ts';
import { markdownTree } from './markdownTree.ts';

export type DeckFormat = 'markdown' | ExportFormat;

/**
 * A deck as a file. `markdown` gives the author's own file; the other formats the author's own block byte for byte
 * or, where there is none or `full` is asked for, all cards whole.
 */
export function exportDeck(deck: Deck, format: DeckFormat, { full }: { readonly full: boolean }): string {
  if (format === 'markdown') return deck.text;
  const authored = deck.exports[format];
  return authored !== undefined && !full ? authored : WRITERS[format](deck);
}

const WRITERS: Readonly<Record<ExportFormat, (deck: Deck) => string>> = {
  anki: ankiText,
  csv: spreadsheet,
  text: plainText,
};

/** Anki's text import (manual, "Text Files"): headers say everything, so that the learner only presses Import. */
function ankiText(deck: Deck): string {
  const headers = [
    'separator:tab',
    'html:true',
    'notetype:Basic',
    'deck column:1',
    'tags column:4',
    'if matches:update current',
  ];
  const rows = deck.cards.map((card) =>
    [deck.title, html(card.front), html(card.back), tags(card)].map(quoted).join('\t'),
  );
  return [...headers.map((header) => `#${header}`), ...rows, ''].join('\n');
}

const compiler = unified().use(rehypeStringify).freeze();

function html(markdown: string): string {
  return compiler
    .stringify(markdownTree(markdown))
    .replaceAll('\n', '<br>')
    .replaceAll(/(?<=>)<br>(?=<)/g, '');
}

function tags(card: Card): string {
  return ['flipside', card.difficulty, card.critical?.flag ? 'critical' : null]
    .filter((tag) => tag !== null)
    .join(' ');
}

/**
 * RFC 4180 for spreadsheets. A cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP,
 * "CSV Injection"), which makes this file one to look at and not one to import back.
 */
function spreadsheet(deck: Deck): string {
  const rows = deck.cards.map((card) => [card.front, card.back, card.difficulty ?? '', card.concept ?? '']);
  return (
    [['Front', 'Back', 'Difficulty', 'Concept'], ...rows]
      .map((row) => row.map((cell) => quoted(defused(cell))).join(','))
      .join('\r\n') + '\r\n'
  );
}

function defused(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

function plainText(deck: Deck): string {
  return deck.cards.map((card) => `Q: ${card.front}\nA: ${card.back}\n`).join('\n---\n\n');
}
