import { addDays, type StudyDay } from '../day.ts';
import type { Grade } from '../event.ts';
import type { AnswerLog } from './answerLog.ts';
import { gradeCounts, type Span } from './gradeCounts.ts';

/** How many reviews were passed, that is not answered Again. */
export type Passes = {
  readonly reviews: number;
  readonly passed: number;
  /** Passed by reviews; `null` without any. */
  readonly rate: number | null;
};

export type Retention = { readonly young: Passes; readonly mature: Passes; readonly all: Passes };

/**
 * True retention as Anki counts it: only answers to cards that were in review, so that repetitions within a day's
 * learning steps make nobody look better or worse.
 */
export function retention(log: AnswerLog, span: Span = {}): Retention {
  const { young, mature } = gradeCounts(log, span);
  const [youngPassed, maturePassed] = [passed(young), passed(mature)];
  const [youngReviews, matureReviews] = [youngPassed + young.again, maturePassed + mature.again];
  return {
    young: passes(youngReviews, youngPassed),
    mature: passes(matureReviews, maturePassed),
    all: passes(youngReviews + matureReviews, youngPassed + maturePassed),
  };
}

/** The periods of the table by their first and last day, counted back from today; `null` is everything. */
const PERIODS = [
  { name: 'Today', days: { first: 0, last: 0 } },
  { name: 'Yesterday', days: { first: 1, last: 1 } },
  { name: 'Last 7 days', days: { first: 6, last: 0 } },
  { name: 'Last 30 days', days: { first: 29, last: 0 } },
  { name: 'Last 365 days', days: { first: 364, last: 0 } },
  { name: 'All time', days: null },
] as const;

/** Retention by period, today's first. */
export function retentionByPeriod(
  log: AnswerLog,
  today: StudyDay,
): { readonly period: string; readonly retention: Retention }[] {
  return PERIODS.map(({ name, days }) => {
    const span = days === null ? {} : { from: addDays(today, -days.first), to: addDays(today, -days.last) };
    return { period: name, retention: retention(log, span) };
  });
}

function passed({ hard, good, easy }: Readonly<Record<Grade, number>>): number {
  return hard + good + easy;
}

function passes(reviews: number, count: number): Passes {
  return { reviews, passed: count, rate: reviews === 0 ? null : count / reviews };
}
