import { BLANK, COMMENT, FENCE, FENCE_END, FENCED, ITEM, RULE, TABLE } from './lineKinds.ts';
import { type Lines, lineEnd, lineText, sliceText } from './lines.ts';

export type Row = { readonly line: number; readonly cells: readonly string[] };

export type TableBlock = {
  readonly kind: 'table';
  readonly line: number;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
};

/** The parts of a section outside of cards. Items keep what is indented below them. */
export type Block =
  | TableBlock
  | { readonly kind: 'item'; readonly line: number; readonly text: string }
  | {
      readonly kind: 'fence';
      readonly line: number;
      readonly info: string;
      /** Between the fences, the last line end included: as a file of its own it ends as a text file does. */
      readonly content: string;
      /** The lines between the fences, `last` below `first` when there are none. */
      readonly first: number;
      readonly last: number;
    }
  | { readonly kind: 'prose'; readonly line: number; readonly last: number; readonly text: string };

type Step = { readonly block: Block; readonly next: number };

const DELIMITER_CELL = /^:?-+:?$/;

/** The blocks of the lines from `first` up to and including `last`; rules, blank lines and comments are none. */
export function blocksIn(lines: Lines, first: number, last: number): Block[] {
  const blocks: Block[] = [];
  let line = first;
  while (line <= last) {
    const step = blockAt(lines, line, last);
    if (step) blocks.push(step.block);
    line = step?.next ?? line + 1;
  }
  return blocks;
}

/** Splits `| a | b\|c |` into `a` and `b|c`. */
export function cellsOf(row: string): string[] {
  const parts = row.includes('\\|') ? row.trim().split(/(?<!\\)\|/) : row.trim().split('|');
  const cells = parts.map((cell) => cell.replaceAll('\\|', '|').trim());
  if (cells[0] === '') cells.shift();
  if (cells.at(-1) === '') cells.pop();
  return cells;
}

function blockAt(lines: Lines, line: number, last: number): Step | null {
  switch (lines.kinds[line]) {
    case BLANK:
    case RULE:
    case COMMENT:
      return null;
    case FENCE:
      return fenceAt(lines, line, last);
    case ITEM:
      return itemAt(lines, line, last);
    default:
      return line < last && isDelimiter(lines, line + 1)
        ? tableAt(lines, line, last)
        : proseAt(lines, line, last);
  }
}

function fenceAt(lines: Lines, line: number, last: number): Step {
  let end = line + 1;
  while (end <= last && lines.kinds[end] === FENCED) end += 1;
  const content = lines.text.slice(lines.starts[line + 1], lines.starts[end]);
  const info = lineText(lines, line)
    .trim()
    .replace(/^[`~]+/, '')
    .trim();
  return { block: { kind: 'fence', line, info, content, first: line + 1, last: end - 1 }, next: end + 1 };
}

function itemAt(lines: Lines, line: number, last: number): Step {
  const indent = indentOf(lines, line);
  let end = line;
  for (let next = line + 1; next <= last; next += 1) {
    const kind = lines.kinds[next];
    const isInside =
      kind === FENCED || kind === FENCE_END || (kind !== BLANK && indentOf(lines, next) > indent);
    if (isInside) end = next;
    else if (kind !== BLANK || next > end + 1) break;
  }
  const text = sliceText(lines, lines.starts[line] ?? 0, lineEnd(lines, end)).trimStart();
  return {
    block: { kind: 'item', line, text: text.replace(/^(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)/, '').trimEnd() },
    next: end + 1,
  };
}

function tableAt(lines: Lines, line: number, last: number): Step {
  const columns = cellsOf(lineText(lines, line));
  const rows: Row[] = [];
  let next = line + 2;
  for (; next <= last && lines.kinds[next] !== BLANK; next += 1) {
    const text = lineText(lines, next);
    if (lines.kinds[next] !== TABLE && !text.includes('|')) break;
    const cells = cellsOf(text);
    rows.push({ line: next, cells: [...cells, ...columns.slice(cells.length).map(() => '')] });
  }
  return { block: { kind: 'table', line, columns, rows }, next };
}

function proseAt(lines: Lines, line: number, last: number): Step {
  let next = line + 1;
  while (next <= last && isProse(lines, next) && !(next < last && isDelimiter(lines, next + 1))) next += 1;
  const text = sliceText(lines, lines.starts[line] ?? 0, lineEnd(lines, next - 1)).trim();
  return { block: { kind: 'prose', line, last: next - 1, text }, next };
}

function isProse(lines: Lines, line: number): boolean {
  const kind = lines.kinds[line] ?? BLANK;
  return kind !== BLANK && kind !== RULE && kind !== COMMENT && kind !== FENCE && kind !== ITEM;
}

/** The `|---|---|` below the head of a table. */
function isDelimiter(lines: Lines, line: number): boolean {
  const start = lines.text[lines.starts[line] ?? 0];
  if (start === undefined || !' |:-'.includes(start)) return false;
  const text = lineText(lines, line);
  return text.includes('|') && text.includes('-') && cellsOf(text).every((cell) => DELIMITER_CELL.test(cell));
}

function indentOf(lines: Lines, line: number): number {
  const text = lines.text;
  const start = lines.starts[line] ?? 0;
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return at - start;
}
