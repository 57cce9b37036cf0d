import { inNameOrder, numbered, toCardNames, type CardNames } from './cardNames.ts';
import { eventId, GRADES, inDiaryOrder, type DiaryEvent, type Graded } from './event.ts';
import { isReadableEvent } from './eventFault.ts';
import { bytesOfHex } from './hex.ts';
import { isRuns, toRuns, type Runs } from './runs.ts';

/**
 * A stretch of the diary side by side in columns: about 11 bytes an answer at rest instead of 200, and read back many
 * times faster than one record each. Ordinary answers go into the columns, in diary order; whatever is not exactly one
 * stays as it is, to the last field.
 */
export type Segment = CardNames & {
  /** Ordinary answers and others together. */
  readonly count: number;
  /** The newest logical clock in it. */
  readonly upTo: number;
  /** Number of the answer's card among the names. */
  readonly card: Uint32Array;
  readonly day: Runs;
  /** Milliseconds since the study day's midnight in UTC. */
  readonly sinceDay: Int32Array;
  readonly utcOffsetMinutes: Runs;
  /** How many milliseconds the logical clock was ahead of the device's. */
  readonly ahead: Runs;
  /** The grade's position in `GRADES` times 2^30, and how long it took in milliseconds. */
  readonly gradeAndTook: Uint32Array;
  /** The sessions whose ids the answers have, and for each answer which; -1 where its id is the next of `uuids`. */
  readonly sessions: readonly string[];
  readonly session: Runs;
  readonly uuids: Uint8Array;
  readonly others: readonly DiaryEvent[];
  /** Of the columns; the others are checked one by one. */
  readonly checksum: number;
};

export const DAY_MS = 86_400_000;
const TOOK_BITS = 30;
export const TOOK_LIMIT = 2 ** TOOK_BITS;
export const UUID_BYTES = 16;
export const NO_SESSION = -1;

const FIELDS = 9;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The grade's position in `GRADES`, out of what the column holds for an answer. */
export function gradeOf(gradeAndTook: number): number {
  return gradeAndTook >>> TOOK_BITS;
}

export function toSegment(events: readonly DiaryEvent[]): Segment {
  const sorted = events.toSorted(inDiaryOrder);
  const plain = sorted.filter(isOrdinary);
  const names = inNameOrder(plain.map(({ card }) => card));
  const numberOf = new Map(names.map((card, number) => [card, number]));
  const inSession = plain.map(sessionOf);
  const sessions = numbered(inSession.filter((session) => session !== null));
  const columns = {
    ...toCardNames(names),
    card: Uint32Array.from(plain, ({ card }) => numberOf.get(card) ?? 0),
    day: toRuns(plain.map(({ day }) => day)),
    sinceDay: Int32Array.from(plain, ({ at, day }) => at - day * DAY_MS),
    utcOffsetMinutes: toRuns(plain.map(({ utcOffsetMinutes }) => utcOffsetMinutes)),
    ahead: toRuns(plain.map(({ hlc, at }) => hlc - at)),
    gradeAndTook: Uint32Array.from(plain, ({ grade, tookMs }) => GRADES.indexOf(grade) * TOOK_LIMIT + tookMs),
    sessions: sessions.names,
    session: toRuns(inSession.map((session) => sessions.numberOf(session ?? '') ?? NO_SESSION)),
    uuids: bytesOf(plain.filter((_, row) => inSession[row] === null)),
  };
  return {
    ...columns,
    count: events.length,
    upTo: sorted.at(-1)?.hlc ?? 0,
    others: sorted.filter((event) => !isOrdinary(event)),
    checksum: checksumOf(columns),
  };
}

