import { addDays, type StudyDay } from '../day.ts';
import { gradeAt, phaseBefore, selectRows, type AnswerLog } from './answerLog.ts';

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
export function retention(log: AnswerLog): Retention {
  const counts = { young: { reviews: 0, passed: 0 }, mature: { reviews: 0, passed: 0 } };
  for (let row = 0; row < log.size; row += 1) {
    const phase = phaseBefore(log, row);
    if (phase !== 'young' && phase !== 'mature') continue;
    counts[phase].reviews += 1;
    if (gradeAt(log, row) !== 'again') counts[phase].passed += 1;
  }
  const { young, mature } = counts;
  const all = passes(young.reviews + mature.reviews, young.passed + mature.passed);
  return { young: passes(young.reviews, young.passed), mature: passes(mature.reviews, mature.passed), all };
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
    return { period: name, retention: retention(selectRows(log, span)) };
  });
}

function passes(reviews: number, passed: number): Passes {
  return { reviews, passed, rate: reviews === 0 ? null : passed / reviews };
}
