type Node = { readonly type?: string; readonly children?: readonly Node[] };

/** More than any readable text has; far below what makes browsers and screen readers run out of stack. */
const DEEPEST = 64;

/** Some three thousand words: longer than anything that was written to be recalled. */
const LONGEST = 20_000;
const MOST_LINES = 1000;

/**
 * What opens or closes something within a line. The parser looks back from each to those before it in its paragraph:
 * 40,000 stars take it a minute.
 */
const MARKS = /[*_~[\]<`]/g;
const MOST_MARKS = 1000;

/** A table has a cell for each of its columns in every line below, written or not. */
const MOST_CELLS = 5000;

const DEEP_LINE = /^[ \t]*(?:>[ \t]*|(?:[-*+]|\d{1,9}[.)])[ \t]+){65}/m;
/** The line under a table's head, perhaps within quotes and lists. */
const DELIMITERS = /^[\s>*+\d.)|:-]*$/;

/** Whether a tree is nested no deeper than what was written to be read. */
export function isDrawableTree(root: Node): boolean {
  let level: readonly Node[] = [root];
  for (let depth = 0; depth <= DEEPEST; depth += 1) {
    level = level.flatMap((node) => node.children ?? []);
    if (level.length === 0) return true;
  }
  return false;
}

/** Whether a card's Markdown can be parsed and laid out in a moment; told before parsing, which can take minutes. */
export function isDrawable(markdown: string): boolean {
  return (
    markdown.length <= LONGEST &&
    count(markdown, /\n/g) < MOST_LINES &&
    !DEEP_LINE.test(markdown) &&
    lookBacks(markdown) <= MOST_MARKS ** 2 &&
    cells(markdown) <= MOST_CELLS
  );
}

/** How often the parser looks from one mark to another of the same paragraph, which ends at the latest at a blank line. */
function lookBacks(markdown: string): number {
  const counts = markdown.split(/\n[ \t]*\n/).map((paragraph) => count(paragraph, MARKS));
  return counts.reduce((sum, marks) => sum + marks ** 2, 0);
}

function cells(markdown: string): number {
  const lines = markdown.split('\n');
  const heads = lines.filter((line) => line.includes('-') && DELIMITERS.test(line));
  const columns = heads.reduce((most, line) => Math.max(most, count(line, /\|/g)), 0);
  return columns * lines.length;
}

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0;
}
