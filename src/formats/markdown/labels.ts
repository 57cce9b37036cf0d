import { blanksBefore, isBlank, skipBlanks } from './characters.ts';

/** A `**Name:** value` at some place of a line; `valueStart` is the offset where the value begins. */
export type Label = {
  /** The author's words without markers and colon. */
  readonly name: string;
  /** The name folded for comparison (`foldName`). */
  readonly key: string;
  readonly style: 'bold' | 'plain';
  readonly valueStart: number;
};

export type Field = { readonly name: string; readonly key: string; readonly value: string };

const LONGEST_NAME = 60;
const MOST_REMEMBERED = 500;

const ASTERISK = 42;
const UNDERSCORE = 95;
const COLON = 58;

// Ten thousand cards repeat the same dozen names, and folding one costs more than all the rest of reading its line.
const foldedNames = new Map<string, string>();

/** Words of a heading or label folded for comparison: `**[FRONT]**`, `Front (Question):` and `front` are one. */
export function foldName(name: string): string {
  const remembered = foldedNames.get(name);
  if (remembered !== undefined) return remembered;
  const folded = name
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/\([^()]*\)|[[\]*_`:]/g, ' ')
    .replaceAll(/[^\p{L}\p{N}/'-]+/gu, ' ')
    .trim();
  if (foldedNames.size >= MOST_REMEMBERED) foldedNames.clear();
  if (name.length <= LONGEST_NAME) foldedNames.set(name, folded);
  return folded;
}

/**
 * The label that a line (or the part of it between two offsets) begins with, if any. The colon may stand inside or
 * outside the bold; bold without a colon is a label only when it stands alone. A list bullet before it is skipped.
 */
export function labelAt(text: string, from: number, to: number): Label | null {
  const at = skipBullet(text, skipBlanks(text, from, to), to);
  const mark = text.charCodeAt(at);
  const isBold = (mark === ASTERISK || mark === UNDERSCORE) && text.charCodeAt(at + 1) === mark;
  return isBold ? boldLabel(text, at + 2, to, mark) : plainLabel(text, at, to);
}

/** All labels of a line between two offsets: `**Difficulty:** Easy | **Bloom's Level:** Remember` has two. */
export function fieldsOf(text: string, from = 0, to = text.length): Field[] {
  let label = labelAt(text, from, to);
  const fields: Field[] = [];
  while (label) {
    const next = nextLabel(text, label.valueStart, to);
    const valueEnd = blanksBefore(text, label.valueStart, next?.separator ?? to);
    fields.push({ name: label.name, key: label.key, value: text.slice(label.valueStart, valueEnd) });
    label = next?.label ?? null;
  }
  return fields;
}

/** The bold label after a separator, with the offset of the separator. */
function nextLabel(
  text: string,
  from: number,
  to: number,
): { readonly separator: number; readonly label: Label } | null {
  for (let at = from; at < to; at += 1) {
    if (text.charCodeAt(at) !== ASTERISK || text.charCodeAt(at + 1) !== ASTERISK) continue;
    const separator = blanksBefore(text, from, at) - 1;
    const isSeparated = separator >= from && '|·•;,'.includes(text[separator] ?? ' ');
    const label = isSeparated ? labelAt(text, at, to) : null;
    if (label) return { separator, label };
    at += 1;
  }
  return null;
}

function boldLabel(text: string, from: number, to: number, mark: number): Label | null {
  const limit = Math.min(to - 1, from + LONGEST_NAME);
  let end = from;
  while (end < limit && !(text.charCodeAt(end) === mark && text.charCodeAt(end + 1) === mark)) end += 1;
  if (end >= limit || end === from) return null;
  const after = end + 2;
  const isColonInside = text.charCodeAt(end - 1) === COLON;
  const isColonOutside = after < to && text.charCodeAt(after) === COLON;
  const valueStart = skipBlanks(text, isColonOutside ? after + 1 : after, to);
  if (!isColonInside && !isColonOutside && valueStart !== to) return null;
  const nameEnd = blanksBefore(text, from, isColonInside ? end - 1 : end);
  return labelOf(text.slice(skipBlanks(text, from, nameEnd), nameEnd), 'bold', valueStart);
}

const PLAIN_NAME = /(?:\[([A-Za-z ()]{1,40})\]:?|([A-Za-z][A-Za-z' ’()]{0,40}):)/y;

/** `Source: notes.md` or `[FRONT]`; whether such a name means anything is for the caller to say. */
function plainLabel(text: string, from: number, to: number): Label | null {
  PLAIN_NAME.lastIndex = from;
  const found = PLAIN_NAME.exec(text);
  if (!found || from + found[0].length > to) return null;
  return labelOf(found[1] ?? found[2] ?? '', 'plain', skipBlanks(text, from + found[0].length, to));
}

function labelOf(words: string, style: Label['style'], valueStart: number): Label | null {
  const key = foldName(words);
  if (key === '') return null;
  const isBracketed = words.startsWith('[') && words.endsWith(']');
  return { name: isBracketed ? words.slice(1, -1) : words, key, style, valueStart };
}

function skipBullet(text: string, at: number, to: number): number {
  const isBullet = isBlank(text.charCodeAt(at + 1)) && '-*+'.includes(text[at] ?? ' ');
  return isBullet ? skipBlanks(text, at + 1, to) : at;
}
