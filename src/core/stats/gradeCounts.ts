import type { StudyDay } from '../day.ts';
import { GRADES, type Grade } from '../event.ts';
import { PHASES, type AnswerLog, type Phase } from './answerLog.ts';

/** How often each grade was given to cards of each phase. */
export type GradeCounts = Readonly<Record<Phase, Readonly<Record<Grade, number>>>>;

/** The days to count, both included; what is left out asks for nothing. */
export type Span = { readonly from?: StudyDay; readonly to?: StudyDay };

export function gradeCounts(log: AnswerLog, { from, to }: Span = {}): GradeCounts {
  const [first, last]: [number, number] = [from ?? -Infinity, to ?? Infinity];
  const counts = new Uint32Array(PHASES.length * GRADES.length);
  for (let row = 0; row < log.size; row += 1) {
    const day = log.day[row] ?? 0;
    if (day < first || day > last) continue;
    const place = (log.before[row] ?? 0) * GRADES.length + (log.grade[row] ?? 0);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const gradesOf = (phase: Phase) => {
    const start = PHASES.indexOf(phase) * GRADES.length;
    const [again = 0, hard = 0, good = 0, easy = 0] = counts.subarray(start, start + GRADES.length);
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