/** What is wrong with a value read back as a segment; `null` when it is whole. */
export function segmentFault(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return 'it is no record';
  const segment = value as Readonly<Record<keyof Segment, unknown>>;
  const { card, sinceDay, gradeAndTook, uuids, hashes, names, others } = segment;
  const hasColumns =
    card instanceof Uint32Array &&
    sinceDay instanceof Int32Array &&
    gradeAndTook instanceof Uint32Array &&
    uuids instanceof Uint8Array &&
    (hashes === undefined || hashes instanceof Uint8Array) &&
    typeof names === 'string' &&
    areTexts(segment.prefixes) &&
    areTexts(segment.sessions) &&
    Array.isArray(others);
  if (!hasColumns) return 'a column is missing';
  const rows = card.length;
  const hasRows =
    sinceDay.length === rows &&
    gradeAndTook.length === rows &&
    segment.count === rows + others.length &&
    [segment.day, segment.utcOffsetMinutes, segment.ahead, segment.session].every((runs) =>
      isRuns(runs, rows),
    );
  if (!hasRows) return 'its columns differ in length';
  if (checksumOf(value as Segment) !== segment.checksum) return 'its checksum is wrong';
  return others.every(isReadableEvent) ? null : 'an entry in it cannot be read';
}

/** An answer with nothing but its own fields, each of which fits into its column. */
function isOrdinary(event: DiaryEvent): event is Graded {
  return (
    event.kind === 'graded' &&
    Object.keys(event).length === FIELDS &&
    !event.card.includes('\n') &&
    isWhole(event.tookMs, TOOK_LIMIT) &&
    event.tookMs >= 0 &&
    isWhole(event.utcOffsetMinutes, TOOK_LIMIT) &&
    isWhole(event.day, TOOK_LIMIT) &&
    isWhole(event.at, Number.MAX_SAFE_INTEGER) &&
    isWhole(event.hlc, Number.MAX_SAFE_INTEGER) &&
    isWhole(event.hlc - event.at, Number.MAX_SAFE_INTEGER) &&
    isWhole(event.at - event.day * DAY_MS, TOOK_LIMIT) &&
    (sessionOf(event) !== null || UUID.test(event.id))
  );
}

function isWhole(value: number, limit: number): boolean {
  return Number.isInteger(value) && Math.abs(value) < limit && !Object.is(value, -0);
}

/** The session that an id was given in; `null` for an id of another make. */
function sessionOf({ id, hlc }: Graded): string | null {
  const session = id.slice(0, Math.max(0, id.lastIndexOf('-')));
  return eventId(session, hlc) === id ? session : null;
}

function bytesOf(answers: readonly Graded[]): Uint8Array {
  return bytesOfHex(answers.map(({ id }) => id.replaceAll('-', '')).join(''));
}

function areTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

type Columns = Omit<Segment, 'count' | 'upTo' | 'others' | 'checksum'>;

/** FNV-1a by 32-bit words instead of bytes; plain loops, which a long diary's start would notice otherwise. */
function checksumOf(columns: Columns): number {
  const { card, sinceDay, gradeAndTook, uuids, hashes = NO_BYTES, prefixes, sessions, names } = columns;
  let sum = 0x811c9dc5;
  for (const { buffer, byteOffset, length } of [card, sinceDay, gradeAndTook]) {
    sum = mixedWords(sum, new Int32Array(buffer, byteOffset, length));
  }
  for (const bytes of [uuids, hashes]) sum = mixedWords(sum, bytes);
  for (const text of [...prefixes, ...sessions, names]) sum = mixedText(sum, text);
  for (const { values, lengths } of runsOf(columns)) {
    for (const value of values) sum = mixedText(sum, String(value));
    sum = mixedWords(sum, lengths);
  }
  return sum >>> 0;
}

const FNV_PRIME = 0x01000193;
const NO_BYTES = new Uint8Array();

function runsOf({ prefix, day, utcOffsetMinutes, ahead, session }: Columns): readonly Runs[] {
  return [prefix, day, utcOffsetMinutes, ahead, session];
}

function mixedWords(start: number, words: Int32Array | Uint8Array | readonly number[]): number {
  let sum = start;
  for (let at = 0; at < words.length; at += 1) sum = Math.imul(sum ^ (words[at] ?? 0), FNV_PRIME);
  return sum;
}

function mixedText(start: number, text: string): number {
  let sum = Math.imul(start ^ text.length, FNV_PRIME);
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), FNV_PRIME);
  return sum;
}
