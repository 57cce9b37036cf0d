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
  for (let row = 0; row < log.size; row += 1) {
    const place = Math.max(0, (log.day[row] ?? 0) - from);
    if (place >= length) continue;
    const [left, entered] = [changes[log.before[row] ?? 0], changes[log.after[row] ?? 0]];
    if (left) left[place] = (left[place] ?? 0) - 1;
    if (entered) entered[place] = (entered[place] ?? 0) + 1;
  }
  const counts = { new: 0, learning: 0, relearning: 0, young: 0, mature: 0 };
  return Array.from({ length }, (_, place) => {
    for (const [index, phase] of PHASES.entries()) counts[phase] += changes[index]?.[place] ?? 0;
    const { learning, relearning, young, mature } = counts;
    return { day: addDays(from, place), phases: { learning, relearning, young, mature } };
  });
}
