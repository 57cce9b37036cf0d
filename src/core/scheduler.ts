import { addDays, daysBetween, type Millis, type StudyDay } from './day.ts';
import type { CardId } from './deck.ts';
import { NO_EASY_DAYS } from './easyDays.ts';
import { GRADES, type Dated, type Grade, type Graded } from './event.ts';
import { createKernel, DEFAULT_WEIGHTS, type Kernel } from './fsrs.ts';
import { fuzzFactor } from './fuzz.ts';
import { createIntervals, type IntervalConfig, type Intervals, type Outlook } from './intervals.ts';
import type { Memory, ReviewMemory, SeenMemory } from './memory.ts';
import { isWithinDay, kindInSteps, MINUTES_PER_DAY, stepAfter, type Steps } from './steps.ts';

/** What the learner may tune. */
export type SchedulerConfig = Steps &
  IntervalConfig & {
    /** 17, 19 or 21 FSRS weights; anything else means the defaults. */
    readonly weights: readonly number[];
  };

export const DEFAULT_SCHEDULER_CONFIG: SchedulerConfig = {
  weights: DEFAULT_WEIGHTS,
  desiredRetention: 0.9,
  criticalCards: [],
  criticalRetention: 0.9,
  learningStepsMinutes: [1, 10],
  relearningStepsMinutes: [10],
  maximumIntervalDays: 36_500,
  fuzz: true,
  easyDays: NO_EASY_DAYS,
  daysOff: [],
};

/** Turns answers into memory. Everything it returns follows from its arguments; nothing is remembered in between. */
export type Scheduler = {
  readonly config: SchedulerConfig;
  /** What each grade would make of a card now; `after` gives the very same. */
  readonly futures: (
    memory: Memory,
    now: { readonly at: Millis; readonly day: StudyDay },
    card: CardId,
  ) => Record<Grade, SeenMemory>;
  readonly after: (memory: Memory, answer: Pick<Graded, 'card' | 'at' | 'day' | 'grade'>) => SeenMemory;
  /**
   * The memory of a card whose next date the learner sets: a card in steps leaves them, as in Anki. A new card gets
   * the stability that would have given this date, and the difficulty of a first Good.
   */
  readonly dated: (memory: Memory, event: Pick<Dated, 'card' | 'at' | 'day' | 'dueDay'>) => ReviewMemory;
  /** Probability of recalling the card at an instant, by fractions of days; `null` for a card never answered. */
  readonly retrievability: (memory: Memory, at: Millis) => number | null;
};

type Answer = Pick<Graded, 'card' | 'at' | 'day' | 'grade'>;
type Engine = { readonly kernel: Kernel; readonly config: SchedulerConfig; readonly intervals: Intervals };

const MINUTE = 60_000;
const DAY = MINUTES_PER_DAY * MINUTE;

export function createScheduler(config: SchedulerConfig): Scheduler {
  const kernel = createKernel(config.weights);
  const engine = { kernel, config, intervals: createIntervals(kernel, config) };
  const after = (memory: Memory, answer: Answer): SeenMemory => answered(engine, memory, answer);
  return {
    config,
    after,
    dated: (memory, event) => dated(engine, memory, event),
    futures: (memory, now, card) => ({
      again: after(memory, { ...now, card, grade: 'again' }),
      hard: after(memory, { ...now, card, grade: 'hard' }),
      good: after(memory, { ...now, card, grade: 'good' }),
      easy: after(memory, { ...now, card, grade: 'easy' }),
    }),
    retrievability: (memory, at) =>
      memory.kind === 'new'
        ? null
        : kernel.retrievability(Math.max(0, at - memory.lastAt) / DAY, memory.stability),
  };
}

function dated(
  { kernel, intervals }: Engine,
  memory: Memory,
  { card, at, day, dueDay }: Pick<Dated, 'card' | 'at' | 'day' | 'dueDay'>,
): ReviewMemory {
  if (memory.kind === 'new') {
    const intervalDays = Math.max(1, daysBetween(day, dueDay));
    const { difficulty } = kernel.next(null, 0, 'good');
    const stability = intervalDays / intervals.modifierOf(card);
    const times = { lastAt: at, lastDay: day, dueDay, intervalDays };
    return { kind: 'review', stability, difficulty, reviews: 0, lapses: 0, ...times };
  }
  const { stability, difficulty, lastAt, lastDay, reviews, lapses } = memory;
  const intervalDays = Math.max(1, daysBetween(lastDay, dueDay));
  return { kind: 'review', stability, difficulty, lastAt, lastDay, reviews, lapses, intervalDays, dueDay };
}

function answered(engine: Engine, memory: Memory, answer: Answer): SeenMemory {
  const { grade, at: lastAt, day: lastDay } = answer;
  const past = memory.kind === 'new' ? null : memory;
  // A clock set back gives a negative difference, which the kernel refuses: such an answer counts as a same-day one.
  const elapsed = past === null ? 0 : Math.max(0, daysBetween(past.lastDay, lastDay));
  const { stability, difficulty } = engine.kernel.next(past, elapsed, grade);
  const reviews = (past?.reviews ?? 0) + 1;
  const lapses = (past?.lapses ?? 0) + (memory.kind === 'review' && grade === 'again' ? 1 : 0);
  const step = stepAfter(engine.config, memory, grade);
  // Both results are spelled out: spreading what they share made replaying a diary half as long again.
  if (step && isWithinDay(step.minutes)) {
    const kind = kindInSteps(memory);
    const dueAt = (lastAt + step.minutes * MINUTE) as Millis;
    return {
      kind,
      stability,
      difficulty,
      lastAt,
      lastDay,
      reviews,
      lapses,
      stepsLeft: step.stepsLeft,
      dueAt,
    };
  }
  const outlook = outlookOf(engine, memory, answer, elapsed, stability);
  const intervalDays = engine.intervals.daysAfter(outlook, GRADES.indexOf(grade), lastDay);
  const dueDay = addDays(lastDay, intervalDays);
  return { kind: 'review', stability, difficulty, lastAt, lastDay, reviews, lapses, intervalDays, dueDay };
}

/** `stability` is the one after the answer itself. */
function outlookOf(
  { kernel, config, intervals }: Engine,
  memory: Memory,
  answer: Answer,
  elapsed: number,
  stability: number,
): Outlook {
  const past = memory.kind === 'new' ? null : memory;
  const modifier = intervals.modifierOf(answer.card);
  return {
    stepMinutes: (position) => stepAfter(config, memory, gradeAt(position))?.minutes ?? null,
    wantedDays(position) {
      const grade = gradeAt(position);
      const own = grade === answer.grade ? stability : kernel.next(past, elapsed, grade).stability;
      return own * modifier;
    },
    previousDays: () => (memory.kind === 'review' ? memory.intervalDays : null),
    fuzzFactor: () => fuzzFactor(answer.card, past?.reviews ?? 0),
  };
}

function gradeAt(position: number): Grade {
  return GRADES[position] ?? 'again';
}
