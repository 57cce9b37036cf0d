import type { AnswerColumns } from './answerColumns.ts';
import type { StudyDay } from './day.ts';
import { createKernel } from './fsrs.ts';
import { createStateColumns } from './fsrsColumns.ts';
import { seededFuzzFactor } from './fuzz.ts';
import { createIntervals, type Outlook } from './intervals.ts';
import { createMemoryColumns, type MemoryColumns } from './memoryColumns.ts';
import { seedOf } from './random.ts';
import type { SchedulerConfig } from './scheduler.ts';
import { DAY_MS } from './segment.ts';
import { createStages } from './stages.ts';

const MINUTE = 60_000;

/** What the ordinary answers of an archive add up to, as if there were nothing else in it and all of them stood. */
export type Replayed = {
  readonly memories: MemoryColumns;
  /** Cards with two answers at one logical clock, which may have to change places. */
  readonly unsettled: ReadonlySet<number>;
};

/** Folds all answers in one walk; card by card the very memory that the scheduler's `after` leads to. */
export function replayColumns(answers: AnswerColumns, config: SchedulerConfig): Replayed {
  const memories = createMemoryColumns(answers.cards.length);
  const { lastAt, reviews, lapses, due, length } = memories;
  const states = createStateColumns(config.weights, memories);
  const intervals = createIntervals(createKernel(config.weights), config);
  const stages = createStages(config);
  const stage = new Uint32Array(answers.cards.length);
  const modifier = Float64Array.from(answers.cards, intervals.modifierOf);
  const seed = config.fuzz ? Uint32Array.from(answers.cards, seedOf) : new Uint32Array();
  const unsettled = new Set<number>();

  let [place, card, before] = [0, 0, 0];
  const outlook: Outlook = {
    stepMinutes(grade) {
      const minutes = stages.minutes[before * 4 + grade] ?? 0;
      return Number.isNaN(minutes) ? null : minutes;
    },
    wantedDays: (grade) => states.stabilityAfter(place, grade) * (modifier[card] ?? 0),
    previousDays: () => (before === stages.review ? (length[card] ?? 0) : null),
    fuzzFactor: () => seededFuzzFactor(seed[card] ?? 0, reviews[card] ?? 0),
  };
  const answer = (grade: number, day: StudyDay, at: number) => {
    before = stage[card] ?? 0;
    const move = before * 4 + grade;
    const after = stages.next[move] ?? 0;
    if (after === stages.review) {
      const days = intervals.daysAfter(outlook, grade, day);
      length[card] = days;
      due[card] = day + days;
    } else {
      length[card] = stages.stepsLeft[after] ?? 0;
      due[card] = at + (stages.minutes[move] ?? 0) * MINUTE;
    }
    if (before === stages.review && grade === 0) lapses[card] = (lapses[card] ?? 0) + 1;
    reviews[card] = (reviews[card] ?? 0) + 1;
    lastAt[card] = at;
    stage[card] = after;
  };
  answers.walk(
    (stretch) => {
      const { day, count, card: cards, grade, sinceDay } = stretch;
      states.answer(stretch);
      for (place = 0; place < count; place += 1) {
        card = cards[place] ?? 0;
        answer(grade[place] ?? 0, day, day * DAY_MS + (sinceDay[place] ?? 0));
      }
    },
    (number) => unsettled.add(number),
  );
  for (const [number, of] of stage.entries()) memories.kind[number] = stages.kind[of] ?? 0;
  return { memories, unsettled };
}
