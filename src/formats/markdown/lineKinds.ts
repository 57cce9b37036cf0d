import { columnsOf, isBlank, isLineEnd, itemMarkerEnd, runLength, skipBlanks } from './characters.ts';
import { createEnds, opensFence } from './fences.ts';

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

export type LineKinds = {
  /** The kind of each line. */
  readonly kinds: Uint8Array;
  /** The lines of kind HEADING. */
  readonly headings: readonly number[];
  /** Lines that open a fence or a comment which nothing closes; they and what follows are read as plain text. */
  readonly unclosed: readonly { readonly line: number; readonly opens: 'fence' | 'comment' }[];
};

/** Classifies each line, given where it starts, in time linear in the length of the text. */
export function classifyLines(text: string, starts: Uint32Array, count: number): LineKinds {
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
    else if (kind !== BLANK && !isBlank(text.charCodeAt(from))) inList = false;
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

/** `inList` allows a fence to be indented as deep as the list item it stands in. */
function kindOf(text: string, from: number, to: number, inList: boolean): number {
  const at = skipBlanks(text, from, to);
  if (at === to || isLineEnd(text.charCodeAt(at))) return BLANK;
  const isCode = at > from && columnsOf(text, from, at) > 3;
  switch (text[at]) {
    case '#':
      return !isCode && isHeading(text, at, to) ? HEADING : TEXT;
    case '`':
    case '~':
      return (!isCode || inList) && opensFence(text, at, to) ? FENCE : TEXT;
    case '|':
      return TABLE;
    case '<':
      return !isCode && text.startsWith('<!--', at) ? COMMENT : TEXT;
    case '-':
    case '*':
    case '_':
      return !isCode && isRule(text, at, to) ? RULE : itemOrText(text, at, to);
    default:
      return itemOrText(text, at, to);
  }
}

/** A list item may begin with a fence, which then hides the lines below it as any other. */
function itemOrText(text: string, from: number, to: number): number {
  const end = itemMarkerEnd(text, from, to);
  if (end === from) return TEXT;
  return opensFence(text, skipBlanks(text, end, to), to) ? FENCE : ITEM;
}

/** `## Text`; also the common slip `###Card 1`, which would otherwise hide a card in the answer before it. */
function isHeading(text: string, from: number, to: number): boolean {
  const at = from + runLength(text, from, to, '#');
  if (at - from > 6) return false;
  const next = text.charCodeAt(at);
  return at === to || isBlank(next) || isLineEnd(next) || /^card ?#?\d/i.test(text.slice(at, at + 8));
}

function isRule(text: string, from: number, to: number): boolean {
  const mark = text.charCodeAt(from);
  let marks = 0;
  for (let at = from; at < to; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === mark) marks += 1;
    else if (!isBlank(unit) && !isLineEnd(unit)) return false;
  }
  return marks >= 3;
}
