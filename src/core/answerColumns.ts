import { fromCardNames, numbered } from './cardNames.ts';
import type { StudyDay } from './day.ts';
import type { CardId } from './deck.ts';
import { isCardEvent, type DiaryEvent, type EventId } from './event.ts';
import { columnOf } from './runs.ts';
import { DAY_MS, gradeOf, NO_SESSION, UUID_BYTES, type Segment } from './segment.ts';

/** Some neighbouring answers of one study day, the first `count` in each column; at most `STRETCH`. */
export type Stretch = {
  readonly day: StudyDay;
  readonly count: number;
  /** Cards by their numbers in the whole archive. */
  readonly card: Uint32Array;
  /** Grades by their positions in `GRADES`. */
  readonly grade: Uint8Array;
  /** Milliseconds since the study day's midnight in UTC. */
  readonly sinceDay: Int32Array;
};

/** So many answers, and the states of their cards, stay in the processor's first cache. */
export const STRETCH = 128;

/** The ordinary answers of many segments, to be walked through without making an object of any. */
export type AnswerColumns = {
  /** Every card that some event of a known kind names; a card's number is its place here. */
  readonly cards: readonly CardId[];
  /** Whatever is no ordinary answer. */
  readonly others: readonly DiaryEvent[];
  /** The cards that these are about, by their numbers. */
  readonly otherCards: ReadonlySet<number>;
  /**
   * Goes through the answers in diary order, except that those of different segments at one and the same logical
   * clock come in any order: `tie` is told of the cards that this may matter to. A stretch is over with its visit.
   */
  readonly walk: (visit: (stretch: Stretch) => void, tie?: (card: number) => void) => void;
  /** The cards of all answers that have one of these ids, by their numbers, and a few others perhaps. */
  readonly cardsOf: (ids: ReadonlySet<EventId>) => ReadonlySet<number>;
};

type Part = Pick<Segment, 'card' | 'gradeAndTook' | 'sinceDay'> & {
  readonly rows: number;
  /** For each number in the column of cards the card's number in the whole archive. */
  readonly numbers: Uint32Array;
  readonly day: Segment['day'];
  readonly session: Segment['session'];
  readonly uuids: Segment['uuids'];
  readonly firstHlc: number;
  readonly lastHlc: number;
  readonly hlcOf: (row: number) => number;
};

export function openAnswers(segments: readonly Segment[]): AnswerColumns {
  const whole = segments.filter(({ card }) => card.length > 0);
  const others = segments.flatMap((segment) => segment.others);
  const names = whole.map(fromCardNames);
  const { names: cards, numbers } = numbered([
    ...names.flat(),
    ...others.filter(isCardEvent).map(({ card }) => card),
  ]);
  let named = 0;
  const parts = whole.map((segment, index) => {
    const first = named;
    named += names[index]?.length ?? 0;
    return openPart(segment, Uint32Array.from(numbers.slice(first, named)));
  });
  return {
    cards,
    others,
    otherCards: new Set(numbers.slice(named)),
    walk: (visit, tie = () => {}) => walkMerged(parts, visit, tie),
    cardsOf: (ids) =>
      new Set(parts.flatMap((part) => [...answeredAt(part, ids), ...answeredUnder(part, ids)])),
  };
}

function openPart(segment: Segment, numbers: Uint32Array): Part {
  const { card, day, ahead, sinceDay, gradeAndTook, session, uuids } = segment;
  const rows = card.length;
  const hlc = (row: number, ofDay = 0, ofClock = 0) => ofDay * DAY_MS + (sinceDay[row] ?? 0) + ofClock;
  // Columns for every row are needed only where segments overlap.
  let columns: { readonly dayOf: (row: number) => number; readonly aheadOf: (row: number) => number } | null =
    null;
  return {
    card,
    sinceDay,
    gradeAndTook,
    day,
    session,
    uuids,
    rows,
    numbers,
    firstHlc: hlc(0, day.values[0], ahead.values[0]),
    lastHlc: hlc(rows - 1, day.values.at(-1), ahead.values.at(-1)),
    hlcOf(row) {
      columns ??= { dayOf: columnOf(day), aheadOf: columnOf(ahead) };
      return hlc(row, columns.dayOf(row), columns.aheadOf(row));
    },
  };
}

/** How far a walk has come in a part: the next row, its logical clock, and the run of days that it lies in. */
type Head = { readonly part: Part; row: number; hlc: number; run: number; runEnd: number };

