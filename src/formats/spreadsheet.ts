import { quotedCell } from './quotedCell.ts';

/**
 * Rows as RFC 4180 for spreadsheets; numbers stand bare. A text that a spreadsheet would take for a formula gets an
 * apostrophe in front (OWASP, "CSV Injection"), which makes this file one to look at and not one to import back.
 */
export function spreadsheet(rows: readonly (readonly (string | number)[])[]): string {
  return rows
    .map(
      (row) =>
        `${row.map((cell) => (typeof cell === 'number' ? cell : quotedCell(defused(cell)))).join(',')}\r\n`,
    )
    .join('');
}

function defused(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}
