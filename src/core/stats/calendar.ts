import type { StudyDay } from '../day.ts';
import type { AnswerLog } from './answerLog.ts';
import { perDay } from './perDay.ts';

/** One day of a heat map. */
export type CalendarDay = {
  readonly day: StudyDay;
  /** 0 is Monday. */
  readonly weekday: number;
  /** Crammed ones too. */
  readonly answers: number;
  /** 0 for a day without answers, then 1-4 by the quarter of the studied days it belongs to. */
  readonly level: number;
};

/** The days from one to another, both included. Levels compare a learner with nobody but themselves. */
export function calendar(log: AnswerLog, from: StudyDay, to: StudyDay): CalendarDay[] {
  const days = perDay(log, from, to).map(({ day, answers, crammed }) => ({
    day,
    answers: answers + crammed,
  }));
  const busy = days.map(({ answers }) => answers).filter((answers) => answers > 0);
  const sorted = busy.toSorted((a, b) => a - b);
  const quarters = [0.25, 0.5, 0.75].map((share) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
  return days.map(({ day, answers }) => ({
    day,
    // 1970-01-01, day 0, was a Thursday.
    weekday: (((day + 3) % 7) + 7) % 7,
    answers,
    level: answers === 0 ? 0 : 1 + quarters.filter((most) => answers > most).length,
  }));
}
