import type { StudyDay } from '../day.ts';
import { GRADES, type Grade } from '../event.ts';
import { PHASES, type AnswerLog } from './answerLog.ts';
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
  return retentionOf([young.again, passed(young)], [mature.again, passed(mature)]);
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
  const counts = reviewsByAge(log, today);
  return PERIODS.map(({ name, days }) => {
    const sums = [0, 0, 0, 0];
    const { first, last } = days ?? { first: OLDER, last: 0 };
    for (let age = last; age <= first; age += 1) {
      for (let kind = 0; kind < KINDS; kind += 1)
        sums[kind] = (sums[kind] ?? 0) + (counts[age * KINDS + kind] ?? 0);
    }
    const [youngFailed = 0, youngPassed = 0, matureFailed = 0, maturePassed = 0] = sums;
    return { period: name, retention: retentionOf([youngFailed, youngPassed], [matureFailed, maturePassed]) };
  });
}

/** Days of a year are kept apart; what lies outside, the future of a wrong clock included, is `OLDER`. */
const OLDER = 365;
/** Young failed and passed, mature failed and passed. */
const KINDS = 4;
const [YOUNG, MATURE] = [PHASES.indexOf('young'), PHASES.indexOf('mature')];
const AGAIN = GRADES.indexOf('again');

/** One pass, however many periods are asked for. */
function reviewsByAge({ size, day, before, grade }: AnswerLog, today: StudyDay): Uint32Array {
  const counts = new Uint32Array((OLDER + 1) * KINDS);
  for (let row = 0; row < size; row += 1) {
    const phase = before[row];
    if (phase !== YOUNG && phase !== MATURE) continue;
    const days = today - (day[row] ?? 0);
    const age = days >= 0 && days < OLDER ? days : OLDER;
    const place = age * KINDS + (phase === MATURE ? 2 : 0) + (grade[row] === AGAIN ? 0 : 1);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}

/** From the numbers of failed and passed reviews. */
function retentionOf(
  [youngFailed, youngPassed]: readonly [number, number],
  [matureFailed, maturePassed]: readonly [number, number],
): Retention {
  const [young, mature] = [youngFailed + youngPassed, matureFailed + maturePassed];
  return {
    young: passes(young, youngPassed),
    mature: passes(mature, maturePassed),
    all: passes(young + mature, youngPassed + maturePassed),
  };
}

function passed({ hard, good, easy }: Readonly<Record<Grade, number>>): number {
  return hard + good + easy;
}

function passes(reviews: number, count: number): Passes {
  return { reviews, passed: count, rate: reviews === 0 ? null : count / reviews };
}
