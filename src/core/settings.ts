import type { StudyDay } from './day.ts';
import { DAY_SHARES, NO_EASY_DAYS, type DaysOff, type DayShare, type EasyDays } from './easyDays.ts';
import { LEECH_ACTIONS, LEECH_THRESHOLD, type LeechAction } from './leech.ts';
import { REVIEW_ORDERS, type ReviewOrder } from './queue.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Which answer a reveal shows first, where a deck has both. */
export const ANSWERS = ['short', 'full'] as const;
export type AnswerLength = (typeof ANSWERS)[number];

export type Settings = {
  /** The chance of recall at which a review comes due, 0.70 to 0.97. */
  readonly desiredRetention: number;
  /** The same for cards that two key concepts or more share; `null` treats them as the others. */
  readonly criticalRetention: number | null;
  /** New cards a day, over all decks. */
  readonly newPerDay: number;
  /** Reviews a day, over all decks. */
  readonly reviewsPerDay: number;
  readonly reviewOrder: ReviewOrder;
  /** While a backlog is being caught up, the cards a day; new cards wait. `null` when there is nothing to catch up. */
  readonly catchUpPerDay: number | null;
  /** The hour (0-23) of the wall clock at which a new study day begins. */
  readonly rolloverHour: number;
  readonly learningStepsMinutes: readonly number[];
  readonly relearningStepsMinutes: readonly number[];
  readonly maximumIntervalDays: number;
  /** FSRS weights fitted to this learner, 21 numbers; empty for the defaults. */
  readonly weights: readonly number[];
  /** The weights before the last change; `null` when there is no way back. */
  readonly previousWeights: readonly number[] | null;
  /** Vary intervals a little so that cards learned together do not stay together. */
  readonly fuzz: boolean;
  readonly easyDays: EasyDays;
  /** Times without study, in the order of their first days. */
  readonly daysOff: readonly DaysOff[];
  /** Space and Enter grade Good once the answer is shown. */
  readonly spaceGradesGood: boolean;
  /** Lapses that make a card a leech; 0 for never. */
  readonly leechThreshold: number;
  readonly leechAction: LeechAction;
  readonly answerFirst: AnswerLength;
  /** Tick off the points of an answer, which suggests a grade; a deck or a card may differ. */
  readonly checklist: boolean;
  /** A box to type the answer into, on every card. */
  readonly typeAnswer: boolean;
  /** Only Again and Good. */
  readonly twoButtons: boolean;
  /** The items of an answer come one by one. */
  readonly stepReveal: boolean;
  /** Swiping a revealed card grades it: right Good, left Again. */
  readonly swipes: boolean;
  readonly theme: Theme;
  /** What a newer version stored and this one does not know; given back untouched. */
  readonly unknown: Readonly<Record<string, unknown>>;
};

/** Limits, steps and rollover as in Anki; retention as FSRS's own default; 36,500 days is FSRS's longest interval. */
export const DEFAULT_SETTINGS: Settings = {
  desiredRetention: 0.9,
  criticalRetention: null,
  newPerDay: 20,
  reviewsPerDay: 200,
  reviewOrder: 'retrievability',
  catchUpPerDay: null,
  rolloverHour: 4,
  learningStepsMinutes: [1, 10],
  relearningStepsMinutes: [10],
  maximumIntervalDays: 36_500,
  weights: [],
  previousWeights: null,
  fuzz: true,
  easyDays: NO_EASY_DAYS,
  daysOff: [],
  spaceGradesGood: true,
  leechThreshold: LEECH_THRESHOLD,
  leechAction: 'tell',
  answerFirst: 'short',
  checklist: false,
  typeAnswer: false,
  twoButtons: false,
  stepReveal: false,
  swipes: true,
  theme: 'system',
  unknown: {},
};

type Reader<T> = (value: unknown) => T | undefined;
type Known = Omit<Settings, 'unknown'>;

/** What each field accepts; the bounds are also those of the settings page. */
const READERS: { readonly [K in keyof Known]: Reader<Known[K]> } = {
  desiredRetention: numberBetween(0.7, 0.97),
  criticalRetention: (value) => (value === null ? null : numberBetween(0.7, 0.97)(value)),
  newPerDay: wholeBetween(0, 9999),
  reviewsPerDay: wholeBetween(0, 9999),
  reviewOrder: oneOf(REVIEW_ORDERS),
  catchUpPerDay: (value) => (value === null ? null : wholeBetween(1, 9999)(value)),
  rolloverHour: wholeBetween(0, 23),
  learningStepsMinutes: steps,
  relearningStepsMinutes: steps,
  maximumIntervalDays: wholeBetween(1, 36_500),
  weights,
  previousWeights: (value) => (value === null ? null : weights(value)),
  fuzz: flag,
  easyDays,
  daysOff,
  spaceGradesGood: flag,
  leechThreshold: wholeBetween(0, 99),
  leechAction: oneOf(LEECH_ACTIONS),
  answerFirst: oneOf(ANSWERS),
  checklist: flag,
  typeAnswer: flag,
  twoButtons: flag,
  stepReveal: flag,
  swipes: flag,
  theme: oneOf(THEMES),
};

/**
 * Settings from whatever was stored, field by field: what is missing or out of bounds is its default, so one damaged
 * field costs one setting.
 */
