import type { SourceRow } from '../../core/deck.ts';
import type { TableBlock } from './blocks.ts';
import { splitTerms } from './cardValues.ts';
import { foldName } from './labels.ts';

/** A row of the source mapping with its line. */
export type FoundSource = SourceRow & { readonly line: number };

/** Reads a source mapping table; `null` when it has no column for cards or for sections. */
export function readSourceMapping(table: TableBlock): FoundSource[] | null {
  const columns = table.columns.map(foldName);
  const card = columns.findIndex((column) => /^(?:flash)?cards?\b|^#$|^no\b/.test(column));
  const section = columns.findIndex(
    (column, index) => index !== card && /source|section|lesson|chapter|reference|concept/.test(column),
  );
  const terms = columns.findIndex(
    (column, index) => index !== card && index !== section && /term|keyword|vocabulary/.test(column),
  );
  if (card === -1 || section === -1) return null;
  const others = table.columns
    .map((title, index) => ({ title, index }))
    .filter(({ index }) => index !== card && index !== section && index !== terms);
  return table.rows.map(({ line, cells }) => ({
    line,
    card: cells[card] ?? '',
    section: cells[section] ?? '',
    terms: terms === -1 ? [] : splitTerms(cells[terms] ?? ''),
    more: Object.fromEntries(others.map(({ title, index }) => [title, cells[index] ?? ''])),
  }));
}
