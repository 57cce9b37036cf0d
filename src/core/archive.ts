import type { Millis, StudyDay } from './day.ts';
import type { CardId } from './deck.ts';
import {
  eventId,
  GRADES,
  inDiaryOrder,
  isCardEvent,
  type CardEvent,
  type DiaryEvent,
  type EventId,
  type Graded,
} from './event.ts';
import { groupedBy } from './interleave.ts';
import { fromRuns } from './runs.ts';
import { DAY_MS, NO_SESSION, TOOK_LIMIT, UUID_BYTES, type Segment } from './segment.ts';

/** The older part of the diary, left in its columns: an event becomes an object when somebody asks for it. */
export type Archive = {
  /** Number of events. */
  readonly size: number;
  /** The highest logical clock, 0 for none. */
  readonly newestHlc: number;
  /** Every card that some event of a known kind names; a card's place here is its number. */
  readonly cards: readonly CardId[];
  readonly numberOf: (card: CardId) => number | undefined;
  /** What happened to a card, undone events included, in diary order. */
  readonly eventsOf: (card: CardId) => CardEvent[];
  readonly has: (event: DiaryEvent) => boolean;
  /** Searches an id without knowing when it was given; a matter of milliseconds in a long diary. */
  readonly find: (id: EventId) => DiaryEvent | null;
  /** Every event of those that are no ordinary answer. */
  readonly others: readonly DiaryEvent[];
  readonly events: () => Iterable<DiaryEvent>;
};

export function createArchive(segments: readonly Segment[]): Archive {
  const cards: CardId[] = [];
  const numbers = new Map<CardId, number>();
  const numberOf = (card: CardId): number => {
    const known = numbers.get(card);
    if (known !== undefined) return known;
    numbers.set(card, cards.length);
    return cards.push(card) - 1;
  };
  const parts = segments.map((segment) => openSegment(segment, numberOf));
  const others = segments.flatMap((segment) => segment.others);
  const othersById = new Map(others.map((event) => [event.id, event]));
  const othersOf = groupedBy(others.filter(isCardEvent), ({ card }) => card);
  for (const card of othersOf.keys()) numberOf(card);
  let byCard: CardRows | null = null;

  const find = (id: EventId): DiaryEvent | null => {
    const other = othersById.get(id);
    if (other) return other;
    for (const part of parts) {
      const row = part.rowOfId(id);
      if (row !== null) return part.answer(row);
    }
    return null;
  };
  return {
    size: segments.reduce((sum, { count }) => sum + count, 0),
    newestHlc: segments.reduce((newest, { upTo }) => Math.max(newest, upTo), 0),
    cards,
    numberOf: (card) => numbers.get(card),
    eventsOf(card) {
      byCard ??= rowsByCard(parts, cards.length);
      const number = numbers.get(card);
      const answers = number === undefined ? [] : byCard(number);
      return [...answers, ...(othersOf.get(card) ?? [])].toSorted(inDiaryOrder);
    },
    has: ({ id, hlc }) =>
      othersById.has(id) || parts.some((part) => part.rowsAt(hlc).some((row) => part.idOf(row) === id)),
    find,
    others,
    *events() {
      for (const part of parts) for (let row = 0; row < part.rows; row += 1) yield part.answer(row);
      yield* others;
    },
  };
}

type Part = {
  readonly rows: number;
  /** For each row the number of its card. */
  readonly card: Uint32Array;
  readonly idOf: (row: number) => EventId;
  readonly answer: (row: number) => Graded;
  /** The rows of one logical clock. */
  readonly rowsAt: (hlc: number) => number[];
  readonly rowOfId: (id: EventId) => number | null;
};

