import { daysBetween, type Millis, type StudyDay } from '../day.ts';
import type { CardId } from '../deck.ts';
import { GRADES, type Grade } from '../event.ts';
import { NEW_MEMORY, type Memory } from '../memory.ts';
import type { Scheduler } from '../scheduler.ts';
import { pack, ROW_KINDS, type EventColumns, type LoggedEvent } from './eventColumns.ts';

/** Where a card stands in learning; from `MATURE_DAYS` days of interval on it is mature, as Anki has it. */
export const PHASES = ['new', 'learning', 'relearning', 'young', 'mature'] as const;
export type Phase = (typeof PHASES)[number];

export const MATURE_DAYS = 21;

const HOUR_MS = 3_600_000;
const AGAIN = GRADES.indexOf('again');
const NEW = PHASES.indexOf('new');
const CRAMMED = ROW_KINDS.indexOf('crammed');

/** A change of phase that no answer made: the card was forgotten, or the learner set its date. Positions as in the log. */
export type PhaseTurn = {
  readonly card: number;
  readonly day: StudyDay;
  readonly before: number;
  readonly after: number;
};

/** An answer outside the schedule: time was spent, and memory stayed as it was. */
export type CrammedAnswer = { readonly card: number; readonly day: StudyDay; readonly tookMs: number };

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
  /** Few, and by card as the rows are. */
  readonly turns: readonly PhaseTurn[];
  /** Among the rows they would pass for reviews, which they are not. */
  readonly crams: readonly CrammedAnswer[];
};

export function phaseOf(memory: Memory): Phase {
  if (memory.kind !== 'review') return memory.kind;
  return memory.intervalDays >= MATURE_DAYS ? 'mature' : 'young';
}

/** What replaying the columns gave: the answers, and what they left behind for each card. */
export type Replayed = {
  readonly log: AnswerLog;
  readonly memories: readonly Memory[];
  /** When each card was last answered Again; NaN when it never was. */
  readonly lastFailed: Float64Array;
};

/** Replays some cards, so that each answer is known with what it was asked of and what came of it. */
export function createAnswerLog(
  cards: readonly CardId[],
  eventsOf: (card: CardId) => readonly LoggedEvent[],
  scheduler: Scheduler,
): AnswerLog {
  return replayColumns(pack(cards, eventsOf), scheduler).log;
}

export function replayColumns(events: EventColumns, scheduler: Scheduler): Replayed {
  const { cards, starts, kind } = events;
  const log = emptyLog(
    cards,
    kind.reduce((sum, own) => sum + (own < GRADES.length ? 1 : 0), 0),
  );
  const turns: PhaseTurn[] = [];
  const crams: CrammedAnswer[] = [];
  const memories: Memory[] = [];
  const lastFailed = new Float64Array(cards.length).fill(Number.NaN);
  let row = 0;
  for (const [card, id] of cards.entries()) {
    let memory: Memory = NEW_MEMORY;
    let before = NEW;
    for (let from = starts[card] ?? 0; from < (starts[card + 1] ?? 0); from += 1) {
      if (kind[from] === CRAMMED) {
        crams.push({ card, day: (events.day[from] ?? 0) as StudyDay, tookMs: events.tookMs[from] ?? 0 });
        continue;
      }
      const next = memoryAfter(memory, events, from, id, scheduler);
      const after = PHASES.indexOf(phaseOf(next));
      const day = (events.day[from] ?? 0) as StudyDay;
      const grade = kind[from] ?? 0;
      if (grade < GRADES.length) {
        const at = (events.at[from] ?? 0) as Millis;
        log.card[row] = card;
        log.day[row] = day;
        log.hour[row] = hourOf(at, events.utcOffsetMinutes[from] ?? 0);
        log.grade[row] = grade;
        log.tookMs[row] = events.tookMs[from] ?? 0;
        log.before[row] = before;
        log.after[row] = after;
        log.recall[row] = predictedRecall(memory, day, scheduler);
        if (grade === AGAIN) lastFailed[card] = at;
        row += 1;
      } else if (before !== after) turns.push({ card, day, before, after });
      memory = next;
      before = after;
    }
    memories.push(memory);
  }
  return { log: { ...log, turns, crams }, memories, lastFailed };
}

function memoryAfter(
  memory: Memory,
  { kind, at, day, dueDay }: EventColumns,
  row: number,
  card: CardId,
  scheduler: Scheduler,
): Memory {
  const what = ROW_KINDS[kind[row] ?? 0] ?? 'again';
  const when = { at: (at[row] ?? 0) as Millis, day: (day[row] ?? 0) as StudyDay };
  if (what === 'crammed') return memory;
  if (what === 'forgotten') return NEW_MEMORY;
  if (what === 'dated')
    return scheduler.dated(memory, { ...when, card, dueDay: (dueDay[row] ?? 0) as StudyDay });
  return scheduler.after(memory, { card, grade: what, at: when.at, day: when.day });
}

/** Which rows to look at; what is left out asks for nothing. Both days are included. */
export type Selection = {
  /** 1 for each card of the log that is wanted. */
  readonly wanted?: Uint8Array;
  readonly from?: StudyDay;
  readonly to?: StudyDay;
};

/** The log of the selected rows. */
export function selectRows(log: AnswerLog, { wanted, from, to }: Selection): AnswerLog {
  const [first, last]: [number, number] = [from ?? -Infinity, to ?? Infinity];
  const isSelected = (card: number, day: number) =>
    day >= first && day <= last && (wanted === undefined || wanted[card] === 1);
  const rows = new Uint32Array(log.size);
  let size = 0;
  for (let row = 0; row < log.size; row += 1) {
    if (!isSelected(log.card[row] ?? 0, log.day[row] ?? 0)) continue;
    rows[size] = row;
    size += 1;
  }
  const turns = log.turns.filter(({ card, day }) => isSelected(card, day));
  const crams = log.crams.filter(({ card, day }) => isSelected(card, day));
  const left = size + turns.length + crams.length;
  if (left === log.size + log.turns.length + log.crams.length) return log;
  return { ...copiedRows(log, rows.subarray(0, size)), turns, crams };
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
    turns: [],
    crams: [],
  };
}

function hourOf(at: Millis, utcOffsetMinutes: number): number {
  return ((Math.floor((at + utcOffsetMinutes * 60_000) / HOUR_MS) % 24) + 24) % 24;
}

/** By whole study days, which is what the scheduler goes by. */
function predictedRecall(memory: Memory, day: StudyDay, scheduler: Scheduler): number {
  if (memory.kind === 'new') return Number.NaN;
  const days = daysBetween(memory.lastDay, day);
  if (days < 1) return Number.NaN;
  return scheduler.retrievability(memory, (memory.lastAt + days * 24 * HOUR_MS) as Millis) ?? Number.NaN;
}
