import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StudyDay } from '../../src/core/day.ts';
import { LEECH_ACTIONS } from '../../src/core/leech.ts';
import { REVIEW_ORDERS } from '../../src/core/queue.ts';
import {
  DEFAULT_SETTINGS,
  formatSteps,
  parseSteps,
  readSettings,
  ANSWERS,
  THEMES,
  writeSettings,
  type Settings,
} from '../../src/core/settings.ts';
import { anyDaysOff, anyEasyDays } from '../fixtures/anyEasyDays.ts';

const anySteps = fc.array(fc.integer({ min: 1, max: 43_200 }), { maxLength: 10 });

const anyWeights = fc.oneof(
  fc.constant([]),
  fc.array(
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((weight) => !Object.is(weight, -0)),
    { minLength: 21, maxLength: 21 },
  ),
);

const anySettings: fc.Arbitrary<Settings> = fc.record({
  desiredRetention: fc.double({ min: 0.7, max: 0.97, noNaN: true }),
  criticalRetention: fc.option(fc.double({ min: 0.7, max: 0.97, noNaN: true })),
  newPerDay: fc.nat({ max: 9999 }),
  reviewsPerDay: fc.nat({ max: 9999 }),
  reviewOrder: fc.constantFrom(...REVIEW_ORDERS),
  catchUpPerDay: fc.option(fc.integer({ min: 1, max: 9999 })),
  rolloverHour: fc.nat({ max: 23 }),
  learningStepsMinutes: anySteps,
  relearningStepsMinutes: anySteps,
  maximumIntervalDays: fc.integer({ min: 1, max: 36_500 }),
  fuzz: fc.boolean(),
  easyDays: anyEasyDays,
  daysOff: anyDaysOff(20_000 as StudyDay),
  spaceGradesGood: fc.boolean(),
  leechThreshold: fc.nat({ max: 99 }),
  leechAction: fc.constantFrom(...LEECH_ACTIONS),
  checklist: fc.boolean(),
  typeAnswer: fc.boolean(),
  twoButtons: fc.boolean(),
  stepReveal: fc.boolean(),
  swipes: fc.boolean(),
  weights: anyWeights,
  previousWeights: fc.option(anyWeights),
  answerFirst: fc.constantFrom(...ANSWERS),
  theme: fc.constantFrom(...THEMES),
  unknown: fc.dictionary(fc.constantFrom('examDate', 'hues', 'zoom'), fc.jsonValue()),
});

test('settings come back from what was stored, with the fields that only a newer version knows', () => {
  fc.assert(
    fc.property(anySettings, (settings) => {
      expect(readSettings(JSON.parse(JSON.stringify(writeSettings(settings))))).toEqual(
        JSON.parse(JSON.stringify(settings)),
      );
    }),
  );
});

test('a bad field falls back to its own default and leaves the others alone', () => {
  const bad: Record<string, readonly unknown[]> = {
    desiredRetention: [0.69, 0.98, '0.9', Number.NaN, null],
    criticalRetention: [0.69, 0.98, '0.9'],
    newPerDay: [-1, 2.5, 10_000, Infinity],
    reviewsPerDay: [-1, '200'],
    reviewOrder: ['sideways', 1],
    catchUpPerDay: [0, 10_000, 'all'],
    rolloverHour: [24, -1, 3.5],
    learningStepsMinutes: ['1m', [0], [-1], [1, null], Array.from({ length: 11 }, () => 1)],
    relearningStepsMinutes: [[43_201], {}],
    maximumIntervalDays: [0, 36_501],
    weights: [[1, 2, 3], Array.from({ length: 21 }, () => 'x'), 'default'],
    previousWeights: [[1], {}],
    fuzz: ['yes', 1],
    easyDays: [
      ['normal'],
      'normal',
      Array.from({ length: 7 }, () => 'never'),
      Array.from({ length: 8 }, () => 'normal'),
    ],
    daysOff: [[{ from: 5, to: 4 }], [{ from: 5 }], [{ from: 1.5, to: 2 }], {}, [{ from: 'x', to: 'y' }]],
    spaceGradesGood: [null],
    leechThreshold: [-1, 100, '8'],
    leechAction: ['delete', null],
    answerFirst: ['both', 1],
    checklist: ['on'],
    typeAnswer: [0],
    twoButtons: [2],
    stepReveal: ['n'],
    swipes: [{}],
    theme: ['sepia'],
  };
  expect(Object.keys({ ...bad, unknown: [] })).toEqual(Object.keys(DEFAULT_SETTINGS));
  const others = { ...DEFAULT_SETTINGS, newPerDay: 7, theme: 'dark', fuzz: false, rolloverHour: 0 } as const;
  for (const [field, values] of Object.entries(bad)) {
    const expected = { ...others, [field]: new Map(Object.entries(DEFAULT_SETTINGS)).get(field) };
    for (const value of values)
      expect(readSettings({ ...writeSettings(others), [field]: value })).toEqual(expected);
  }
});

test('anything at all can be read as settings', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const settings = readSettings(value);
      expect(readSettings(writeSettings(settings))).toEqual(settings);
    }),
  );
  for (const value of [undefined, null, 3, 'settings', [], {}])
    expect(readSettings(value)).toEqual(DEFAULT_SETTINGS);
});

test('steps are read in seconds, minutes, hours and days', () => {
  expect(parseSteps('1m 10m 1d')).toEqual({ ok: true, minutes: [1, 10, 1440] });
  expect(parseSteps(' 30s, 2h;15 ')).toEqual({ ok: true, minutes: [0.5, 120, 15] });
  expect(parseSteps('1.5H')).toEqual({ ok: true, minutes: [90] });
  expect(parseSteps('')).toEqual({ ok: true, minutes: [] });
});

test('steps come back from their writing', () => {
  expect(formatSteps([1, 10, 1440])).toBe('1m 10m 1d');
  expect(formatSteps([0.5, 90, 120])).toBe('30s 90m 2h');
  const seconds = fc.array(fc.integer({ min: 1, max: 2_592_000 }), { maxLength: 10 });
  fc.assert(
    fc.property(seconds, (list) => {
      const minutes = list.map((count) => count / 60);
      const reading = parseSteps(formatSteps(minutes));
      expect(reading.ok && reading.minutes.map((value) => Math.round(value * 60))).toEqual(list);
    }),
  );
});

function message(text: string): string | null {
  const reading = parseSteps(text);
  return reading.ok ? null : reading.message;
}

test('what is no step is refused with a sentence that says what to write', () => {
  expect(message('1m soon')).toBe(
    '“soon” is not a step. Write a number with s, m, h or d, such as 10m or 1d.',
  );
  expect(message('10x')).toBe('“10x” is not a step. Write a number with s, m, h or d, such as 10m or 1d.');
  expect(message('-5m')).toBe('“-5m” is not a step. Write a number with s, m, h or d, such as 10m or 1d.');
  expect(message('0m')).toBe('“0m” is not a step between 1 second and 30 days.');
  expect(message('31d')).toBe('“31d” is not a step between 1 second and 30 days.');
  expect(message('1 2 3 4 5 6 7 8 9 10 11')).toBe('Write at most 10 steps; here are 11.');
});
