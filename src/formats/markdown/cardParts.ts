import { foldName, type Label, labelAt } from './labels.ts';
import { headingAt } from './headings.ts';
import { BLANK, COMMENT, FENCED, FENCE_END, HEADING, ITEM, RULE, TABLE } from './lineKinds.ts';
import { type Lines, lineEnd, sliceText } from './lines.ts';
import type { CardLines } from './outline.ts';

export type PartKind = 'front' | 'back' | 'mnemonic' | 'misconceptions' | 'related' | 'note';

/** A stretch of a card under its own marker. Its text starts at the offset `from` and ends with the line `last`. */
export type Part = {
  readonly kind: PartKind;
  readonly label: string;
  readonly line: number;
  readonly from: number;
  /** The first line that may hold text: the marker's own when the text starts beside it. */
  readonly first: number;
  readonly last: number;
};

export type CardParts = {
  /** The lines between the heading and the first part. */
  readonly head: { readonly first: number; readonly last: number };
  readonly parts: readonly Part[];
  /** A marker of the question or the answer after the answer has begun. */
  readonly second: Marker | null;
};

/** A line that opens a part: `**FRONT (Question):**`, `**[FRONT]**`, `#### Front`, `Q: ...`. */
export type Marker = {
  readonly kind: PartKind;
  readonly label: string;
  readonly line: number;
  readonly from: number;
  /** Markers of one style pair up: an `A:` ends a `Q:`, never a `**FRONT:**`, whose text may list choices. */
  readonly style: string;
};

const MARKERS: ReadonlyMap<string, readonly [kind: PartKind, family: string]> = new Map(
  Object.entries<readonly [PartKind, string]>({
    front: ['front', 'front'],
    'front side': ['front', 'front'],
    back: ['back', 'front'],
    'back side': ['back', 'front'],
    question: ['front', 'question'],
    prompt: ['front', 'question'],
    answer: ['back', 'question'],
    q: ['front', 'q'],
    a: ['back', 'q'],
    mnemonic: ['mnemonic', ''],
    misconceptions: ['misconceptions', ''],
    misconception: ['misconceptions', ''],
    'common misconceptions': ['misconceptions', ''],
    'common misconception': ['misconceptions', ''],
    'related concepts': ['related', ''],
  }),
);

const HEADING_STYLE = 'heading ';

/** Cuts a card at the markers of its parts. Markers inside a fence, and those of another style than its own, are text. */
export function cardParts(lines: Lines, card: CardLines): CardParts {
  const markers = markersOf(lines, card);
  const front = markers.find((marker) => marker.kind === 'front') ?? null;
  const back = backFor(markers, front);
  const opening = markers.filter((marker) => opensPart(marker, front, back));
  const parts = opening.map(({ kind, label, line, from }, index) => ({
    kind,
    label,
    line,
    from,
    first: from < lineEnd(lines, line) ? line : line + 1,
    last: trimmedEnd(lines, line, (opening[index + 1]?.line ?? card.last + 1) - 1),
  }));
  const second = markers.find(
    (marker) =>
      back &&
      marker.line > back.line &&
      (marker.kind === 'front' || marker.kind === 'back') &&
      marker.style === back.style,
  );
  return {
    head: { first: card.first + 1, last: (opening[0]?.line ?? card.last + 1) - 1 },
    parts,
    second: second ?? null,
  };
}

/** The text of a part, the author's own characters with blank lines removed at both ends. */
export function partText(lines: Lines, part: Pick<Part, 'from' | 'line' | 'first' | 'last'>): string {
  let first = part.first;
  while (first <= part.last && lines.kinds[first] === BLANK) first += 1;
  if (first > part.last) return '';
  const from = first === part.line ? part.from : (lines.starts[first] ?? 0);
  return sliceText(lines, from, lineEnd(lines, part.last));
}

/** The last line from `last` upwards that is neither blank nor a rule; `first - 1` when there is none. */
export function trimmedEnd(lines: Lines, first: number, last: number): number {
  let line = last;
  while (line >= first && (lines.kinds[line] === BLANK || lines.kinds[line] === RULE)) line -= 1;
  return line;
}

/** The answer's marker: of the question's own style if there is one, else any after it. */
function backFor(markers: readonly Marker[], front: Marker | null): Marker | null {
  const backs = markers.filter((marker) => marker.kind === 'back' && marker.line > (front?.line ?? -1));
  if (!front) return backs[0] ?? null;
  return (
    backs.find((marker) => marker.style === front.style) ??
    backs.find((marker) => !marker.style.startsWith('plain')) ??
    null
  );
}

function opensPart(marker: Marker, front: Marker | null, back: Marker | null): boolean {
  if (marker === front || marker === back) return true;
  if (marker.kind === 'front' || marker.kind === 'back') return false;
  const isHeading = marker.style.startsWith(HEADING_STYLE);
  const layout = back ?? front;
  if (layout?.style.startsWith(HEADING_STYLE)) return isHeading && marker.style === layout.style;
  // Under bold markers a heading or a bold line is as a rule part of the answer; the parts that a card has by name
  // are not, once the answer has begun or before the question has.
  const isBetween = marker.line > (front?.line ?? Infinity) && marker.line < (back?.line ?? Infinity);
  return marker.kind !== 'note' && !isBetween;
}

function markersOf(lines: Lines, card: CardLines): Marker[] {
  const markers: Marker[] = [];
  for (let line = card.first + 1; line <= card.last; line += 1) {
    const kind = lines.kinds[line];
    if (kind === HEADING) markers.push(headingMarker(lines, line));
    else if (
      kind !== BLANK &&
      kind !== FENCED &&
      kind !== FENCE_END &&
      kind !== TABLE &&
      kind !== ITEM &&
      kind !== COMMENT
    ) {
      const marker = mayBeMarker(lines, line) ? labelMarker(lines, line) : null;
      if (marker) markers.push(marker);
    }
  }
  return markers;
}

function headingMarker(lines: Lines, line: number): Marker {
  const { level, title } = headingAt(lines, line);
  const kind = MARKERS.get(foldName(title))?.[0] ?? 'note';
  return {
    kind,
    label: title.replace(/:$/, ''),
    line,
    from: lineEnd(lines, line),
    style: `${HEADING_STYLE}${level}`,
  };
}

/** What a line must begin with to be a marker, by character code: the letters of markers, and marks before them. */
const LETTER = 1;
const MARK = 2;
const MARKER_STARTS = new Uint8Array(128);
for (const letter of 'fbqamcpFBQAMCP') MARKER_STARTS[letter.charCodeAt(0)] = LETTER;
for (const mark of ' \t*_[') MARKER_STARTS[mark.charCodeAt(0)] = MARK;

/** A cheap look at the first letter, because this is asked of every line of every answer. */
function mayBeMarker(lines: Lines, line: number): boolean {
  let at = lines.starts[line] ?? 0;
  while (MARKER_STARTS[lines.text.charCodeAt(at)] === MARK) at += 1;
  return MARKER_STARTS[lines.text.charCodeAt(at)] === LETTER;
}

function labelMarker(lines: Lines, line: number): Marker | null {
  const label: Label | null = labelAt(lines.text, lines.starts[line] ?? 0, lineEnd(lines, line));
  const found = label && MARKERS.get(label.key);
  if (!label || !found) return null;
  const [kind, family] = found;
  if (family === '' && (label.style === 'plain' || kind === 'related')) return null;
  return { kind, label: label.name, line, from: label.valueStart, style: `${label.style} ${family}` };
}
