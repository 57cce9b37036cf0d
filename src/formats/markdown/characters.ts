/** Character codes and small steps over text, each linear where an unanchored regular expression would not be. */
export const TAB = 9;
export const LINE_FEED = 10;
export const CARRIAGE_RETURN = 13;
export const SPACE = 32;

export function isBlank(unit: number): boolean {
  return unit === SPACE || unit === TAB;
}

export function isLineEnd(unit: number): boolean {
  return unit === LINE_FEED || unit === CARRIAGE_RETURN;
}

/** The first offset from `from` on that holds no blank. */
export function skipBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

/** The offset from which on a stretch holds only blanks up to its end. */
export function blanksBefore(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && isBlank(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

/** The columns between two offsets that hold only blanks; a tab counts four. */
export function columnsOf(text: string, from: number, to: number): number {
  let columns = 0;
  for (let at = from; at < to; at += 1) columns += text.charCodeAt(at) === TAB ? 4 : 1;
  return columns;
}

/** How often a character is repeated from `from` on. */
export function runLength(text: string, from: number, to: number, mark: string): number {
  let at = from;
  while (at < to && text[at] === mark) at += 1;
  return at - from;
}

/** Where the marker of a list item (`-`, `12.`) ends; `from` when there is none. */
export function itemMarkerEnd(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && at - from < 9 && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at += 1;
  const marks = at > from ? '.)' : '-*+';
  if (at >= to || !marks.includes(text[at] ?? ' ')) return from;
  const next = text.charCodeAt(at + 1);
  return at + 1 === to || isBlank(next) || isLineEnd(next) ? at + 1 : from;
}

/** A text without any of the given characters at its ends. */
export function trimMarks(text: string, marks: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && marks.includes(text[from] ?? '')) from += 1;
  while (to > from && marks.includes(text[to - 1] ?? '')) to -= 1;
  return text.slice(from, to);
}
