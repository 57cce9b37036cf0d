import type { AnswerColumns } from './answerColumns.ts';
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

/** How many, day by day, side by side. */
type PerDay = { readonly days: Int32Array; readonly counts: Int32Array };

export type DayTally = { readonly answered: PerDay; readonly introduced: PerDay; readonly reviewed: PerDay };

export function createDayCounts(tally?: DayTally): DayCounts {
  const answered = opened(tally?.answered);
  const introduced = opened(tally?.introduced);
  const reviewed = opened(tally?.reviewed);
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
    tally: () => ({ answered: perDay(answered), introduced: perDay(introduced), reviewed: perDay(reviewed) }),
  };
}

/** Counts in the answers of all cards but some; those that are counted have nothing but standing answers. */
export function withAnswers(tally: DayTally, answers: AnswerColumns, except: ReadonlySet<number>): DayTally {
  const [answered, introduced] = [opened(tally.answered), opened(tally.introduced)];
  const reviewed = opened(tally.reviewed);
  const lastDay = new Float64Array(answers.cards.length).fill(Number.NaN);
  const isCounted = new Uint8Array(answers.cards.length).fill(1);
  for (const card of except) isCounted[card] = 0;
  answers.walk(({ day, count, card: column }) => {
    let [all, first, again] = [0, 0, 0];
    for (let place = 0; place < count; place += 1) {
      const card = column[place] ?? 0;
      if (isCounted[card] === 1) {
        const last = lastDay[card] ?? 0;
        lastDay[card] = day;
        all += 1;
        if (Number.isNaN(last)) first += 1;
        else if (last !== day) again += 1;
      }
    }
    if (all > 0) bump(answered, day, all);
    if (first > 0) bump(introduced, day, first);
    if (again > 0) bump(reviewed, day, again);
  });
  return { answered: perDay(answered), introduced: perDay(introduced), reviewed: perDay(reviewed) };
}

function perDay(counts: ReadonlyMap<StudyDay, number>): PerDay {
  return { days: Int32Array.from(counts.keys()), counts: Int32Array.from(counts.values()) };
}

function opened(tally?: PerDay): Map<StudyDay, number> {
  const counts = new Map<StudyDay, number>();
  tally?.days.forEach((day, place) => counts.set(day as StudyDay, tally.counts[place] ?? 0));
  return counts;
}

function bump(counts: Map<StudyDay, number>, day: StudyDay, by: number): void {
  counts.set(day, (counts.get(day) ?? 0) + by);
}
