import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, studyDay, type Millis, type StudyDay } from '../../src/core/day.ts';
import type { CardId } from '../../src/core/deck.ts';
import { GRADES, type Grade } from '../../src/core/event.ts';
import {
  formatInterval,
  intervalOf,
  NEW_MEMORY,
  type Memory,
  type SeenMemory,
} from '../../src/core/memory.ts';
import { createScheduler, DEFAULT_SCHEDULER_CONFIG, type Scheduler } from '../../src/core/scheduler.ts';
import { anyDaysOff, anyEasyDays } from '../fixtures/anyEasyDays.ts';

const card = 'c' as CardId;
const MINUTE = 60_000;
const DAY = 86_400_000;
const START = { at: Date.parse('2026-01-01T12:00:00Z') as Millis, day: 20_454 as StudyDay };
type Now = typeof START;

const plain = createScheduler({ ...DEFAULT_SCHEDULER_CONFIG, fuzz: false });
const later = (now: Now, days: number): Now => ({
  at: (now.at + days * DAY) as Millis,
  day: addDays(now.day, days),
});

/** Answers a card, each time some days after the last. */
function story(scheduler: Scheduler, ...answers: readonly (readonly [Grade, number])[]): SeenMemory {
  let now = START;
  let memory: Memory = NEW_MEMORY;
  for (const [grade, days] of answers) {
    now = later(now, days);
    memory = scheduler.after(memory, { ...now, card, grade });
  }
  if (memory.kind === 'new') throw new Error('a story needs an answer');
  return memory;
}

test('the first answer with default steps: Again, Hard and Good stay in learning, Easy comes back after 8 days (ts-fsrs FSRS-6.test.ts)', () => {
  const { again, hard, good, easy } = plain.futures(NEW_MEMORY, START, card);
  expect([again, hard, good, easy].map(({ kind }) => kind)).toEqual([
    'learning',
    'learning',
    'learning',
    'review',
  ]);
  expect([again, hard, good, easy].map((memory) => intervalOf(memory, START))).toEqual([
    MINUTE,
    5.5 * MINUTE,
    10 * MINUTE,
    8 * DAY,
  ]);
});

// open-spaced-repetition/ts-fsrs@cdec8d2 (5.4.2) __tests__/impl/long-term_scheduler.test.ts, test1 and test3
describe('without steps, answered when due, agrees with the long-term scheduler of ts-fsrs', () => {
  const weights = [
    0.4197, 1.1869, 3.0412, 15.2441, 7.1434, 0.6477, 1.0007, 0.0674, 1.6597, 0.1712, 1.1178, 2.0225, 0.0904,
    0.3025, 2.1214, 0.2498, 2.9466, 0.4891, 0.6468,
  ];
  const scheduler = createScheduler({
    ...DEFAULT_SCHEDULER_CONFIG,
    weights,
    fuzz: false,
    learningStepsMinutes: [],
    relearningStepsMinutes: [],
  });

  test.each([
    {
      ratings: [3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3],
      days: [3, 13, 48, 155, 445, 1158, 17, 3, 11, 37, 112, 307, 773],
      stability: [
        3.0412, 13.09130698, 48.15848988, 154.93732625, 445.05562739, 1158.07779739, 16.63063166, 3.01732209,
        11.42247264, 37.37521902, 111.8752758, 306.5974569, 772.94026648,
      ],
      difficulty: [
        4.49094334, 4.26664289, 4.05746029, 3.86237659, 3.68044154, 3.51076891, 4.69833071, 5.55956298,
        5.26323756, 4.98688448, 4.72915759, 4.4888015, 4.26464541,
      ],
    },
    {
      ratings: [2, 3, 4, 1, 2, 3, 4, 1],
      days: [2, 7, 54, 5, 8, 26, 171, 8],
      stability: [
        1.1869, 6.59167572, 53.76078737, 5.0853693, 8.09786749, 25.52991279, 171.16195166, 8.11072373,
      ],
      difficulty: [
        6.23225985, 5.89059466, 5.14583392, 5.884097, 5.99269555, 5.667177, 4.91430736, 5.71619151,
      ],
    },
  ])('ratings $ratings', ({ ratings, ...expected }) => {
    let now = START;
    let memory: Memory = NEW_MEMORY;
    const seen = ratings.map((rating) => {
      const answered = scheduler.after(memory, { ...now, card, grade: GRADES[rating - 1] ?? 'again' });
      if (answered.kind !== 'review') throw new Error('without steps every answer gives a review');
      now = later(now, answered.intervalDays);
      memory = answered;
      return answered;
    });
    expect(seen.map(({ intervalDays }) => intervalDays)).toEqual(expected.days);
    expect(seen.map(({ stability }) => stability)).toEqual(expected.stability);
    expect(seen.map(({ difficulty }) => difficulty)).toEqual(expected.difficulty);
  });
});

