import type { Schedule } from './deck.ts';
import { parsePlanText, type PlanText } from './planText.ts';

/** One session of a lesson's plan; `day` counts from Day 1, the day one starts. */
export type PlanStep = PlanText & {
  readonly day: number;
  /** The author's own words; empty where the plan is a table of days or intervals. */
  readonly text: string;
};

/**
 * A plan of intervals and multipliers names no last day. It is followed for 30 days, where the plans of days in this
 * format end; after that the scheduler does better what such a plan is after.
 */
const LAST_INTERVAL_DAY = 30;

/** The sessions that an author's schedule asks for, by rising day. */
export function planSteps(schedule: Schedule): PlanStep[] {
  return stepsOf(schedule).toSorted((a, b) => a.day - b.day);
}

function stepsOf(schedule: Schedule): PlanStep[] {
  if (schedule.kind === 'days') {
    return schedule.steps.map(({ day, text }) => ({ day, text, ...parsePlanText(text) }));
  }
  const rows: CardDays[] =
    schedule.kind === 'cardDays'
      ? schedule.rows.flatMap(({ card, days }) => days.map((day) => ({ card, day })))
      : schedule.rows.flatMap(intervalDays);
  return [...new Set(rows.map(({ day }) => day))].map((day) => {
    const numbers = rows.filter((row) => row.day === day).map(({ card }) => card);
    return { day, text: '', selectors: [{ kind: 'cards', numbers }], purpose: null, isUnderstood: true };
  });
}

type CardDays = { readonly card: number; readonly day: number };
type IntervalRow = Extract<Schedule, { kind: 'intervals' }>['rows'][number];

/** Day 1 and then every interval later, each `multiplier` times the one before and a day at least. */
function intervalDays({ card, firstDays, multiplier }: IntervalRow): CardDays[] {
  const days: CardDays[] = [{ card, day: 1 }];
  let interval = Math.max(1, firstDays);
  for (let day = 1 + interval; Math.round(day) <= LAST_INTERVAL_DAY; day += interval) {
    days.push({ card, day: Math.round(day) });
    interval = Math.max(1, interval * multiplier);
  }
  return days;
}
