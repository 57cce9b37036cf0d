import type { ExportFormat } from '../../core/deck.ts';

/** How many cards an export block holds, or what keeps it from being read. */
export function countExportRows(format: ExportFormat, content: string): number {
  switch (format) {
    case 'anki':
      return content.split(/\r\n|\r|\n/).filter((row) => row.trim() !== '' && !row.startsWith('#')).length;
    case 'csv':
      return csvRows(content).filter((row, index) => index > 0 || !isCsvHead(row)).length;
    case 'text':
      return content
        .split(/\r\n|\r|\n/)
        .filter((row) => /^\s{0,3}[*_]{0,2}(?:Q|Question|Front)\s?\d{0,9}[*_]{0,2}[:.]/i.test(row)).length;
  }
}

/** The rows of a CSV text (RFC 4180) as written; a line end inside quotation marks ends no row, and blank rows are none. */
function csvRows(content: string): string[] {
  const rows: string[] = [];
  let isQuoted = false;
  let from = 0;
  for (let at = 0; at <= content.length; at += 1) {
    const unit = content[at];
    if (unit === '"') isQuoted = !isQuoted;
    if (at < content.length && (isQuoted || (unit !== '\n' && unit !== '\r'))) continue;
    const row = content.slice(from, at);
    if (row.trim() !== '') rows.push(row);
    from = at + 1;
  }
  return rows;
}

function isCsvHead(row: string): boolean {
  return /^\W{0,4}(?:front|question|card|id)\b/i.test(row) && /\b(?:back|answer)\b/i.test(row.slice(0, 200));
}
