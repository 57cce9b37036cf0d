import { CARRIAGE_RETURN, LINE_FEED } from './characters.ts';
import { classifyLines, type LineKinds } from './lineKinds.ts';

/** The lines of a text as offsets into it; nothing is copied. Line numbers count from 0. */
export type Lines = LineKinds & {
  readonly text: string;
  readonly count: number;
  /** Where each line starts, and at `count` where the text ends. */
  readonly starts: Uint32Array;
};

const BYTE_ORDER_MARK = 0xfeff;

/** Splits a text into lines (at LF, CR LF or a lone CR) and classifies each, in time linear in its length. */
export function scanLines(text: string): Lines {
  const { starts, count } = lineStarts(text);
  return { text, count, starts, ...classifyLines(text, starts, count) };
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
