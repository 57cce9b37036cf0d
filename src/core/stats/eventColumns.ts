import type { CardId } from '../deck.ts';
import { GRADES, type Crammed, type MemoryEvent } from '../event.ts';

/** What a row of the columns can be: a grade that was given, what the learner decreed, or an answer outside the schedule. */
export const ROW_KINDS = [...GRADES, 'forgotten', 'dated', 'crammed'] as const;

/** What statistics follow from; where crammed answers stand among the others of their card makes no difference. */
export type LoggedEvent = MemoryEvent | Crammed;

type Rows = {
  /** Position in `ROW_KINDS`. */
  readonly kind: Uint8Array<ArrayBuffer>;
  readonly at: Float64Array<ArrayBuffer>;
  readonly day: Int32Array<ArrayBuffer>;
  readonly utcOffsetMinutes: Int16Array<ArrayBuffer>;
  /** Of answers only. */
  readonly tookMs: Float64Array<ArrayBuffer>;
  /** Of `dated` only. */
  readonly dueDay: Int32Array<ArrayBuffer>;
};

/**
 * The part of a diary that memory and statistics follow from, as columns: a million answers move to a worker without
 * being copied. The rows of one card lie together in diary order; the cards follow in the order of `cards`.
 */
export type EventColumns = Rows & {
  readonly cards: readonly CardId[];
  /** The first row of each card, and at the end the number of rows. */
  readonly starts: Uint32Array<ArrayBuffer>;
};

const CARDS_A_STEP = 256;
const FIRST_ROOM = 1024;

/** Packs the events of some cards; yields how far it is, 0 to 1, so that a page can pause in between. */
export function* packing(
  cards: readonly CardId[],
  eventsOf: (card: CardId) => readonly LoggedEvent[],
): Generator<number, EventColumns> {
  const starts = new Uint32Array(cards.length + 1);
  let rows = roomFor(FIRST_ROOM);
  let size = 0;
  for (const [index, card] of cards.entries()) {
    const events = eventsOf(card);
    if (size + events.length > rows.kind.length) rows = widened(rows, 2 * (size + events.length));
    for (const event of events) {
      put(rows, size, event);
      size += 1;
    }
    starts[index + 1] = size;
    if (index % CARDS_A_STEP === CARDS_A_STEP - 1) yield index / cards.length;
  }
  return { cards, starts, ...widened(rows, size) };
}

/** The same in one go. */
export function pack(
  cards: readonly CardId[],
  eventsOf: (card: CardId) => readonly LoggedEvent[],
): EventColumns {
  const steps = packing(cards, eventsOf);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

function put(rows: Rows, row: number, event: LoggedEvent): void {
  rows.kind[row] = ROW_KINDS.indexOf(event.kind === 'graded' ? event.grade : event.kind);
  rows.at[row] = event.at;
  rows.day[row] = event.day;
  rows.utcOffsetMinutes[row] = event.utcOffsetMinutes;
  if (event.kind === 'graded' || event.kind === 'crammed') rows.tookMs[row] = event.tookMs;
  if (event.kind === 'dated') rows.dueDay[row] = event.dueDay;
}

function roomFor(size: number): Rows {
  return {
    kind: new Uint8Array(size),
    at: new Float64Array(size),
    day: new Int32Array(size),
    utcOffsetMinutes: new Int16Array(size),
    tookMs: new Float64Array(size),
    dueDay: new Int32Array(size),
  };
}

/** The same rows with another number of places; what does not fit is cut off. */
function widened(rows: Rows, size: number): Rows {
  const wide = roomFor(size);
  for (const column of ['kind', 'at', 'day', 'utcOffsetMinutes', 'tookMs', 'dueDay'] as const) {
    wide[column].set(rows[column].subarray(0, size));
  }
  return wide;
}
