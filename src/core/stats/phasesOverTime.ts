import { addDays, daysBetween, type StudyDay } from '../day.ts';
import { PHASES, type AnswerLog, type Phase } from './answerLog.ts';

/** How many cards stood where at the end of a day. Cards not answered by then are in none of them. */
export type DayOfPhases = {
  readonly day: StudyDay;
  readonly phases: Readonly<Record<Exclude<Phase, 'new'>, number>>;
};

/**
 * The days from one to another, both included. Takes the whole log, not one cut to the period: what a card was before
 * the first day decides where it stands on it.
 */
export function phasesOverTime(log: AnswerLog, from: StudyDay, to: StudyDay): DayOfPhases[] {
  const length = Math.max(0, daysBetween(from, to) + 1);
  const changes = PHASES.map(() => new Int32Array(length));
  const turn = (day: number, before: number, after: number) => {
    const place = Math.max(0, day - from);
    if (place >= length || before === after) return;
    const [left, entered] = [changes[before], changes[after]];
    if (left) left[place] = (left[place] ?? 0) - 1;
    if (entered) entered[place] = (entered[place] ?? 0) + 1;
  };
  for (let row = 0; row < log.size; row += 1) {
    turn(log.day[row] ?? 0, log.before[row] ?? 0, log.after[row] ?? 0);
  }
  for (const { day, before, after } of log.turns) turn(day, before, after);
  const counts = { new: 0, learning: 0, relearning: 0, young: 0, mature: 0 };
  return Array.from({ length }, (_, place) => {
    for (const [index, phase] of PHASES.entries()) counts[phase] += changes[index]?.[place] ?? 0;
    const { learning, relearning, young, mature } = counts;
    return { day: addDays(from, place), phases: { learning, relearning, young, mature } };
  });
}
