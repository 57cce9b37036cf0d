import type { ExportFormat } from '../../core/deck.ts';
import { type Lines, lineText } from './lines.ts';

const QUESTION_ROW = /^\s{0,3}[*_]{0,2}(?:Q|Question|Front)(?:\s?\d{1,9})?[*_]{0,2}[:.]/i;

/** How many cards the lines of an export block hold. */
export function countExportRows(lines: Lines, format: ExportFormat, first: number, last: number): number {
  if (format === 'csv') return countCsvRows(lines, first, last);
  let rows = 0;
  for (let line = first; line <= last; line += 1) {
    const text = lineText(lines, line);
    // A line that begins with # is a directive to Anki's importer.
    const isRow = format === 'text' ? QUESTION_ROW.test(text) : text.trim() !== '' && !text.startsWith('#');
    if (isRow) rows += 1;
  }
  return rows;
}

/** The rows of a CSV text (RFC 4180) but its head; a line end inside quotation marks ends no row, and blank rows are none. */
function countCsvRows(lines: Lines, first: number, last: number): number {
  let rows = 0;
  let isQuoted = false;
  for (let line = first; line <= last; line += 1) {
    const text = lineText(lines, line);
    const isHead = rows === 0 && line === first && isCsvHead(text);
    for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) isQuoted = !isQuoted;
    if (!isQuoted && !isHead && text.trim() !== '') rows += 1;
  }
  return isQuoted ? rows + 1 : rows;
}

function isCsvHead(row: string): boolean {
  return /^\W{0,4}(?:front|question|card|id)\b/i.test(row) && /\b(?:back|answer)\b/i.test(row.slice(0, 200));
}