describe('steps', () => {
  test('a lapse goes through the relearning steps and is counted once, however often it is failed there', () => {
    const lapsed = story(plain, ['easy', 0], ['again', 8], ['again', 0]);
    expect(lapsed).toMatchObject({ kind: 'relearning', lapses: 1, reviews: 3, stepsLeft: 1 });
    expect(story(plain, ['easy', 0], ['again', 8], ['good', 0])).toMatchObject({ kind: 'review', lapses: 1 });
  });

  test('failing a card that is still being learned is no lapse', () => {
    expect(story(plain, ['again', 0], ['again', 0])).toMatchObject({
      kind: 'learning',
      lapses: 0,
      stepsLeft: 2,
    });
  });

  test('without relearning steps a lapse is a review at once', () => {
    const scheduler = createScheduler({
      ...DEFAULT_SCHEDULER_CONFIG,
      relearningStepsMinutes: [],
      fuzz: false,
    });
    expect(story(scheduler, ['easy', 0], ['again', 8])).toMatchObject({
      kind: 'review',
      lapses: 1,
      intervalDays: 1,
    });
  });

  test('a step of a day or more is a review with that interval, never fuzzed', () => {
    const scheduler = createScheduler({ ...DEFAULT_SCHEDULER_CONFIG, learningStepsMinutes: [10, 4320] });
    expect(scheduler.futures(NEW_MEMORY, START, card)).toMatchObject({
      again: { kind: 'learning' },
      hard: { kind: 'review', intervalDays: 2 },
      good: { kind: 'review', intervalDays: 3, dueDay: addDays(START.day, 3) },
    });
  });
});

describe('intervals', () => {
  test('an evening that crosses UTC midnight is one day', () => {
    const rollover = 4;
    const newYork = (iso: string) => {
      const at = Date.parse(iso) as Millis;
      return { at, day: studyDay({ at, utcOffsetMinutes: -300 }, rollover) };
    };
    const first = plain.after(NEW_MEMORY, { ...newYork('2026-01-01T17:00:00Z'), card, grade: 'easy' });
    const before = plain.after(first, { ...newYork('2026-01-09T23:50:00Z'), card, grade: 'good' });
    const after = plain.after(first, { ...newYork('2026-01-10T00:10:00Z'), card, grade: 'good' });
    expect(after).toEqual({ ...before, lastAt: after.lastAt });
  });

  test('the maximum interval wins over the order of grades (trap 2: ts-fsrs gives 30, 31, 32)', () => {
    const scheduler = createScheduler({ ...DEFAULT_SCHEDULER_CONFIG, maximumIntervalDays: 30 });
    const memory = story(scheduler, ['easy', 0], ['easy', 8], ['easy', 30]);
    const { hard, good, easy } = scheduler.futures(memory, later(START, 68), card);
    expect([hard, good, easy]).toMatchObject([
      { intervalDays: 30 },
      { intervalDays: 30 },
      { intervalDays: 30 },
    ]);
  });

  test('at 90 % an unfuzzed interval is the stability rounded', () => {
    const memory = story(plain, ['easy', 0], ['good', 8], ['good', 30]);
    expect(memory).toMatchObject({ kind: 'review', intervalDays: Math.round(memory.stability) });
  });
});

describe('retrievability', () => {
  test('of a card never answered is unknown', () => {
    expect(plain.retrievability(NEW_MEMORY, START.at)).toBeNull();
  });

  test('falls within the day and is 90 % after as many days as the stability', () => {
    const memory = story(plain, ['easy', 0]);
    const hours = [-5, 0, 1, 12, 24, 8.2956 * 24].map((count) =>
      plain.retrievability(memory, (START.at + count * 60 * MINUTE) as Millis),
    );
    expect(hours.slice(0, 2)).toEqual([1, 1]);
    expect(hours.toSorted((a, b) => (b ?? 0) - (a ?? 0))).toEqual(hours);
    expect(hours.at(-1)).toBeCloseTo(0.9, 7);
  });
});

const grades = fc.constantFrom(...GRADES);
const configs = fc.record({
  weights: fc.constant(DEFAULT_SCHEDULER_CONFIG.weights),
  desiredRetention: fc.double({ min: 0.7, max: 0.99, noNaN: true }),
  criticalCards: fc.constant([]),
  criticalRetention: fc.constant(0.9),
  learningStepsMinutes: fc.constantFrom([], [10], [1, 10], [1, 1440], [5, 30, 4320]),
  relearningStepsMinutes: fc.constantFrom([], [10], [10, 60], [1440]),
  maximumIntervalDays: fc.constantFrom(1, 2, 30, 36_500),
  fuzz: fc.boolean(),
  easyDays: anyEasyDays,
  daysOff: anyDaysOff(START.day),
});
/** Answers with the clock moved between them: forwards as a rule, now and then years ahead or back. */
const histories = fc.array(
  fc.record({
    grade: grades,
    minutes: fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 0, max: 60 * 24 * 90 }) },
      { weight: 3, arbitrary: fc.integer({ min: 0, max: 30 }) },
      { weight: 1, arbitrary: fc.integer({ min: -60 * 24 * 3650, max: 60 * 24 * 3650 }) },
    ),
  }),
  { maxLength: 25 },
);

