import { conceptStanding, type ConceptGroup, type ConceptStanding } from '../concepts.ts';
import { addDays, daysBetween, type Millis, type StudyDay } from '../day.ts';
import { NEW_MEMORY, type Memory } from '../memory.ts';
import { createScheduler, type Scheduler, type SchedulerConfig } from '../scheduler.ts';
import type { Now, Standing } from '../standing.ts';
import { NO_MARKS } from '../story.ts';
import { replayColumns, selectRows, type AnswerLog, type Replayed } from './answerLog.ts';
import { buttons, type Buttons } from './buttons.ts';
import { calendar, type CalendarDay } from './calendar.ts';
import { calibration, type Calibration } from './calibration.ts';
import { daySteps, stepLength } from './daySteps.ts';
import type { EventColumns } from './eventColumns.ts';
import { forecast, type Forecast } from './forecast.ts';
import { difficulties, intervals, recalls, stabilities, type Bin } from './histogram.ts';
import { hourly, type HourOfAnswers } from './hourly.ts';
import { levelShares, type LevelShare } from './levels.ts';
import { perDay, type DayOfAnswers } from './perDay.ts';
import { phasesOverTime, type DayOfPhases } from './phasesOverTime.ts';
import { retentionByPeriod } from './retention.ts';
import { streak, type Streak } from './streak.ts';

/** What the decks say of the cards, which come first among the columns' cards, by position. */
export type Shelf = {
  /** How many cards lie on the shelf; those behind them belong to decks that were removed. */
  readonly size: number;
  /** 1 for a suspended card. */
  readonly suspended: Uint8Array;
  /** The study day on which a buried card comes back; NaN for others. */
  readonly buriedUntil: Float64Array;
  /** `levelIndex` of each card. */
  readonly levels: Uint8Array;
  readonly concepts: readonly ConceptGroup<number>[];
};

/** Everything that figures are drawn up from; plain data, to be sent to a worker once. */
export type Ledger = {
  readonly events: EventColumns;
  readonly shelf: Shelf;
  readonly config: SchedulerConfig;
};

/** A ledger replayed, so that figures for any period and choice of cards follow quickly. */
export type Book = Replayed & { readonly shelf: Shelf; readonly scheduler: Scheduler };

/** Which figures: the last so many days (`null`: since the first answer), of the cards marked 1 (`null`: of all). */
export type SummaryRequest = {
  readonly now: Now;
  readonly days: number | null;
  readonly wanted: Uint8Array | null;
};

export type StepOfAnswers = DayOfAnswers & { readonly to: StudyDay };

/** Everything that the progress screen draws. */
export type Summary = {
  /** Answers to the chosen cards, ever, crammed ones too. */
  readonly answers: number;
  readonly streak: Streak;
  readonly calendar: readonly CalendarDay[];
  /** Length in days of what one bar stands for in the charts over time. */
  readonly stepDays: number;
  readonly perStep: readonly StepOfAnswers[];
  /** At the end of each step. */
  readonly phases: readonly DayOfPhases[];
  readonly forecast: Forecast;
  readonly retention: ReturnType<typeof retentionByPeriod>;
  readonly buttons: Buttons;
  readonly calibration: Calibration;
  readonly hourly: readonly HourOfAnswers[];
  readonly intervals: readonly Bin[];
  readonly stabilities: readonly Bin[];
  readonly difficulties: readonly Bin[];
  readonly recalls: readonly Bin[];
  readonly concepts: readonly ConceptStanding[];
  readonly levels: readonly LevelShare[];
};

const YEAR_DAYS = 365;
const FORECAST_DAYS = 30;

/** The slow part: replays every answer once. */
export function openBook({ events, shelf, config }: Ledger): Book {
  const scheduler = createScheduler(config);
  return { ...replayColumns(events, scheduler), shelf, scheduler };
}

