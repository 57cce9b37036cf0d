/** What a line is by its own look and by the fence around it, before any of its meaning is known. */
export const BLANK = 0;
export const TEXT = 1;
export const HEADING = 2;
export const RULE = 3;
export const TABLE = 4;
export const ITEM = 5;
export const FENCE = 6;
export const FENCED = 7;
export const FENCE_END = 8;
export const COMMENT = 9;

/** The lines of a text as offsets into it; nothing is copied. Line numbers count from 0. */
export type Lines = {
  readonly text: string;
  readonly count: number;
  /** Where each line starts, and at `count` where the text ends. */
  readonly starts: Uint32Array;
  readonly kinds: Uint8Array;
  /** The lines of kind HEADING. */
  readonly headings: readonly number[];
  /** Lines that open a fence or a comment which nothing closes; they and what follows are read as plain text. */
  readonly unclosed: readonly { readonly line: number; readonly opens: 'fence' | 'comment' }[];
};

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const BYTE_ORDER_MARK = 0xfeff;

/** Splits a text into lines (at LF, CR LF or a lone CR) and classifies each, in time linear in its length. */
export function scanLines(text: string): Lines {
  const { starts, count } = lineStarts(text);
  return { text, count, starts, ...classify(text, starts, count) };
}

/** Where the characters of a line end, its line end excluded. */
export function lineEnd(lines: Lines, line: number): number {
  const start = lines.starts[line] ?? 0;
  let end = lines.starts[line + 1] ?? lines.text.length;
  if (end > start && lines.text.charCodeAt(end - 1) === LINE_FEED) end -= 1;
  if (end > start && lines.text.charCodeAt(end - 1) === CARRIAGE_RETURN) end -= 1;
  return end;
}

/** The characters of one line without its line end. */
export function lineText(lines: Lines, line: number): string {
  return lines.text.slice(lines.starts[line], lineEnd(lines, line));
}

/** The author's characters between two offsets with their line ends as LF. */
export function sliceText(lines: Lines, from: number, to: number): string {
  const slice = lines.text.slice(from, to);
  return slice.includes('\r') ? slice.replaceAll(/\r\n?/g, '\n') : slice;
}

function lineStarts(text: string): { readonly starts: Uint32Array; readonly count: number } {
  let starts = new Uint32Array(64 + Math.ceil(text.length / 24));
  let count = 0;
  let at = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  let feed = text.indexOf('\n', at);
  let carriage = text.indexOf('\r', at);
  while (at < text.length) {
    if (count + 1 >= starts.length) {
      const wider = new Uint32Array(starts.length * 2);
      wider.set(starts);
      starts = wider;
    }
    starts[count] = at;
    count += 1;
    if (carriage !== -1 && (feed === -1 || carriage < feed))
      at = carriage + 1 === feed ? feed + 1 : carriage + 1;
    else at = feed === -1 ? text.length : feed + 1;
    if (feed !== -1 && feed < at) feed = text.indexOf('\n', at);
    if (carriage !== -1 && carriage < at) carriage = text.indexOf('\r', at);
  }
  starts[count] = text.length;
  return { starts: starts.subarray(0, count + 1), count };
}

type Classified = Pick<Lines, 'kinds' | 'headings' | 'unclosed'>;

function classify(text: string, starts: Uint32Array, count: number): Classified {
  const kinds = new Uint8Array(count);
  const headings: number[] = [];
  const unclosed: { line: number; opens: 'fence' | 'comment' }[] = [];
  const ends = createEnds(text, starts, count);
  let inList = false;

  for (let line = 0; line < count; line += 1) {
    const from = starts[line] ?? 0;
    const kind = kindOf(text, from, starts[line + 1] ?? text.length, inList);
    kinds[line] = kind;
    if (kind === HEADING) headings.push(line);
    if (kind === ITEM) inList = true;
    else if (kind !== BLANK && !isIndented(text, from)) inList = false;
    if (kind !== FENCE && kind !== COMMENT) continue;

    const end = kind === FENCE ? ends.ofFence(line) : ends.ofComment(line);
    if (end === null) {
      unclosed.push({ line, opens: kind === FENCE ? 'fence' : 'comment' });
      kinds[line] = TEXT;
      continue;
    }
    kinds.fill(kind === FENCE ? FENCED : COMMENT, line + 1, end + 1);
    if (kind === FENCE) kinds[end] = FENCE_END;
    line = end;
  }
  return { kinds, headings, unclosed };
}

/**
 * Finds the line on which a fence or comment ends. Where one has no end, any later one that only the same end could
 * close has none either; remembering that keeps a file of a million openings linear.
 */