export function readSettings(value: unknown): Settings {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return DEFAULT_SETTINGS;
  const stored = new Map<string, unknown>(Object.entries(value));
  const read = <K extends keyof Known>(key: K): Known[K] =>
    READERS[key](stored.get(key)) ?? DEFAULT_SETTINGS[key];
  return {
    desiredRetention: read('desiredRetention'),
    criticalRetention: read('criticalRetention'),
    newPerDay: read('newPerDay'),
    reviewsPerDay: read('reviewsPerDay'),
    reviewOrder: read('reviewOrder'),
    catchUpPerDay: read('catchUpPerDay'),
    rolloverHour: read('rolloverHour'),
    learningStepsMinutes: read('learningStepsMinutes'),
    relearningStepsMinutes: read('relearningStepsMinutes'),
    maximumIntervalDays: read('maximumIntervalDays'),
    weights: read('weights'),
    previousWeights: read('previousWeights'),
    fuzz: read('fuzz'),
    easyDays: read('easyDays'),
    daysOff: read('daysOff'),
    spaceGradesGood: read('spaceGradesGood'),
    leechThreshold: read('leechThreshold'),
    leechAction: read('leechAction'),
    answerFirst: read('answerFirst'),
    checklist: read('checklist'),
    typeAnswer: read('typeAnswer'),
    twoButtons: read('twoButtons'),
    stepReveal: read('stepReveal'),
    swipes: read('swipes'),
    theme: read('theme'),
    unknown: Object.fromEntries([...stored].filter(([key]) => !Object.hasOwn(DEFAULT_SETTINGS, key))),
  };
}

/** What is stored: the settings, and beside them the fields that only a newer version knows. */
export function writeSettings({ unknown, ...known }: Settings): Readonly<Record<string, unknown>> {
  return { ...unknown, ...known };
}

export type StepsReading =
  | { readonly ok: true; readonly minutes: readonly number[] }
  | { readonly ok: false; readonly message: string };

const UNIT_MINUTES = { s: 1 / 60, m: 1, h: 60, d: 1440 } as const;
const LONGEST_STEP_MINUTES = 30 * UNIT_MINUTES.d;
const MOST_STEPS = 10;

/** Steps as a learner writes them (`1m 10m 1d`; a bare number is minutes; none at all is allowed), or what is wrong. */
export function parseSteps(text: string): StepsReading {
  const words = text.split(/[\s,;]+/u).filter(Boolean);
  if (words.length > MOST_STEPS)
    return refused(`Write at most ${MOST_STEPS} steps; here are ${words.length}.`);
  const minutes: number[] = [];
  for (const word of words) {
    const [, number, unit = 'm'] = /^(\d+(?:\.\d+)?)([smhd]?)$/iu.exec(word) ?? [];
    if (number === undefined) {
      return refused(`“${word}” is not a step. Write a number with s, m, h or d, such as 10m or 1d.`);
    }
    const value = Number(number) * unitMinutes(unit);
    if (!isStep(value)) return refused(`“${word}” is not a step between 1 second and 30 days.`);
    minutes.push(value);
  }
  return { ok: true, minutes };
}

/** The shortest writing of each step in the largest unit that divides it: `[1, 10, 1440]` -> `1m 10m 1d`. */
export function formatSteps(minutes: readonly number[]): string {
  return minutes.map(formatStep).join(' ');
}

function formatStep(minutes: number): string {
  for (const unit of ['d', 'h', 'm'] as const) {
    if (minutes % UNIT_MINUTES[unit] === 0) return `${minutes / UNIT_MINUTES[unit]}${unit}`;
  }
  return `${Number((minutes * 60).toPrecision(12))}s`;
}

function unitMinutes(unit: string): number {
  const lower = unit.toLowerCase();
  return lower === 's' || lower === 'h' || lower === 'd' ? UNIT_MINUTES[lower] : UNIT_MINUTES.m;
}

function isStep(minutes: unknown): minutes is number {
  return typeof minutes === 'number' && minutes >= UNIT_MINUTES.s && minutes <= LONGEST_STEP_MINUTES;
}

function refused(message: string): StepsReading {
  return { ok: false, message };
}

function steps(value: unknown): readonly number[] | undefined {
  return Array.isArray(value) && value.length <= MOST_STEPS && value.every(isStep) ? value : undefined;
}

/** FSRS-6 has 21 weights; none at all means the defaults. */
const WEIGHTS = 21;

function weights(value: unknown): readonly number[] | undefined {
  if (!Array.isArray(value) || (value.length !== 0 && value.length !== WEIGHTS)) return undefined;
  return value.every((weight) => typeof weight === 'number' && Number.isFinite(weight)) ? value : undefined;
}

function easyDays(value: unknown): EasyDays | undefined {
  return isEasyDays(value) ? value : undefined;
}

function isEasyDays(value: unknown): value is EasyDays {
  return Array.isArray(value) && value.length === NO_EASY_DAYS.length && value.every(isDayShare);
}

function isDayShare(value: unknown): value is DayShare {
  return typeof value === 'string' && Object.hasOwn(DAY_SHARES, value);
}

const MOST_TIMES_OFF = 100;

function daysOff(value: unknown): readonly DaysOff[] | undefined {
  return Array.isArray(value) && value.length <= MOST_TIMES_OFF && value.every(isTimeOff) ? value : undefined;
}

function isTimeOff(value: unknown): value is DaysOff {
  if (typeof value !== 'object' || value === null || !('from' in value) || !('to' in value)) return false;
  return isDay(value.from) && isDay(value.to) && value.from <= value.to;
}

/** A study day within some centuries of today. */
function isDay(value: unknown): value is StudyDay {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1_000_000;
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function numberBetween(least: number, most: number): Reader<number> {
  return (value) => (typeof value === 'number' && value >= least && value <= most ? value : undefined);
}

function wholeBetween(least: number, most: number): Reader<number> {
  return (value) => (Number.isInteger(value) ? numberBetween(least, most)(value) : undefined);
}

function oneOf<T extends string>(choices: readonly T[]): Reader<T> {
  return (value) => choices.find((choice) => choice === value);
}
