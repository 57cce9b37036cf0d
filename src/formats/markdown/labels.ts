/** A `**Name:** value` at some place of a line; `valueStart` is the offset where the value begins. */
export type Label = {
  /** The author's words without markers and colon. */
  readonly name: string;
  /** The name folded for comparison: lower case, no parentheses, brackets or symbols. */
  readonly key: string;
  readonly style: 'bold' | 'plain';
  readonly valueStart: number;
};

export type Field = { readonly name: string; readonly key: string; readonly value: string };

const LONGEST_NAME = 60;

/** Words of a heading or label folded for comparison: `**[FRONT]**`, `Front (Question):` and `front` are one. */
export function foldName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/\([^()]*\)|[[\]*_`:]/g, ' ')
    .replaceAll(/[^\p{L}\p{N}/'-]+/gu, ' ')
    .trim();
}

/**
 * The label that a line (or the part of it between two offsets) begins with, if any. The colon may stand inside or
 * outside the bold; bold without a colon is a label only when it stands alone. A list bullet before it is skipped.
 */
export function labelAt(text: string, from: number, to: number): Label | null {
  const at = skipBullet(text, skipBlanks(text, from, to), to);
  const marker = text.startsWith('**', at) || text.startsWith('__', at) ? text.slice(at, at + 2) : null;
  return marker ? boldLabel(text, at + 2, to, marker) : plainLabel(text, at, to);
}

/** All labels of one line: `**Difficulty:** Easy | **Bloom's Level:** Remember` has two. */
export function fieldsOf(line: string): Field[] {
  const first = labelAt(line, 0, line.length);
  if (!first) return [];
  const fields: Field[] = [];
  let label = first;
  let search = label.valueStart;
  for (;;) {
    const next = line.indexOf('**', search);
    if (next === -1) break;
    search = next + 2;
    const value = line.slice(label.valueStart, next).trimEnd();
    const following = '|·•;,'.includes(value.at(-1) ?? ' ') ? labelAt(line, next, line.length) : null;
    if (!following) continue;
    fields.push({ name: label.name, key: label.key, value: value.slice(0, -1).trim() });
    label = following;
    search = label.valueStart;
  }
  fields.push({ name: label.name, key: label.key, value: line.slice(label.valueStart).trim() });
  return fields;
}

function boldLabel(text: string, from: number, to: number, marker: string): Label | null {
  const inside = text.slice(from, Math.min(to, from + LONGEST_NAME));
  const length = inside.indexOf(marker);
  if (length <= 0) return null;
  const words = inside.slice(0, length).trim();
  const after = from + length + 2;
  const hasColon = words.endsWith(':') || text[after] === ':';
  const valueStart = skipBlanks(text, text[after] === ':' ? after + 1 : after, to);
  const isAlone = valueStart === to;
  if (!hasColon && !isAlone) return null;
  return label(words, 'bold', valueStart);
}

/** `Source: notes.md` or `[FRONT]`; whether such a name means anything is for the caller to say. */
function plainLabel(text: string, from: number, to: number): Label | null {
  const inside = text.slice(from, Math.min(to, from + LONGEST_NAME));
  const found = /^(?:\[([A-Za-z ()]+)\]:?|([A-Za-z][A-Za-z' ’()]*):)/.exec(inside);
  if (!found) return null;
  return label(found[1] ?? found[2] ?? '', 'plain', skipBlanks(text, from + found[0].length, to));
}

function label(words: string, style: Label['style'], valueStart: number): Label | null {
  const name = words
    .replace(/:$/, '')
    .replaceAll(/^\[|\]$/g, '')
    .trim();
  const key = foldName(name);
  return key === '' ? null : { name, key, style, valueStart };
}

function skipBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && (text[at] === ' ' || text[at] === '\t')) at += 1;
  return at;
}

function skipBullet(text: string, at: number, to: number): number {
  const isBullet =
    (text[at] === '-' || text[at] === '*' || text[at] === '+') &&
    (text[at + 1] === ' ' || text[at + 1] === '\t');
  return isBullet ? skipBlanks(text, at + 1, to) : at;
}
