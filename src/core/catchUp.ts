import { addDays, daysBetween, type Millis, type StudyDay } from './day.ts';
import type { CardId } from './deck.ts';
import type { ReviewMemory } from './memory.ts';
import { createRandom, type Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';
import type { Now } from './standing.ts';

/** A card in review with its memory; cards in steps are never put off and new ones can wait. */
export type ReviewCard = { readonly id: CardId; readonly memory: ReviewMemory };

export type CatchUpRequest = {
  /** Every card in review, due or not: those that come due meanwhile and those that return count as well. */
  readonly cards: readonly ReviewCard[];
  readonly now: Now;
  /** Reviews a day at most, at least 1. */
  readonly ceiling: number;
  readonly scheduler: Scheduler;
  /** How far to look ahead, in days. */
  readonly horizonDays: number;
  readonly seed: number;
};

export type CatchUp = {
  /** Today's share of what is due, in the order in which waiting costs most. */
  readonly today: readonly CardId[];
  /** Due today and put off. */
  readonly putOff: number;
  /** What each day is expected to bring. */
  readonly days: readonly { readonly day: StudyDay; readonly due: number; readonly studied: number }[];
  /** The first day on which nothing is put off; `null` when that lies beyond the horizon. */
  readonly clearedOn: StudyDay | null;
};

/** How long a card that is put off is taken to wait when the cost of waiting is worked out, in days. */
const WAIT_DAYS = 7;

/**
 * Spreads a backlog under a daily ceiling. First come the cards that lose the greatest part of their recall by
 * waiting: a week matters little to a card that lasts for years or that is long forgotten. Nothing is reset or
 * re-dated; a late pass raises stability by what the real delay was worth. The days ahead are simulated: recall decides
 * by the seed who passes, a pass comes back on its date and a miss on the next day.
 */
export function catchUp(request: CatchUpRequest): CatchUp {
  const { now, horizonDays, scheduler } = request;
  const random = createRandom(request.seed);
  const memories = new Map(request.cards.map(({ id, memory }) => [id, memory]));
  const days: { day: StudyDay; due: number; studied: number }[] = [];
  let today: readonly CardId[] = [];
  for (let offset = 0; offset < horizonDays; offset += 1) {
    const then = { at: (now.at + offset * DAY_MS) as Millis, day: addDays(now.day, offset) };
    const due = [...memories].filter(([, memory]) => memory.dueDay <= then.day);
    const chosen = byCostOfWaiting(due, then, scheduler).slice(0, request.ceiling);
    if (offset === 0) today = chosen.map(([id]) => id);
    days.push({ day: then.day, due: due.length, studied: chosen.length });
    for (const [id, memory] of chosen) memories.set(id, answered(id, memory, then, scheduler, random));
    if (chosen.length === due.length) break;
  }
  const last = days.at(-1);
  const isCleared = last !== undefined && last.studied === last.due;
  return {
    today,
    putOff: (days[0]?.due ?? 0) - today.length,
    days,
    clearedOn: isCleared ? last.day : null,
  };
}

/** The least ceiling that clears the backlog within so many days, today included; `null` when none does. */
export function ceilingToClear(
  request: Omit<CatchUpRequest, 'ceiling' | 'horizonDays'>,
  days: number,
): number | null {
  const isEnough = (ceiling: number) =>
    catchUp({ ...request, ceiling, horizonDays: days }).clearedOn !== null;
  let [tooLow, enough] = [0, Math.max(1, request.cards.length)];
  if (!isEnough(enough)) return null;
  while (enough - tooLow > 1) {
    const middle = Math.floor((tooLow + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else tooLow = middle;
  }
  return enough;
}

const DAY_MS = 86_400_000;

type Entry = readonly [CardId, ReviewMemory];

/** The greatest relative loss of recall first, ties by id so that every device deals the same. */
function byCostOfWaiting(due: readonly Entry[], now: Now, scheduler: Scheduler): Entry[] {
  const recall = (memory: ReviewMemory, at: number) => scheduler.retrievability(memory, at as Millis) ?? 0;
  return due
    .map((entry) => {
      const [id, memory] = entry;
      const days = Math.max(0, daysBetween(memory.lastDay, now.day));
      const at = memory.lastAt + days * DAY_MS;
      return { entry, id, kept: recall(memory, at + WAIT_DAYS * DAY_MS) / recall(memory, at) };
    })
    .toSorted((a, b) => a.kept - b.kept || (a.id < b.id ? -1 : 1))
    .map(({ entry }) => entry);
}

/** A pass is Good; a miss is passed the same day in its steps, and comes back on the date that gives it. */
function answered(
  card: CardId,
  memory: ReviewMemory,
  now: Now,
  scheduler: Scheduler,
  random: Random,
): ReviewMemory {
  const isRecalled = random() < (scheduler.retrievability(memory, now.at) ?? 0);
  let next = scheduler.after(memory, { card, ...now, grade: isRecalled ? 'good' : 'again' });
  while (next.kind !== 'review')
    next = scheduler.after(next, { card, at: next.dueAt, day: now.day, grade: 'good' });
  return next;
}