function* live(
  scheduler: Scheduler,
  history: readonly { readonly grade: Grade; readonly minutes: number }[],
) {
  let memory: Memory = NEW_MEMORY;
  let { at } = START;
  for (const { grade, minutes } of history) {
    at = (at + minutes * MINUTE) as Millis;
    const now = { at, day: studyDay({ at, utcOffsetMinutes: 60 }, 4) };
    const before: Memory = memory;
    const after = scheduler.after(before, { ...now, card, grade });
    memory = after;
    yield { before, now, grade, after };
  }
}

test('memory stays finite and every answer is due later than it was given, whatever the grades and the clock', () => {
  fc.assert(
    fc.property(configs, histories, (config, history) => {
      let reviews = 0;
      for (const { now, after } of live(createScheduler(config), history)) {
        reviews += 1;
        expect(after.reviews).toBe(reviews);
        expect(after.stability).toBeGreaterThanOrEqual(0.001);
        expect(after.stability).toBeLessThanOrEqual(36_500);
        expect(after.difficulty).toBeGreaterThanOrEqual(1);
        expect(after.difficulty).toBeLessThanOrEqual(10);
        if (after.kind === 'review') expect(after.dueDay).toBeGreaterThan(now.day);
        else expect(after.dueAt).toBeGreaterThan(now.at);
      }
    }),
  );
});

test('what a button shows is what its answer gives, and looking changes nothing', () => {
  fc.assert(
    fc.property(configs, histories, (config, history) => {
      const scheduler = createScheduler(config);
      for (const { before, now, grade, after } of live(scheduler, history)) {
        const futures = scheduler.futures(before, now, card);
        expect(futures[grade]).toEqual(after);
        expect(scheduler.futures(before, now, card)).toEqual(futures);
      }
    }),
  );
});

test('a better grade never comes back sooner, and days differ by one at least below the maximum', () => {
  fc.assert(
    fc.property(configs, histories, (config, history) => {
      const scheduler = createScheduler(config);
      for (const { before, now } of live(scheduler, history)) {
        const { again, hard, good, easy } = scheduler.futures(before, now, card);
        for (const [worse, better] of [
          [again, hard],
          [hard, good],
          [good, easy],
        ] as const) {
          expect(intervalOf(better, now)).toBeGreaterThanOrEqual(intervalOf(worse, now));
          if (worse.kind === 'review' && better.kind === 'review') {
            const least = Math.min(worse.intervalDays + 1, config.maximumIntervalDays);
            expect(better.intervalDays).toBeGreaterThanOrEqual(least);
          }
        }
      }
    }),
  );
});

test('a pass never shortens an interval that recall says should grow', () => {
  fc.assert(
    fc.property(configs, histories, (config, history) => {
      const scheduler = createScheduler({ ...config, desiredRetention: 0.9 });
      for (const { before, grade, after } of live(scheduler, history)) {
        if (before.kind !== 'review' || after.kind !== 'review' || grade === 'again') continue;
        if (Math.round(after.stability) <= before.intervalDays) continue;
        const least = Math.min(before.intervalDays + 1, config.maximumIntervalDays);
        expect(after.intervalDays).toBeGreaterThanOrEqual(least);
      }
    }),
  );
});

test('a clock set back counts as the same day', () => {
  fc.assert(
    fc.property(grades, fc.integer({ min: 0, max: 3650 }), (grade, daysBack) => {
      const memory = story(plain, ['easy', 0], ['good', 8]);
      const sameDay = plain.after(memory, { ...later(START, 8), card, grade });
      const setBack = plain.after(memory, { ...later(START, 8 - daysBack), card, grade });
      expect(setBack.stability).toBe(sameDay.stability);
      expect(setBack.difficulty).toBe(sameDay.difficulty);
    }),
  );
});

test.each([
  [0, '<1m'],
  [59_999, '<1m'],
  [MINUTE, '1m'],
  [5.5 * MINUTE, '6m'],
  [10 * MINUTE, '10m'],
  [90 * MINUTE, '1.5h'],
  [120 * MINUTE, '2h'],
  [DAY, '1d'],
  [30 * DAY, '30d'],
  [31 * DAY, '1mo'],
  [36 * DAY, '1.2mo'],
  [365 * DAY, '1y'],
  [400 * DAY, '1.1y'],
])('an interval of %d ms reads %s', (interval, expected) => {
  expect(formatInterval(interval)).toBe(expected);
});

test('critical cards come back sooner, by their own retention, and the others as ever', () => {
  const [critical, usual] = ['critical', 'usual'].map(
    (id) => ({ ...START, card: id as CardId, grade: 'easy' }) as const,
  );
  if (!critical || !usual) throw new Error('There are two cards.');
  const mixed = createScheduler({ ...plain.config, criticalCards: [critical.card], criticalRetention: 0.97 });
  const strict = createScheduler({ ...plain.config, desiredRetention: 0.97 });
  expect(mixed.after(NEW_MEMORY, usual)).toEqual(plain.after(NEW_MEMORY, usual));
  expect(mixed.after(NEW_MEMORY, critical)).toEqual(strict.after(NEW_MEMORY, critical));
  expect(mixed.after(NEW_MEMORY, critical)).not.toEqual(mixed.after(NEW_MEMORY, usual));
});
