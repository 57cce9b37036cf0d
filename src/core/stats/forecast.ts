import { addDays, type StudyDay } from '../day.ts';
import { daysUntil, dueOf, type Now, type Standing } from '../standing.ts';
import { phaseOf } from './answerLog.ts';

/** Cards that come up on one day if nothing else is learned; learning counts cards in steps. */
export type DayOfDue = {
  readonly day: StudyDay;
  readonly learning: number;
  readonly young: number;
  readonly mature: number;
};

export type Forecast = {
  /** Reviews whose day has gone by; they are in none of the days. */
  readonly overdue: number;
  readonly days: readonly DayOfDue[];
};

/** Due cards of today and the days after it, `count` days in all. Each card is counted for its next answer only. */
export function forecast(standings: Iterable<Standing>, now: Now, count: number): Forecast {
  const days = Array.from({ length: count }, (_, offset) => ({
    day: addDays(now.day, offset),
    learning: 0,
    young: 0,
    mature: 0,
  }));
  let overdue = 0;
  for (const standing of standings) {
    const due = dueOf(standing, now);
    if (due === null) continue;
    const wait = Math.floor(daysUntil(due, now));
    const phase = phaseOf(standing.memory);
    const isReview = phase === 'young' || phase === 'mature';
    // A learning step whose time has come is today's, however old.
    const day = days[isReview ? wait : Math.max(0, wait)];
    if (isReview && wait < 0) overdue += 1;
    else if (day) day[isReview ? phase : 'learning'] += 1;
  }
  return { overdue, days };
}
