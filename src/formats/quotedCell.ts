/** A cell as RFC 4180 quotes it, so that separators, line ends and quotes may stand in it. */
export function quotedCell(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}
