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

/** The memory of the card of that number. */
export function memoryAt(columns: MemoryColumns, card: number): Memory {
  const kind = MEMORY_KINDS[columns.kind[card] ?? 0] ?? 'new';
  if (kind === 'new') return NEW_MEMORY;
  const seen = {
    stability: columns.stability[card] ?? 0,
    difficulty: columns.difficulty[card] ?? 0,
    lastAt: (columns.lastAt[card] ?? 0) as Millis,
    lastDay: (columns.lastDay[card] ?? 0) as StudyDay,
    reviews: columns.reviews[card] ?? 0,
    lapses: columns.lapses[card] ?? 0,
  };
  const [due, length] = [columns.due[card] ?? 0, columns.length[card] ?? 0];
  return kind === 'review'
    ? { kind, ...seen, intervalDays: length, dueDay: due as StudyDay }
    : { kind, ...seen, stepsLeft: length, dueAt: due as Millis };
}

/** Whether a value read back holds memories, as many in each column. */
export function isMemoryColumns(value: unknown): value is MemoryColumns {
  if (typeof value !== 'object' || value === null) return false;
  const kind: unknown = Reflect.get(value, 'kind');
  const cards = kind instanceof Uint8Array ? kind.length : Number.NaN;
  return Object.entries(createMemoryColumns(0)).every(([name, column]) => {
    const found: unknown = Reflect.get(value, name);
    return (
      ArrayBuffer.isView(found) &&
      found.constructor === column.constructor &&
      (found as Uint8Array).length === cards
    );
  });
}
