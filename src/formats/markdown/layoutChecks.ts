import { skipBlanks } from './characters.ts';
import { cardHeading, headingAt } from './headings.ts';
import { FENCE, FENCED, TABLE } from './lineKinds.ts';
import { lineEnd, type Lines } from './lines.ts';
import { quoted, type Report } from './problems.ts';

/** Reports fences and comments without an end. */
export function checkUnclosed(lines: Lines, report: Report): void {
  for (const { line, opens } of lines.unclosed)
    report(
      line,
      'error',
      opens === 'fence'
        ? 'The fence that opens here is never closed. Put the same marks on a line of their own below the block; if they are there, an earlier fence has lost its end.'
        : 'The comment that opens here is never closed. Put “-->” at its end.',
    );
}

/** Reports fences with a card heading inside: to be asked only where cards are missing, for a fence may show one. */
export function reportSwallowedCards(lines: Lines, report: Report): void {
  let open = 0;
  let reported = -1;
  for (let line = 0; line < lines.count; line += 1) {
    if (lines.kinds[line] === FENCE) open = line;
    if (lines.kinds[line] !== FENCED || open === reported || lines.text[lines.starts[line] ?? 0] !== '#')
      continue;
    const card = cardHeading(headingAt(lines, line));
    if (card?.number === undefined || card?.number === null) continue;
    reported = open;
    report(
      open,
      'warning',
      `The fence that opens here hides ${quoted(card.title)} on line ${line + 1}. If that is meant to be a card, close the fence above it.`,
    );
  }
}

/** Reports rows with more cells than their table has columns, which a bar within a cell makes; what is beyond them is not shown. */
export function checkTableRows(lines: Lines, report: Report): void {
  for (let line = 0; line < lines.count; line += 1) {
    if (lines.kinds[line] !== TABLE || lines.kinds[line + 1] !== TABLE || !isDelimiterRow(lines, line + 1))
      continue;
    const columns = countCells(lines, line + 1);
    for (line += 2; lines.kinds[line] === TABLE; line += 1) {
      const cells = countCells(lines, line);
      if (cells > columns)
        report(
          line,
          'warning',
          `This row has ${cells} cells, but its table ${columns} columns; what is beyond them is not shown. Write “\\|” for a bar within a cell.`,
        );
    }
  }
}

function isDelimiterRow(lines: Lines, line: number): boolean {
  return /^[ \t]*\|[ \t]*:?-/.test(lines.text.slice(lines.starts[line], lineEnd(lines, line)));
}

/** The cells of a row that begins with a bar: the bars not escaped, less the one at its end. */
function countCells(lines: Lines, line: number): number {
  const end = lineEnd(lines, line);
  let at = skipBlanks(lines.text, lines.starts[line] ?? 0, end) + 1;
  let cells = 0;
  let isOpen = false;
  for (; at < end; at += 1) {
    const unit = lines.text[at];
    if (unit === '|') cells += 1;
    if (unit === '|') isOpen = false;
    else if (unit !== ' ' && unit !== '\t') isOpen = true;
    if (unit === '\\') at += 1;
  }
  return isOpen ? cells + 1 : cells;
}
