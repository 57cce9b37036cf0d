import { daysBetween, type Millis, type StudyDay } from '../day.ts';
import type { CardId } from '../deck.ts';
import { GRADES, type Grade, type Graded, type MemoryEvent } from '../event.ts';
import { NEW_MEMORY, type Memory } from '../memory.ts';
import { applied } from '../replay.ts';
import type { Scheduler } from '../scheduler.ts';

/** Where a card stands in learning; from `MATURE_DAYS` days of interval on it is mature, as Anki has it. */
export const PHASES = ['new', 'learning', 'relearning', 'young', 'mature'] as const;
export type Phase = (typeof PHASES)[number];

export const MATURE_DAYS = 21;

const HOUR_MS = 3_600_000;

/**
 * Answers as columns, one row each: a million of them are summed in milliseconds and move to a worker without copying.
 * The rows of one card lie together, oldest first; the cards follow in no particular order.
 */
export type AnswerLog = {
  readonly size: number;
  /** The ids that the column `card` counts from 0. */
  readonly cards: readonly CardId[];
  readonly card: Int32Array;
  readonly day: Int32Array;
  /** 0-23 on the learner's wall clock. */
  readonly hour: Uint8Array;
  /** Position in `GRADES`. */
  readonly grade: Uint8Array;
  readonly tookMs: Float64Array;
  /** Position in `PHASES`, before and after the answer. */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** The chance of recall that the scheduler gave the answer; NaN for a first answer and one on the same day. */
  readonly recall: Float64Array;
};

export function phaseOf(memory: Memory): Phase {
  if (memory.kind !== 'review') return memory.kind;
  return memory.intervalDays >= MATURE_DAYS ? 'mature' : 'young';
}

/** Replays some cards, so that each answer is known with what it was asked of and what came of it. */
export function createAnswerLog(
  cards: readonly CardId[],
  eventsOf: (card: CardId) => readonly MemoryEvent[],
  scheduler: Scheduler,
): AnswerLog {
  const events = cards.map(eventsOf);
  const size = events.reduce((sum, own) => sum + own.filter(({ kind }) => kind === 'graded').length, 0);
  const log = emptyLog(cards, size);
  let row = 0;
  for (const [card, own] of events.entries()) {
    let memory: Memory = NEW_MEMORY;
    for (const event of own) {
      const next = applied(memory, event, scheduler);
      if (event.kind === 'graded') {
        log.card[row] = card;
        log.day[row] = event.day;
        log.hour[row] = hourOf(event);
        log.grade[row] = GRADES.indexOf(event.grade);
        log.tookMs[row] = event.tookMs;
        log.before[row] = PHASES.indexOf(phaseOf(memory));
        log.after[row] = PHASES.indexOf(phaseOf(next));
        log.recall[row] = predictedRecall(memory, event, scheduler);
        row += 1;
      }
      memory = next;
    }
  }
  return log;
}

/** Which rows to look at; what is left out asks for nothing. Both days are included. */
export type Selection = {
  readonly cards?: ReadonlySet<CardId>;
  readonly from?: StudyDay;
  readonly to?: StudyDay;
};

/** The log of the selected rows. */
export function selectRows(log: AnswerLog, { cards, from, to }: Selection): AnswerLog {
  const [first, last]: [number, number] = [from ?? -Infinity, to ?? Infinity];
  const isWanted = cards === undefined ? null : Uint8Array.from(log.cards, (id) => (cards.has(id) ? 1 : 0));
  const rows = new Uint32Array(log.size);
  let size = 0;
  for (let row = 0; row < log.size; row += 1) {
    const day = log.day[row] ?? 0;
    if (day < first || day > last || isWanted?.[log.card[row] ?? 0] === 0) continue;
    rows[size] = row;
    size += 1;
  }
  return size === log.size ? log : copiedRows(log, rows.subarray(0, size));
}

export function gradeAt(log: AnswerLog, row: number): Grade {
  return GRADES[log.grade[row] ?? 0] ?? 'again';
}

function copiedRows(log: AnswerLog, rows: Uint32Array): AnswerLog {
  const copy = emptyLog(log.cards, rows.length);
  for (const column of ['card', 'day', 'hour', 'grade', 'tookMs', 'before', 'after', 'recall'] as const) {
    const [from, to] = [log[column], copy[column]];
    for (let row = 0; row < rows.length; row += 1) to[row] = from[rows[row] ?? 0] ?? 0;
  }
  return copy;
}

function emptyLog(cards: readonly CardId[], size: number): AnswerLog {
  return {
    size,
    cards,
    card: new Int32Array(size),
    day: new Int32Array(size),
    hour: new Uint8Array(size),
    grade: new Uint8Array(size),
    tookMs: new Float64Array(size),
    before: new Uint8Array(size),
    after: new Uint8Array(size),
    recall: new Float64Array(size),
  };
}

function hourOf({ at, utcOffsetMinutes }: Graded): number {
  return ((Math.floor((at + utcOffsetMinutes * 60_000) / HOUR_MS) % 24) + 24) % 24;
}

/** By whole study days, which is what the scheduler goes by. */
function predictedRecall(memory: Memory, answer: Graded, scheduler: Scheduler): number {
  if (memory.kind === 'new') return Number.NaN;
  const days = daysBetween(memory.lastDay, answer.day);
  if (days < 1) return Number.NaN;
  return scheduler.retrievability(memory, (memory.lastAt + days * 24 * HOUR_MS) as Millis) ?? Number.NaN;
}
