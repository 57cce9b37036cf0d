import type { Millis, StudyDay } from './day.ts';
import { NEW_MEMORY, type Memory } from './memory.ts';

/** The memories of many cards side by side, by the cards' numbers. */
export type MemoryColumns = {
  /** Position in `MEMORY_KINDS`. */
  readonly kind: Uint8Array;
  readonly stability: Float64Array;
  readonly difficulty: Float64Array;
  readonly lastAt: Float64Array;
  readonly lastDay: Int32Array;
  readonly reviews: Uint32Array;
  readonly lapses: Uint32Array;
  /** A review's due day, or the instant at which a step is over. */
  readonly due: Float64Array;
  /** A review's interval in days, or the steps that are left. */
  readonly length: Float64Array;
};

export const MEMORY_KINDS = ['new', 'learning', 'relearning', 'review'] as const satisfies Memory['kind'][];

/** So many new cards. */
export function createMemoryColumns(size: number): MemoryColumns {
  return {
    kind: new Uint8Array(size),
    stability: new Float64Array(size),
    difficulty: new Float64Array(size),
    lastAt: new Float64Array(size),
    lastDay: new Int32Array(size),
    reviews: new Uint32Array(size),
    lapses: new Uint32Array(size),
    due: new Float64Array(size),
    length: new Float64Array(size),
  };
}

const COLUMNS = Object.keys(createMemoryColumns(0)) as (keyof MemoryColumns)[];

export function setMemory(columns: MemoryColumns, card: number, memory: Memory): void {
  columns.kind[card] = MEMORY_KINDS.indexOf(memory.kind);
  if (memory.kind === 'new') return;
  for (const name of ['stability', 'difficulty', 'lastAt', 'lastDay', 'reviews', 'lapses'] as const) {
    columns[name][card] = memory[name];
  }
  columns.due[card] = memory.kind === 'review' ? memory.dueDay : memory.dueAt;
  columns.length[card] = memory.kind === 'review' ? memory.intervalDays : memory.stepsLeft;
}

/** The memories of the cards of these numbers, in this order. */
export function pickMemories(columns: MemoryColumns, cards: readonly number[]): MemoryColumns {
  const picked = createMemoryColumns(cards.length);
  for (const name of COLUMNS) {
    const [from, to] = [columns[name], picked[name]];
    for (const [place, card] of cards.entries()) to[place] = from[card] ?? 0;
  }
  return picked;
}

/** Numbers in the narrowest type that holds each of them exactly. */
export type NumberColumn = Uint8Array | Uint16Array | Int32Array | Float64Array;

/** Memories at rest, which a start reads: what can be told from another column is left out. */
export type RestingMemories = {
  readonly kind: Uint8Array;
  readonly stability: NumberColumn;
  readonly difficulty: NumberColumn;
  /** Milliseconds from the last day's midnight in UTC to the last answer. */
  readonly sinceDay: NumberColumn;
  readonly lastDay: NumberColumn;
  readonly reviews: NumberColumn;
  readonly lapses: NumberColumn;
  /** From the last day to a review's due day in days, or from the last answer to a step's end in milliseconds. */
  readonly wait: NumberColumn;
  readonly length: NumberColumn;
};

export function toRest(columns: MemoryColumns): RestingMemories {
  const { kind, stability, difficulty, lastAt, lastDay, reviews, lapses, due, length } = columns;
  const isReview = (card: number) => kind[card] === REVIEW;
  return {
    kind,
    stability,
    difficulty,
    sinceDay: narrowed(lastAt.map((at, card) => at - (lastDay[card] ?? 0) * DAY_MS)),
    lastDay: narrowed(lastDay),
    reviews: narrowed(reviews),
    lapses: narrowed(lapses),
    wait: narrowed(due.map((end, card) => end - ((isReview(card) ? lastDay[card] : lastAt[card]) ?? 0))),
    length: narrowed(length),
  };
}

const REVIEW = MEMORY_KINDS.indexOf('review');
const DAY_MS = 86_400_000;

function narrowed(numbers: ArrayLike<number> & Iterable<number>): NumberColumn {
  const types = [Uint8Array, Uint16Array, Int32Array];
  const Narrow = types.find((type) => {
    const column = new type(1);
    for (const number of numbers) {
      column[0] = number;
      if (!Object.is(column[0], number)) return false;
    }
    return true;
  });
  return new (Narrow ?? Float64Array)(numbers);
}

/** The memories of the cards of these numbers, in this order. */
export function pickResting(columns: RestingMemories, cards: readonly number[]): RestingMemories {
  const picked = Object.entries(columns).map(([name, column]) => {
    const own = column.slice(0, cards.length);
    for (const [place, card] of cards.entries()) own[place] = column[card] ?? 0;
    return [name, own];
  });
  return Object.fromEntries(picked) as RestingMemories;
}

/** What can be told of a card at no cost: it comes up later than some day, no event names it, or neither. */
export const [ASK, LATER, UNSEEN] = [0, 1, 2];

/** For each of some cards, given by their numbers, whether it is in review and due after the day; `UNSEEN` for no number. */
export function laterThan(
  { kind, lastDay, wait }: RestingMemories,
  cards: Int32Array,
  day: StudyDay,
): Uint8Array {
  const later = new Uint8Array(cards.length);
  for (let place = 0; place < cards.length; place += 1) {
    const card = cards[place] ?? -1;
    if (card < 0) later[place] = UNSEEN;
    else if (kind[card] === REVIEW && (lastDay[card] ?? 0) + (wait[card] ?? 0) > day) later[place] = LATER;
  }
  return later;
}

/** The memory of the card of that number. */
export function memoryAt(columns: RestingMemories, card: number): Memory {
  const kind = MEMORY_KINDS[columns.kind[card] ?? 0] ?? 'new';
  if (kind === 'new') return NEW_MEMORY;
  const lastDay = columns.lastDay[card] ?? 0;
  const lastAt = lastDay * DAY_MS + (columns.sinceDay[card] ?? 0);
  const seen = {
    stability: columns.stability[card] ?? 0,
    difficulty: columns.difficulty[card] ?? 0,
    lastAt: lastAt as Millis,
    lastDay: lastDay as StudyDay,
    reviews: columns.reviews[card] ?? 0,
    lapses: columns.lapses[card] ?? 0,
  };
  const [wait, length] = [columns.wait[card] ?? 0, columns.length[card] ?? 0];
  return kind === 'review'
    ? { kind, ...seen, intervalDays: length, dueDay: (lastDay + wait) as StudyDay }
    : { kind, ...seen, stepsLeft: length, dueAt: (lastAt + wait) as Millis };
}

/** Whether a value read back holds memories, as many in each column. */
export function isRestingMemories(value: unknown): value is RestingMemories {
  if (typeof value !== 'object' || value === null) return false;
  const kind: unknown = Reflect.get(value, 'kind');
  return (
    kind instanceof Uint8Array &&
    RESTING.every((name) => {
      const column: unknown = Reflect.get(value, name);
      return isNumberColumn(column) && column.length === kind.length;
    })
  );
}

const RESTING = Object.keys(toRest(createMemoryColumns(0)));

function isNumberColumn(value: unknown): value is NumberColumn {
  return [Uint8Array, Uint16Array, Int32Array, Float64Array].some((type) => value instanceof type);
}
