import type { Millis, StudyDay } from './day.ts';
import type { CardId } from './deck.ts';
import { GRADES, type DiaryEvent, type EventId, type Graded } from './event.ts';

/**
 * Events side by side in columns, which are read from a disk and brought back many times faster than one record each.
 * Ordinary answers go into the columns; whatever is not exactly one stays as it is, to the last field.
 */
export type DiaryColumns = {
  /** Ordinary answers and others together. */
  readonly count: number;
  /** The ids that the column `card` counts from 0. */
  readonly cards: readonly string[];
  /** 16 bytes an answer. */
  readonly id: Uint8Array;
  readonly card: Uint32Array;
  readonly at: Float64Array;
  readonly hlc: Float64Array;
  readonly day: Int32Array;
  readonly utcOffsetMinutes: Int16Array;
  /** Position in `GRADES`. */
  readonly grade: Uint8Array;
  readonly tookMs: Uint32Array;
  readonly others: readonly DiaryEvent[];
};

const ID_BYTES = 16;
const FIELDS = 9;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const MOST_MS = 2 ** 32;
const MOST_MINUTES = 2 ** 15;
const MOST_DAYS = 2 ** 31;

export function toColumns(events: readonly DiaryEvent[]): DiaryColumns {
  const plain = events.filter(isOrdinary);
  const numbers = new Map<string, number>();
  const numberOf = (card: string) => {
    const known = numbers.get(card) ?? numbers.size;
    numbers.set(card, known);
    return known;
  };
  const columns = emptyColumns(plain.length);
  for (const [row, event] of plain.entries()) {
    writeId(columns.id, row, event.id);
    columns.card[row] = numberOf(event.card);
    columns.at[row] = event.at;
    columns.hlc[row] = event.hlc;
    columns.day[row] = event.day;
    columns.utcOffsetMinutes[row] = event.utcOffsetMinutes;
    columns.grade[row] = GRADES.indexOf(event.grade);
    columns.tookMs[row] = event.tookMs;
  }
  const others = events.filter((event) => !isOrdinary(event));
  return { ...columns, count: events.length, cards: [...numbers.keys()], others };
}

/** The events again, ordinary answers first, each group in the order it was given in. */
export function fromColumns(columns: DiaryColumns): DiaryEvent[] {
  const answers = Array.from(columns.grade, (grade, row): Graded => ({
    at: (columns.at[row] ?? 0) as Millis,
    utcOffsetMinutes: columns.utcOffsetMinutes[row] ?? 0,
    id: readId(columns.id, row),
    day: (columns.day[row] ?? 0) as StudyDay,
    hlc: columns.hlc[row] ?? 0,
    kind: 'graded',
    card: (columns.cards[columns.card[row] ?? 0] ?? '') as CardId,
    grade: GRADES[grade] ?? 'again',
    tookMs: columns.tookMs[row] ?? 0,
  }));
  return [...answers, ...columns.others];
}

function emptyColumns(rows: number) {
  return {
    id: new Uint8Array(rows * ID_BYTES),
    card: new Uint32Array(rows),
    at: new Float64Array(rows),
    hlc: new Float64Array(rows),
    day: new Int32Array(rows),
    utcOffsetMinutes: new Int16Array(rows),
    grade: new Uint8Array(rows),
    tookMs: new Uint32Array(rows),
  };
}

/** An answer with nothing but its own fields, each small enough for its column. */
function isOrdinary(event: DiaryEvent): event is Graded {
  return (
    event.kind === 'graded' &&
    Object.keys(event).length === FIELDS &&
    UUID.test(event.id) &&
    isWhole(event.day, MOST_DAYS) &&
    isWhole(event.utcOffsetMinutes, MOST_MINUTES) &&
    isWhole(event.tookMs, MOST_MS) &&
    event.tookMs >= 0
  );
}

function isWhole(value: number, most: number): boolean {
  return Number.isInteger(value) && Math.abs(value) < most && !Object.is(value, -0);
}

function writeId(bytes: Uint8Array, row: number, id: string): void {
  const hex = id.replaceAll('-', '');
  for (let at = 0; at < ID_BYTES; at += 1) {
    bytes[row * ID_BYTES + at] = Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16);
  }
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const DASHES: ReadonlySet<number> = new Set([4, 6, 8, 10]);

function readId(bytes: Uint8Array, row: number): EventId {
  let id = '';
  for (let at = 0; at < ID_BYTES; at += 1) {
    if (DASHES.has(at)) id += '-';
    id += HEX[bytes[row * ID_BYTES + at] ?? 0] ?? '';
  }
  return id as EventId;
}