export function summarize(book: Book, { now, days, wanted }: SummaryRequest): Summary {
  const { memories, shelf, scheduler } = book;
  const log = wanted === null ? book.log : selectRows(book.log, { wanted });
  const from = days === null ? firstDay(log, now.day) : addDays(now.day, 1 - days);
  const recent = selectRows(log, { from, to: now.day });
  const stepDays = stepLength(daysBetween(from, now.day) + 1);
  const cards = chosenCards(shelf, wanted);
  const own = cards.map((card) => memories[card] ?? NEW_MEMORY);
  const recall = (memory: Memory) => scheduler.retrievability(memory, now.at);
  return {
    answers: log.size + log.crams.length,
    streak: streak(book.log, now.day),
    calendar: calendar(log, addDays(now.day, 1 - YEAR_DAYS), now.day),
    stepDays,
    perStep: perStep(recent, from, now.day, stepDays),
    phases: atStepEnds(phasesOverTime(log, from, now.day), stepDays),
    forecast: forecast(standings(book, cards), now, FORECAST_DAYS),
    retention: retentionByPeriod(log, now.day),
    buttons: buttons(recent),
    calibration: calibration(recent),
    hourly: hourly(recent),
    intervals: intervals(own),
    stabilities: stabilities(own),
    difficulties: difficulties(own),
    recalls: recalls(own.map(recall)),
    concepts: concepts(book, wanted, recall),
    levels: levelShares(
      cards.map((card) => ({ level: shelf.levels[card] ?? 0, isLearned: memories[card]?.kind === 'review' })),
    ),
  };
}

/** The sums of `perDay` by steps of so many days. */
export function perStep(log: AnswerLog, from: StudyDay, to: StudyDay, length: number): StepOfAnswers[] {
  const days = perDay(log, from, to);
  return daySteps(from, to, length).map((step) => {
    const own = days.slice(daysBetween(from, step.from), daysBetween(from, step.to) + 1);
    const sum = (value: (day: DayOfAnswers) => number) => own.reduce((total, day) => total + value(day), 0);
    return {
      day: step.from,
      to: step.to,
      answers: sum(({ answers }) => answers),
      crammed: sum(({ crammed }) => crammed),
      ms: sum(({ ms }) => ms),
      phases: {
        new: sum(({ phases }) => phases.new),
        learning: sum(({ phases }) => phases.learning),
        relearning: sum(({ phases }) => phases.relearning),
        young: sum(({ phases }) => phases.young),
        mature: sum(({ phases }) => phases.mature),
      },
    };
  });
}

/** The last day of each step, counted from the end. */
function atStepEnds(days: readonly DayOfPhases[], length: number): DayOfPhases[] {
  return days.filter((_, index) => (days.length - 1 - index) % length === 0);
}

function firstDay(log: AnswerLog, today: StudyDay): StudyDay {
  let first = log.crams.reduce((least, { day }) => Math.min(least, day), today as number);
  for (let row = 0; row < log.size; row += 1) first = Math.min(first, log.day[row] ?? first);
  return first as StudyDay;
}

function chosenCards({ size }: Shelf, wanted: Uint8Array | null): number[] {
  const cards = Array.from({ length: size }, (_, card) => card);
  return wanted === null ? cards : cards.filter((card) => wanted[card] === 1);
}

function* standings({ memories, shelf }: Book, cards: readonly number[]): Generator<Standing> {
  for (const card of cards) {
    const until = shelf.buriedUntil[card] ?? Number.NaN;
    yield {
      memory: memories[card] ?? NEW_MEMORY,
      marks: {
        ...NO_MARKS,
        suspended: shelf.suspended[card] === 1,
        buriedUntil: Number.isNaN(until) ? null : (until as StudyDay),
      },
    };
  }
}

function concepts(
  { memories, lastFailed, shelf }: Book,
  wanted: Uint8Array | null,
  recall: (memory: Memory) => number | null,
): ConceptStanding[] {
  const memory = (card: number) => memories[card] ?? NEW_MEMORY;
  const failed = (card: number) => {
    const at = lastFailed[card] ?? Number.NaN;
    return Number.isNaN(at) ? null : (at as Millis);
  };
  const evidence = { memory, recall: (card: number) => recall(memory(card)), lastFailed: failed };
  return shelf.concepts
    .map(({ name, cards }) => ({
      name,
      cards: cards.filter((card) => wanted === null || wanted[card] === 1),
    }))
    .filter(({ cards }) => cards.length > 0)
    .map((group) => conceptStanding(group, evidence));
}
