import type { StudyDay } from './day.ts';
import type { MemoryEvent } from './event.ts';
import type { Memory } from './memory.ts';

/** How much was answered on each study day. */
export type DayCounts = {
  /** Counts one card's standing events (in diary order) in with 1, or out with -1; `before` is how they found it. */
  readonly count: (events: readonly MemoryEvent[], sign: 1 | -1, before: Memory) => void;
  readonly answeredOn: (day: StudyDay) => number;
  readonly introducedOn: (day: StudyDay) => number;
  readonly reviewedOn: (day: StudyDay) => number;
  /** What it takes to go on counting elsewhere. */
  readonly tally: () => DayTally;
};

type PerDay = readonly (readonly [day: StudyDay, count: number])[];

export type DayTally = { readonly answered: PerDay; readonly introduced: PerDay; readonly reviewed: PerDay };

const NOTHING_YET: DayTally = { answered: [], introduced: [], reviewed: [] };

export function createDayCounts(tally: DayTally = NOTHING_YET): DayCounts {
  const answered = new Map(tally.answered);
  const introduced = new Map(tally.introduced);
  const reviewed = new Map(tally.reviewed);
  return {
    count(events, sign, before) {
      let lastDay = before.kind === 'new' || before.reviews === 0 ? null : before.lastDay;
      for (const { kind, day } of events) {
        if (kind === 'forgotten') lastDay = null;
        if (kind !== 'graded') continue;
        bump(answered, day, sign);
        if (lastDay === null) bump(introduced, day, sign);
        else if (lastDay !== day) bump(reviewed, day, sign);
        lastDay = day;
      }
    },
    answeredOn: (day) => answered.get(day) ?? 0,
    introducedOn: (day) => introduced.get(day) ?? 0,
    reviewedOn: (day) => reviewed.get(day) ?? 0,
    tally: () => ({ answered: [...answered], introduced: [...introduced], reviewed: [...reviewed] }),
  };
}

function bump(counts: Map<StudyDay, number>, day: StudyDay, by: number): void {
  counts.set(day, (counts.get(day) ?? 0) + by);
}
