import { addDays, daysBetween, type Millis, type StudyDay } from './day.ts';
import type { CardId } from './deck.ts';
import { GRADES, type Dated, type Grade, type Graded } from './event.ts';
import { createKernel, DEFAULT_WEIGHTS, type Kernel } from './fsrs.ts';
import {
  dayShares,
  NO_EASY_DAYS,
  sharedInterval,
  type DaysOff,
  type EasyDays,
  type ShareOn,
} from './easyDays.ts';
import { fuzzedInterval, fuzzFactor, fuzzRange, minimumInterval } from './fuzz.ts';
import type { Memory, ReviewMemory, SeenMemory } from './memory.ts';
import { MINUTES_PER_DAY, nextStep, type Step } from './steps.ts';

/** What the learner may tune; steps in minutes, retention as a probability. */
export type SchedulerConfig = {
  /** 17, 19 or 21 FSRS weights; anything else means the defaults. */
  readonly weights: readonly number[];
  readonly desiredRetention: number;
  /** Cards that are to be known better than the others, and how well. */
  readonly criticalCards: readonly CardId[];
  readonly criticalRetention: number;
  readonly learningStepsMinutes: readonly number[];
  readonly relearningStepsMinutes: readonly number[];
  readonly maximumIntervalDays: number;
  /** Whether intervals of 2.5 days and more are moved a little, so that cards learned together drift apart. */
  readonly fuzz: boolean;
  /** Which days are chosen within the reach of fuzz; without fuzz they move nothing. */
  readonly easyDays: EasyDays;
  readonly daysOff: readonly DaysOff[];
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
type Engine = {
  readonly kernel: Kernel;
  readonly config: SchedulerConfig;
  /** Days of interval for a day of stability. */
  readonly modifierOf: (card: CardId) => number;
  readonly shareOn: ShareOn;
};

const MINUTE = 60_000;
const DAY = MINUTES_PER_DAY * MINUTE;

export function createScheduler(config: SchedulerConfig): Scheduler {
  const kernel = createKernel(config.weights);
  const engine = {
    kernel,
    config,
    modifierOf: modifiers(kernel, config),
    shareOn: dayShares(config.easyDays, config.daysOff),
  };
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

function modifiers(kernel: Kernel, config: SchedulerConfig): (card: CardId) => number {
  const usual = kernel.intervalModifier(config.desiredRetention);
  if (config.criticalCards.length === 0) return () => usual;
  const critical = new Set(config.criticalCards);
  const shorter = kernel.intervalModifier(config.criticalRetention);
  return (card) => (critical.has(card) ? shorter : usual);
}

function dated(
  { kernel, modifierOf }: Engine,
  memory: Memory,
  { card, at, day, dueDay }: Pick<Dated, 'card' | 'at' | 'day' | 'dueDay'>,
): ReviewMemory {
  if (memory.kind === 'new') {
    const intervalDays = Math.max(1, daysBetween(day, dueDay));
    const { difficulty } = kernel.next(null, 0, 'good');
    const stability = intervalDays / modifierOf(card);
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
  if (step && isWithinDay(step)) {
    const kind = memory.kind === 'new' || memory.kind === 'learning' ? 'learning' : 'relearning';
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
  const intervalDays = wholeDays(engine, memory, answer, elapsed, stability);
  const dueDay = addDays(lastDay, intervalDays);
  return { kind: 'review', stability, difficulty, lastAt, lastDay, reviews, lapses, intervalDays, dueDay };
}

/** Where the steps lead after an answer; only a forgotten review enters the relearning steps. */
function stepAfter(config: SchedulerConfig, memory: Memory, grade: Grade): Step | null {
  const { learningStepsMinutes, relearningStepsMinutes } = config;
  if (memory.kind === 'new') return nextStep(learningStepsMinutes, learningStepsMinutes.length, grade);
  if (memory.kind === 'learning') return nextStep(learningStepsMinutes, memory.stepsLeft, grade);
  if (memory.kind === 'relearning') return nextStep(relearningStepsMinutes, memory.stepsLeft, grade);
  return grade === 'again' ? nextStep(relearningStepsMinutes, relearningStepsMinutes.length, grade) : null;
}

function isWithinDay(step: Step): boolean {
  return step.minutes < MINUTES_PER_DAY;
}

/**
 * The interval of an answer that leaves the card with whole days. Every grade gets at least a day more than the
 * grade below it, so the lower grades are worked out first; the maximum interval comes last and wins, which makes
 * all grades equal there. `stability` is the one after the answer itself.
 */
function wholeDays(
  engine: Engine,
  memory: Memory,
  answer: Answer,
  elapsed: number,
  stability: number,
): number {
  const { kernel, config, modifierOf } = engine;
  const maximum = Math.max(1, config.maximumIntervalDays);
  const past = memory.kind === 'new' ? null : memory;
  const factor = config.fuzz ? fuzzFactor(answer.card, past?.reviews ?? 0) : null;
  let days = 0;
  for (const grade of GRADES) {
    const step = stepAfter(config, memory, grade);
    if (!step || !isWithinDay(step)) {
      const own = grade === answer.grade ? stability : kernel.next(past, elapsed, grade).stability;
      const wanted = own * modifierOf(answer.card);
      const grown =
        memory.kind === 'review' && grade !== 'again'
          ? minimumInterval(wanted, memory.intervalDays, maximum)
          : 0;
      days = step
        ? Math.min(Math.max(Math.round(step.minutes / MINUTES_PER_DAY), days + 1), maximum)
        : placedInterval(engine, answer.day, wanted, Math.max(days + 1, grown), factor);
    }
    if (grade === answer.grade) break;
  }
  return days;
}

/** The day within the reach of fuzz on which a card is to come back. */
function placedInterval(
  { config, shareOn }: Engine,
  today: StudyDay,
  wanted: number,
  minimum: number,
  factor: number | null,
): number {
  const maximum = Math.max(1, config.maximumIntervalDays);
  if (shareOn === null || factor === null) return fuzzedInterval(wanted, minimum, maximum, factor);
  const range = fuzzRange(wanted, minimum, maximum);
  return sharedInterval(range, factor, (interval) => shareOn(addDays(today, interval)));
}