function walkMerged(
  parts: readonly Part[],
  visit: (stretch: Stretch) => void,
  tie: (card: number) => void,
): void {
  const stretch = createStretch();
  const heads = parts.map((part): Head => ({
    part,
    row: 0,
    hlc: part.firstHlc,
    run: 0,
    runEnd: part.day.lengths[0] ?? 0,
  }));
  for (let head = earliest(heads, null); head !== null; head = earliest(heads, null)) {
    const { part, row, hlc } = head;
    const next = earliest(heads, head)?.hlc ?? Infinity;
    let end = part.rows;
    if (part.lastHlc >= next) end = firstPast(part, row, hlc === next ? next + 1 : next);
    if (hlc === next) {
      for (let tied = row; tied < end; tied += 1) tie(cardAt(part, tied));
    }
    advance(head, end, (from, to, day) => {
      fill(stretch, part, from, to, day);
      visit(stretch);
    });
  }
}

/** The head with the least logical clock; `null` when none has rows left. */
function earliest(heads: readonly Head[], except: Head | null): Head | null {
  let found: Head | null = null;
  for (const head of heads) {
    if (head !== except && head.row < head.part.rows && (found === null || head.hlc < found.hlc))
      found = head;
  }
  return found;
}

function createStretch(): { -readonly [column in keyof Stretch]: Stretch[column] } {
  return {
    day: 0 as StudyDay,
    count: 0,
    card: new Uint32Array(STRETCH),
    grade: new Uint8Array(STRETCH),
    sinceDay: new Int32Array(STRETCH),
  };
}

/** Looked up in a loop of its own, so that the processor waits for many cards at once. */
function fill(
  stretch: ReturnType<typeof createStretch>,
  part: Part,
  from: number,
  to: number,
  day: StudyDay,
): void {
  const { card, grade, sinceDay } = stretch;
  stretch.day = day;
  stretch.count = to - from;
  for (let row = from, place = 0; row < to; row += 1, place += 1) {
    card[place] = cardAt(part, row);
    grade[place] = gradeOf(part.gradeAndTook[row] ?? 0);
    sinceDay[place] = part.sinceDay[row] ?? 0;
  }
}

function advance(head: Head, end: number, visit: (from: number, to: number, day: StudyDay) => void): void {
  const { part } = head;
  const { values, lengths } = part.day;
  while (head.row < end) {
    while (head.row >= head.runEnd) {
      head.run += 1;
      head.runEnd += lengths[head.run] ?? Infinity;
    }
    const to = Math.min(end, head.runEnd, head.row + STRETCH);
    visit(head.row, to, (values[head.run] ?? 0) as StudyDay);
    head.row = to;
  }
  head.hlc = end < part.rows ? part.hlcOf(end) : Infinity;
}

/** The first row from `start` on whose logical clock is at least `hlc`: in strides that double, then by halves. */
function firstPast(part: Part, start: number, hlc: number): number {
  let [from, stride] = [start, 1];
  while (from + stride <= part.rows && part.hlcOf(from + stride - 1) < hlc) {
    from += stride;
    stride *= 2;
  }
  let to = Math.min(from + stride - 1, part.rows);
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (part.hlcOf(middle) < hlc) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The cards of answers that were given at the logical clock that an id ends with, as ids of a session do. */
function answeredAt(part: Part, ids: ReadonlySet<EventId>): number[] {
  const found: number[] = [];
  for (const id of ids) {
    const hlc = Number.parseInt(id.slice(id.lastIndexOf('-') + 1), 36);
    if (hlc >= part.firstHlc && hlc <= part.lastHlc) {
      for (let row = firstPast(part, 0, hlc); row < part.rows && part.hlcOf(row) === hlc; row += 1) {
        found.push(cardAt(part, row));
      }
    }
  }
  return found;
}

/** The cards of answers with a UUID that begins as one of the ids does. */
function answeredUnder(part: Part, ids: ReadonlySet<EventId>): number[] {
  const { uuids, session } = part;
  if (uuids.length === 0) return [];
  const found: number[] = [];
  const beginnings = new Set(Array.from(ids, (id) => Number.parseInt(id.slice(0, 8), 16)));
  const bytes = new DataView(uuids.buffer, uuids.byteOffset, uuids.byteLength);
  let [row, uuid] = [0, 0];
  for (const [run, name] of session.values.entries()) {
    const end = row + (session.lengths[run] ?? 0);
    if (name !== NO_SESSION) row = end;
    for (; row < end; row += 1) {
      if (beginnings.has(bytes.getUint32(uuid * UUID_BYTES))) found.push(cardAt(part, row));
      uuid += 1;
    }
  }
  return found;
}

function cardAt({ card, numbers }: Part, row: number): number {
  return numbers[card[row] ?? 0] ?? 0;
}
