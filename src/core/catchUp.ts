import { costOfWaiting } from './costOfWaiting.ts';
import { addDays, type Millis, type StudyDay } from './day.ts';
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
  /** Reviews that a day may have at most; none on days off. */
  readonly ceilingOn: (day: StudyDay) => number;
  readonly scheduler: Scheduler;
  /** How far to look ahead, in days. */
  readonly horizonDays: number;
  readonly seed: number;
};

export type CatchUp = {
  /** What each day is expected to bring, until nothing is put off any more. */
  readonly days: readonly { readonly day: StudyDay; readonly due: number; readonly studied: number }[];
  /** The first day on which nothing is put off; `null` when that lies beyond the horizon. */
  readonly clearedOn: StudyDay | null;
};

/** A backlog of fewer cards is a day's work for anybody. */
const LEAST_BACKLOG = 20;

/** Fewer a day are hardly worth sitting down for. */
const LEAST_CEILING = 10;

/** How long a learner is asked to take over a backlog unless they choose otherwise. */
export const USUAL_CATCH_UP_DAYS = 14;

/** Part of the cards is missed and comes back before the backlog is cleared. */
const RETURNING = 1.2;

/** Whether more waits from days gone by than the learner gets through on a usual day. */
export function isBacklog(overdue: number, usual: number): boolean {
  return overdue > Math.max(LEAST_BACKLOG, usual);
}

/**
 * Cards a day that clear a backlog in about two weeks, in steps of five: `due` now or within that time, but no less
 * than the learner does on a usual day.
 */
export function suggestedCeiling(due: number, usual: number): number {
  const needed = (due * RETURNING) / USUAL_CATCH_UP_DAYS;
  return Math.ceil(Math.max(needed, usual, LEAST_CEILING) / 5) * 5;
}

/** The reviews of a usual day: the median over the days on which there were any; 0 when there was none. */
export function usualReviews(reviewsOfDays: readonly number[]): number {
  const studied = reviewsOfDays.filter((count) => count > 0).toSorted((a, b) => a - b);
  return studied[Math.floor(studied.length / 2)] ?? 0;
}

/** More cards than this are stood for by a part of them, with the ceiling in proportion. */
const MOST_SIMULATED = 1000;

/**
 * Plays the days of spreading a backlog under a daily ceiling, in the order of `costOfWaiting`. Nothing is reset or
 * re-dated; a late pass raises stability by what the real delay was worth. Recall decides by the seed who passes, a
 * pass comes back on its date and a miss on the next day.
 */
export function catchUp(request: CatchUpRequest): CatchUp {
  const { now, horizonDays, scheduler } = request;
  const random = createRandom(request.seed);
  const stride = Math.max(1, Math.ceil(request.cards.length / MOST_SIMULATED));
  const memories = new Map(sampled(request.cards, stride).map(({ id, memory }) => [id, memory]));
  const days: { day: StudyDay; due: number; studied: number }[] = [];
  for (let offset = 0; offset < horizonDays; offset += 1) {
    const then = { at: (now.at + offset * DAY_MS) as Millis, day: addDays(now.day, offset) };
    const due = [...memories].filter(([, memory]) => memory.dueDay <= then.day);
    const ceiling = Math.round(request.ceilingOn(then.day) / stride);
    const chosen = byCostOfWaiting(due, then.day, scheduler).slice(0, ceiling);
    days.push({ day: then.day, due: due.length * stride, studied: chosen.length * stride });
    for (const [id, memory] of chosen) memories.set(id, answered(id, memory, then, scheduler, random));
    if (chosen.length === due.length) break;
  }
  const last = days.at(-1);
  return { days, clearedOn: last !== undefined && last.studied === last.due ? last.day : null };
}

/** Every so-manieth card by id, so that the same cards are taken whatever their order. */
function sampled(cards: readonly ReviewCard[], stride: number): ReviewCard[] {
  return cards.toSorted((a, b) => (a.id < b.id ? -1 : 1)).filter((_, index) => index % stride === 0);
}

const DAY_MS = 86_400_000;

type Entry = readonly [CardId, ReviewMemory];

/** Ties by id, so that every device deals the same. */
function byCostOfWaiting(due: readonly Entry[], today: StudyDay, scheduler: Scheduler): Entry[] {
  return due
    .map((entry) => ({ entry, id: entry[0], kept: costOfWaiting(entry[1], today, scheduler) }))
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