function createEnds(text: string, starts: Uint32Array, count: number) {
  const endless: Record<string, number> = {};
  let isCommentEndless = false;

  const ofFence = (line: number): number | null => {
    const fence = fenceAt(text, starts[line] ?? 0, starts[line + 1] ?? text.length);
    const like = `${fence.mark}${fence.isNested}`;
    if (fence.length >= (endless[like] ?? Infinity)) return null;
    for (let end = line + 1; end < count; end += 1)
      if (closesFence(text, starts[end] ?? 0, starts[end + 1] ?? text.length, fence)) return end;
    endless[like] = fence.length;
    return null;
  };

  const ofComment = (line: number): number | null => {
    const at = isCommentEndless ? -1 : text.indexOf('-->', starts[line]);
    isCommentEndless = at === -1;
    if (at === -1) return null;
    let end = line;
    while ((starts[end + 1] ?? text.length) <= at) end += 1;
    return end;
  };

  return { ofFence, ofComment };
}

function isIndented(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === SPACE || unit === TAB;
}

/** The first offset from `at` on that holds no blank, and the columns passed (a tab counts four). */
function skipBlanks(
  text: string,
  from: number,
  to: number,
): { readonly at: number; readonly indent: number } {
  let at = from;
  let indent = 0;
  for (; at < to; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === SPACE) indent += 1;
    else if (unit === TAB) indent += 4;
    else break;
  }
  return { at, indent };
}

function isLineEnd(unit: number): boolean {
  return unit === LINE_FEED || unit === CARRIAGE_RETURN;
}

function kindOf(text: string, from: number, to: number, inList: boolean): number {
  const { at, indent } = skipBlanks(text, from, to);
  if (at === to || isLineEnd(text.charCodeAt(at))) return BLANK;
  const first = text[at];
  switch (first) {
    case '#':
      return indent < 4 && isHeading(text, at, to) ? HEADING : TEXT;
    case '`':
    case '~':
      return (indent < 4 || inList) && opensFence(text, at, to, first) ? FENCE : TEXT;
    case '|':
      return TABLE;
    case '-':
    case '*':
    case '_':
      if (isRule(text, at, to, first)) return indent < 4 ? RULE : TEXT;
      return itemOrText(text, at, to);
    case '<':
      return indent < 4 && text.startsWith('<!--', at) ? COMMENT : TEXT;
    default:
      return itemOrText(text, at, to);
  }
}

/** A list item may begin with a fence, which then hides the lines below it as any other. */
function itemOrText(text: string, from: number, to: number): number {
  const end = itemEnd(text, from, to);
  if (end === from) return TEXT;
  const content = skipBlanks(text, end, to).at;
  const mark = text[content];
  return (mark === '`' || mark === '~') && opensFence(text, content, to, mark) ? FENCE : ITEM;
}

/** Where the marker of a list item ends; `from` when there is none. */
function itemEnd(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && at - from < 9 && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at += 1;
  const marks = at > from ? '.)' : '-*+';
  if (at >= to || !marks.includes(text[at] ?? ' ')) return from;
  const next = text.charCodeAt(at + 1);
  return at + 1 === to || next === SPACE || next === TAB || isLineEnd(next) ? at + 1 : from;
}

/** `## Text`; also the common slip `###Card 1`, which would otherwise hide a card in the answer before it. */
function isHeading(text: string, from: number, to: number): boolean {
  let at = from;
  while (at < to && text[at] === '#') at += 1;
  if (at - from > 6) return false;
  const next = text.charCodeAt(at);
  return (
    at === to ||
    next === SPACE ||
    next === TAB ||
    isLineEnd(next) ||
    /^card\s*#?\d/i.test(text.slice(at, at + 8))
  );
}

function isRule(text: string, from: number, to: number, mark: string): boolean {
  let marks = 0;
  for (let at = from; at < to; at += 1) {
    const unit = text.charCodeAt(at);
    if (text[at] === mark) marks += 1;
    else if (unit !== SPACE && unit !== TAB && !isLineEnd(unit)) return false;
  }
  return marks >= 3;
}

function runLength(text: string, from: number, to: number, mark: string): number {
  let at = from;
  while (at < to && text[at] === mark) at += 1;
  return at - from;
}

function opensFence(text: string, from: number, to: number, mark: string): boolean {
  const length = runLength(text, from, to, mark);
  // Three backticks with another one later on the line are a code span (CommonMark 4.5).
  return length >= 3 && (mark === '~' || !text.slice(from + length, to).includes('`'));
}

type FenceStart = {
  readonly mark: string;
  readonly length: number;
  /** Whether it stands in a list, where its end may be indented as deep as the list is. */
  readonly isNested: boolean;
};

function fenceAt(text: string, from: number, to: number): FenceStart {
  const { at, indent } = skipBlanks(text, from, to);
  const content = text[at] === '`' || text[at] === '~' ? at : skipBlanks(text, itemEnd(text, at, to), to).at;
  const mark = text[content] ?? '`';
  return { mark, length: runLength(text, content, to, mark), isNested: indent > 3 || content !== at };
}

function closesFence(text: string, from: number, to: number, open: FenceStart): boolean {
  const { at, indent } = skipBlanks(text, from, to);
  if (at >= to || text[at] !== open.mark || (indent > 3 && !open.isNested)) return false;
  const length = runLength(text, at, to, open.mark);
  if (length < open.length) return false;
  const rest = skipBlanks(text, at + length, to).at;
  return rest === to || isLineEnd(text.charCodeAt(rest));
}
