import type { StudyDay } from './day.ts';
import type { Graded } from './event.ts';

/** How much was answered on each study day. */
export type DayCounts = {
  /** Counts one card's standing answers (in diary order) in with 1, or out with -1. */
  readonly count: (answers: readonly Graded[], sign: 1 | -1) => void;
  readonly answeredOn: (day: StudyDay) => number;
  readonly introducedOn: (day: StudyDay) => number;
  readonly reviewedOn: (day: StudyDay) => number;
};

export function createDayCounts(): DayCounts {
  const answered = new Map<StudyDay, number>();
  const introduced = new Map<StudyDay, number>();
  const reviewed = new Map<StudyDay, number>();
  return {
    count(answers, sign) {
      for (const { day } of answers) bump(answered, day, sign);
      const days = new Set(answers.map(({ day }) => day));
      let isFirst = true;
      for (const day of days) {
        bump(isFirst ? introduced : reviewed, day, sign);
        isFirst = false;
      }
    },
    answeredOn: (day) => answered.get(day) ?? 0,
    introducedOn: (day) => introduced.get(day) ?? 0,
    reviewedOn: (day) => reviewed.get(day) ?? 0,
  };
}

function bump(counts: Map<StudyDay, number>, day: StudyDay, by: number): void {
  counts.set(day, (counts.get(day) ?? 0) + by);
}
