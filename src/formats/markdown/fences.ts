import { columnsOf, isLineEnd, itemMarkerEnd, runLength, skipBlanks } from './characters.ts';

type FenceStart = {
  readonly mark: string;
  readonly length: number;
  /** Whether it stands in a list, where its end may be indented as deep as the list is. */
  readonly isNested: boolean;
};

/** Whether a fence (three or more backticks or tildes, CommonMark 4.5) begins at an offset. */
export function opensFence(text: string, at: number, to: number): boolean {
  const mark = text[at];
  if (mark !== '`' && mark !== '~') return false;
  const length = runLength(text, at, to, mark);
  // Three backticks with another one later on the line are a code span.
  return length >= 3 && (mark === '~' || !text.slice(at + length, to).includes('`'));
}

/**
 * Finds the line on which a fence or comment ends. Where one has no end, any later one that only the same end could
 * close has none either; remembering that keeps a file of a million openings linear.
 */
export function createEnds(text: string, starts: Uint32Array, count: number) {
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

function fenceAt(text: string, from: number, to: number): FenceStart {
  const at = skipBlanks(text, from, to);
  const content = skipBlanks(text, itemMarkerEnd(text, at, to), to);
  const mark = text[content] ?? '`';
  const isNested = content !== at || columnsOf(text, from, at) > 3;
  return { mark, length: runLength(text, content, to, mark), isNested };
}

function closesFence(text: string, from: number, to: number, open: FenceStart): boolean {
  const at = skipBlanks(text, from, to);
  if (at >= to || text[at] !== open.mark) return false;
  if (!open.isNested && columnsOf(text, from, at) > 3) return false;
  const length = runLength(text, at, to, open.mark);
  if (length < open.length) return false;
  const rest = skipBlanks(text, at + length, to);
  return rest === to || isLineEnd(text.charCodeAt(rest));
}
