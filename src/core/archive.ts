import { fromCardNames } from './cardNames.ts';
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
import { HEX } from './hex.ts';
import { groupedBy } from './interleave.ts';
import { columnOf } from './runs.ts';
import { DAY_MS, NO_SESSION, TOOK_LIMIT, UUID_BYTES, type Segment } from './segment.ts';

/**
 * The older part of the diary, left in its columns: an event becomes an object when somebody asks for it, and the
 * columns are looked into when somebody asks for the first one.
 */
export type Archive = {
  /** Number of events. */
  readonly size: number;
  /** The highest logical clock, 0 for none. */
  readonly newestHlc: number;
  /** Every card that some event of a known kind names. */
  readonly cards: () => readonly CardId[];
  /** What happened to a card, undone events included, in diary order. */
  readonly eventsOf: (card: CardId) => CardEvent[];
  readonly has: (event: DiaryEvent) => boolean;
  /** Searches an id without knowing when it was given; a matter of milliseconds in a long diary. */
  readonly find: (id: EventId) => DiaryEvent | null;
  /** Every event of those that are no ordinary answer. */
  readonly others: readonly DiaryEvent[];
  readonly events: () => Iterable<DiaryEvent>;
};

/** What is known of an archive without looking into it. */
export type ArchiveOutline = Pick<Archive, 'size' | 'newestHlc'> & {
  /** Tells the archive from any other. */
  readonly of: string;
};

export function createArchive(segments: readonly Segment[]): Archive {
  const size = segments.reduce((sum, { count }) => sum + count, 0);
  const newestHlc = segments.reduce((newest, { upTo }) => Math.max(newest, upTo), 0);
  const others = segments.flatMap((segment) => segment.others);
  let opened: Opened | null = null;
  const open = () => (opened ??= openAll(segments, others));
  return {
    size,
    newestHlc,
    others,
    cards: () => open().cards,
    eventsOf: (card) => open().eventsOf(card),
    has: (event) => event.hlc <= newestHlc && open().has(event),
    find: (id) => (size === 0 ? null : open().find(id)),
    *events() {
      const { parts } = open();
      for (const part of parts) for (let row = 0; row < part.rows; row += 1) yield part.answer(row);
      yield* others;
    },
  };
}

type Opened = { readonly cards: readonly CardId[]; readonly parts: readonly Part[] } & Pick<
  Archive,
  'eventsOf' | 'has' | 'find'
>;

function openAll(segments: readonly Segment[], others: readonly DiaryEvent[]): Opened {
  const cards: CardId[] = [];
  const numbers = new Map<CardId, number>();
  const numberOf = (card: CardId): number => {
    const known = numbers.get(card);
    if (known !== undefined) return known;
    numbers.set(card, cards.length);
    return cards.push(card) - 1;
  };
  const parts = segments.map((segment) => openSegment(segment, numberOf));
  const othersById = new Map(others.map((event) => [event.id, event]));
  const othersOf = groupedBy(others.filter(isCardEvent), ({ card }) => card);
  for (const card of othersOf.keys()) numberOf(card);
  let byCard: CardRows | null = null;
  return {
    cards,
    parts,
    eventsOf(card) {
      byCard ??= rowsByCard(parts, cards.length);
      const number = numbers.get(card);
      const answers = number === undefined ? [] : byCard(number);
      return [...answers, ...(othersOf.get(card) ?? [])].toSorted(inDiaryOrder);
    },
    has: ({ id, hlc }) =>
      othersById.has(id) || parts.some((part) => part.rowsAt(hlc).some((row) => part.idOf(row) === id)),
    find(id) {
      const other = othersById.get(id);
      if (other) return other;
      for (const part of parts) {
        const row = part.rowOfId(id);
        if (row !== null) return part.answer(row);
      }
      return null;
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
  const names = fromCardNames(segment);
  const numbers = Uint32Array.from(names, numberOf);
  const card = segment.card.map((name) => numbers[name] ?? 0);
  const [dayOf, aheadOf] = [columnOf(segment.day), columnOf(segment.ahead)];
  const [sessionOf, offsetOf] = [columnOf(segment.session), columnOf(segment.utcOffsetMinutes)];
  const uuidRow = uuidRows(segment, sessionOf);
  const atOf = (row: number) => dayOf(row) * DAY_MS + (segment.sinceDay[row] ?? 0);
  const hlcOf = (row: number) => atOf(row) + aheadOf(row);
  const idOf = (row: number): EventId => {
    const name = segment.sessions[sessionOf(row)];
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
        utcOffsetMinutes: offsetOf(row),
        id: idOf(row),
        day: dayOf(row) as StudyDay,
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
      for (let row = 0; row < rows; row += 1)
        if (sessionOf(row) === NO_SESSION && idOf(row) === id) return row;
      return null;
    },
  };
}

/** For each row how many UUIDs stand before it; empty where there are none. */
function uuidRows({ uuids, card }: Segment, sessionOf: (row: number) => number): Uint32Array {
  if (uuids.length === 0) return new Uint32Array();
  let before = 0;
  return card.map((_, row) => (sessionOf(row) === NO_SESSION ? before++ : before));
}

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