function openSegment(segment: Segment, numberOf: (card: CardId) => number): Part {
  const names = namesOf(segment);
  const numbers = Uint32Array.from(names, numberOf);
  const card = segment.card.map((name) => numbers[name] ?? 0);
  const [day, ahead] = [fromRuns(segment.day), fromRuns(segment.ahead)];
  const [session, offset] = [fromRuns(segment.session), fromRuns(segment.utcOffsetMinutes)];
  const uuidRow = uuidRows(segment.uuids, session);
  const atOf = (row: number) => (day[row] ?? 0) * DAY_MS + (segment.sinceDay[row] ?? 0);
  const hlcOf = (row: number) => atOf(row) + (ahead[row] ?? 0);
  const idOf = (row: number): EventId => {
    const name = segment.sessions[session[row] ?? NO_SESSION];
    return name === undefined ? uuidOf(segment.uuids, uuidRow[row] ?? 0) : eventId(name, hlcOf(row));
  };
  const rows = card.length;
  const rowsAt = (hlc: number) => {
    const found: number[] = [];
    const first = firstPast(rows, (row) => hlcOf(row) >= hlc);
    for (let row = first; row < rows && hlcOf(row) === hlc; row += 1) found.push(row);
    return found;
  };
  return {
    rows,
    card,
    idOf,
    rowsAt,
    answer(row) {
      const packed = segment.gradeAndTook[row] ?? 0;
      return {
        at: atOf(row) as Millis,
        utcOffsetMinutes: offset[row] ?? 0,
        id: idOf(row),
        day: (day[row] ?? 0) as StudyDay,
        hlc: hlcOf(row),
        kind: 'graded',
        card: names[segment.card[row] ?? 0] ?? ('' as CardId),
        grade: GRADES[Math.floor(packed / TOOK_LIMIT)] ?? 'again',
        tookMs: packed % TOOK_LIMIT,
      };
    },
    rowOfId(id) {
      const hlc = Number.parseInt(id.slice(id.lastIndexOf('-') + 1), 36);
      const inSession = rowsAt(hlc).find((row) => idOf(row) === id);
      if (inSession !== undefined) return inSession;
      if (segment.uuids.length === 0) return null;
      for (let row = 0; row < rows; row += 1) if (session[row] === NO_SESSION && idOf(row) === id) return row;
      return null;
    },
  };
}

function namesOf({ prefixes, prefix, names }: Segment): CardId[] {
  const numbers = fromRuns(prefix);
  // The rest of a name may be empty, so only the number of names tells no name from one.
  if (numbers.length === 0) return [];
  return names.split('\n').map((rest, name) => `${prefixes[numbers[name] ?? 0] ?? ''}${rest}` as CardId);
}

/** For each row how many UUIDs stand before it; empty where there are none. */
function uuidRows(uuids: Uint8Array, session: Float64Array): Uint32Array {
  if (uuids.length === 0) return new Uint32Array();
  let before = 0;
  return Uint32Array.from(session, (number) => (number === NO_SESSION ? before++ : before));
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const DASHES: ReadonlySet<number> = new Set([4, 6, 8, 10]);

function uuidOf(bytes: Uint8Array, row: number): EventId {
  let id = '';
  for (let at = 0; at < UUID_BYTES; at += 1) {
    if (DASHES.has(at)) id += '-';
    id += HEX[bytes[row * UUID_BYTES + at] ?? 0] ?? '';
  }
  return id as EventId;
}

/** The first of so many rows that is past a mark, by halves; `rows` when none is. */
function firstPast(rows: number, isPast: (row: number) => boolean): number {
  let [from, to] = [0, rows];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (isPast(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** Gives a card's answers by its number. */
type CardRows = (card: number) => Graded[];

function rowsByCard(parts: readonly Part[], cards: number): CardRows {
  const ends = new Uint32Array(cards + 1);
  for (const { card } of parts) for (const number of card) ends[number + 1] = (ends[number + 1] ?? 0) + 1;
  for (let card = 1; card <= cards; card += 1) ends[card] = (ends[card] ?? 0) + (ends[card - 1] ?? 0);
  const starts = ends.slice();
  const size = parts.reduce((sum, { rows }) => sum + rows, 0);
  const [partOf, rowOf] = [new Uint16Array(size), new Uint32Array(size)];
  for (const [number, { card }] of parts.entries()) {
    for (const [row, of] of card.entries()) {
      const place = ends[of] ?? 0;
      ends[of] = place + 1;
      partOf[place] = number;
      rowOf[place] = row;
    }
  }
  return (card) =>
    Array.from({ length: (ends[card] ?? 0) - (starts[card] ?? 0) }, (_, index) => {
      const place = (starts[card] ?? 0) + index;
      return parts[partOf[place] ?? 0]?.answer(rowOf[place] ?? 0);
    }).filter((answer) => answer !== undefined);
}
