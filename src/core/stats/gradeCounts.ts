import type { StudyDay } from '../day.ts';
import { GRADES, type Grade } from '../event.ts';
import { PHASES, type AnswerLog, type Phase } from './answerLog.ts';

/** How often each grade was given to cards of each phase. */
export type GradeCounts = Readonly<Record<Phase, Readonly<Record<Grade, number>>>>;

const WIDTH = GRADES.length;

/** The days to count, both included; what is left out asks for nothing. */
export type Span = { readonly from?: StudyDay; readonly to?: StudyDay };

export function gradeCounts(log: AnswerLog, { from, to }: Span = {}): GradeCounts {
  const [first, last]: [number, number] = [from ?? -Infinity, to ?? Infinity];
  const counts = new Uint32Array(PHASES.length * WIDTH);
  const { day: days, before, grade } = log;
  for (let row = 0; row < log.size; row += 1) {
    const day = days[row] ?? 0;
    if (day < first || day > last) continue;
    const place = (before[row] ?? 0) * WIDTH + (grade[row] ?? 0);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const gradesOf = (phase: Phase) => {
    const start = PHASES.indexOf(phase) * WIDTH;
    const [again = 0, hard = 0, good = 0, easy = 0] = counts.subarray(start, start + WIDTH);
    return { again, hard, good, easy };
  };
  return {
    new: gradesOf('new'),
    learning: gradesOf('learning'),
    relearning: gradesOf('relearning'),
    young: gradesOf('young'),
    mature: gradesOf('mature'),
  };
}
