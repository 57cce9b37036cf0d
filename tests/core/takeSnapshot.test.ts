import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openAnswers } from '../../src/core/answerColumns.ts';
import { cardNumbers } from '../../src/core/cardNumbers.ts';
import { replayColumns } from '../../src/core/columnReplay.ts';
import { addDays, studyDay, type Millis } from '../../src/core/day.ts';
import type { CardId } from '../../src/core/deck.ts';
import { createDiary } from '../../src/core/diary.ts';
import { eventId, GRADES, nextHlc, type DiaryEvent, type EventId } from '../../src/core/event.ts';
import {
  ASK,
  createMemoryColumns,
  isRestingMemories,
  LATER,
  laterThan,
  memoryAt,
  setMemory,
  toRest,
  UNSEEN,
} from '../../src/core/memoryColumns.ts';
import type { Memory } from '../../src/core/memory.ts';
import type { DayTally } from '../../src/core/dayCounts.ts';
import { createScheduler, DEFAULT_SCHEDULER_CONFIG, type SchedulerConfig } from '../../src/core/scheduler.ts';
import { toSegment } from '../../src/core/segment.ts';
import { NO_MARKS } from '../../src/core/story.ts';
import { takeSnapshot } from '../../src/core/takeSnapshot.ts';
import { anyDaysOff, anyEasyDays } from '../fixtures/anyEasyDays.ts';
import { CARDS, histories } from '../fixtures/histories.ts';

const START = Date.parse('2026-01-01T12:00:00Z') as Millis;
const FIRST_DAY = studyDay({ at: START, utcOffsetMinutes: 0 }, 4);

const cardOf = (number: number) => `lesson-${number % 3}/card-${number}` as CardId;
const minutes = fc.constantFrom([], [10], [1, 10], [1, 1440], [5, 30, 4320], [0.5, 3, 30, 90]);

const configs: fc.Arbitrary<SchedulerConfig> = fc.record({
  weights: fc.oneof(
    fc.constant(DEFAULT_SCHEDULER_CONFIG.weights),
    // Far beyond the bounds of most weights, which are clipped to them.
    fc.array(fc.double({ min: -1, max: 12, noNaN: true }), { minLength: 21, maxLength: 21 }),
    ...[17, 19].map((length) =>
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: length, maxLength: length }),
    ),
    fc
      .array(fc.double({ min: 0.8, max: 1.25, noNaN: true }), { minLength: 21, maxLength: 21 })
      .map((factors) =>
        DEFAULT_SCHEDULER_CONFIG.weights.map((weight, index) => weight * (factors[index] ?? 1)),
      ),
  ),
  desiredRetention: fc.double({ min: 0.7, max: 0.99, noNaN: true }),
  criticalCards: fc.subarray([...CARDS, ...[0, 1, 2, 3].map(cardOf)]),
  criticalRetention: fc.double({ min: 0.9, max: 0.99, noNaN: true }),
  learningStepsMinutes: minutes,
  relearningStepsMinutes: minutes,
  maximumIntervalDays: fc.constantFrom(1, 2, 30, 36_500, 36_500),
  fuzz: fc.boolean(),
  easyDays: fc.oneof(fc.constant(DEFAULT_SCHEDULER_CONFIG.easyDays), anyEasyDays),
  daysOff: fc.oneof(fc.constant([]), anyDaysOff(FIRST_DAY)),
});

/** Answers to some cards, the clock never set back, written in sessions of one device. */
const answers: fc.Arbitrary<DiaryEvent[]> = fc.integer({ min: 1, max: 12 }).chain((cards) =>
  fc
    .array(
      fc.record({
        card: fc.nat(cards - 1),
        grade: fc.constantFrom(...GRADES),
        wait: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 60 * 24 * 20 })),
      }),
      { maxLength: 80 },
    )
    .map((given) => {
      let at = START;
      let hlc = 0;
      return given.map(({ card, grade, wait }): DiaryEvent => {
        at = (at + wait * 60_000) as Millis;
        hlc = nextHlc(at, hlc);
        const id = eventId(`session-${studyDay({ at, utcOffsetMinutes: 60 }, 4)}`, hlc);
        const stamp = { id, at, hlc, utcOffsetMinutes: 60, day: studyDay({ at, utcOffsetMinutes: 60 }, 4) };
        return { ...stamp, kind: 'graded', card: cardOf(card), grade, tookMs: 1000 };
      });
    }),
);

/** Everything that may happen to a card, with ids that go into columns; `undone` events name the new ones. */
const eventful = fc
  .tuple(
    histories,
    fc.constantFrom(
      ({ hlc }: DiaryEvent) => eventId('a-session', hlc),
      (_: DiaryEvent, index: number) =>
        `0b9f1c2e-7d3a-4c55-8e21-${index.toString(16).padStart(12, '0')}` as EventId,
      (_: DiaryEvent, index: number) =>
        `${(index % 5).toString(16).padStart(8, '0')}-7d3a-4c55-8e21-${index.toString(16).padStart(12, '0')}` as EventId,
    ),
  )
  .map(([events, name]) => {
    const names = new Map(events.map((event, index) => [event.id, name(event, index)]));
    const nameOf = (id: EventId) => names.get(id) ?? id;
    return events.map((event): DiaryEvent => ({
      ...event,
      id: nameOf(event.id),
      ...(event.kind === 'undone' ? { target: nameOf(event.target) } : {}),
    }));
  });

/** Two devices' diaries: ordinary answers to many cards, and whatever may happen to three more. */
const diaries = fc.tuple(answers, eventful).map((both) => both.flat());

const deals = fc.array(fc.nat(3), { minLength: 1, maxLength: 7 });

function dealt(events: readonly DiaryEvent[], hands: readonly number[]) {
  const deal = [0, 1, 2, 3].map((hand) => events.filter((_, index) => hands[index % hands.length] === hand));
  return structuredClone(deal.map(toSegment));
}

const byDay = ({ days, counts }: DayTally['answered']) =>
  new Map(Array.from(days, (day, place) => [day, counts[place]]));

test('a snapshot holds what a diary of the same events comes to, card by card and day by day', () => {
  fc.assert(
    fc.property(diaries, deals, configs, (events, hands, config) => {
      const scheduler = createScheduler(config);
      const snapshot =
        takeSnapshot(dealt(events, hands), 'this one', scheduler) ?? expect.fail('no snapshot');
      const diary = createDiary(scheduler, events);
      const cards = cardNumbers(snapshot.cards).cards();
      const marks = new Map(snapshot.marks);
      expect(new Set(cards)).toEqual(new Set(diary.cards()));
      for (const [number, card] of cards.entries()) {
        expect(memoryAt(snapshot.memories, number)).toStrictEqual(diary.memory(card));
        expect(marks.get(number) ?? NO_MARKS).toEqual(diary.marks(card));
      }
      const { days, undos } = diary.tallies();
      for (const kind of ['answered', 'introduced', 'reviewed'] as const) {
        expect(byDay(snapshot.days[kind])).toEqual(byDay(days[kind]));
      }
      expect(new Map(snapshot.undos)).toEqual(new Map(undos));
    }),
    { numRuns: 400 },
  );
});

test('answers that stand need no diary: in columns they come to the same', () => {
  fc.assert(
    fc.property(answers, deals, configs, (events, hands, config) => {
      const columns = openAnswers(dealt(events, hands));
      const { memories, unsettled } = replayColumns(columns, config);
      const resting = structuredClone(toRest(memories));
      expect(unsettled).toEqual(new Set());
      const diary = createDiary(createScheduler(config), events);
      expect(columns.cards.map((_, number) => memoryAt(resting, number))).toStrictEqual(
        columns.cards.map((card) => diary.memory(card)),
      );
    }),
    { numRuns: 200 },
  );
});

const answer = (card: string, id: string, hlc: number, day: number): DiaryEvent => ({
  kind: 'graded',
  id: id as EventId,
  card: card as CardId,
  at: (addDays(FIRST_DAY, day) * 86_400_000) as Millis,
  utcOffsetMinutes: 0,
  day: addDays(FIRST_DAY, day),
  hlc,
  grade: 'good',
  tookMs: 1,
});

test('cards with answers of two devices at one logical clock are left to the diary', () => {
  const one = [answer('d', eventId('s', 6), 6, 1), answer('a', eventId('s', 7), 7, 1)];
  const other = answer('a', eventId('r', 7), 7, 2);
  const back = [answer('b', eventId('s', 8), 8, 5), answer('b', eventId('s', 9), 9, 4)];
  const columns = openAnswers([
    toSegment([...one, ...back]),
    toSegment([other, answer('c', eventId('r', 10), 10, 5)]),
  ]);
  const { unsettled } = replayColumns(columns, DEFAULT_SCHEDULER_CONFIG);
  expect([...unsettled].map((number) => columns.cards[number])).toEqual(['a']);
});

test('an answer that lies in two segments counts once', () => {
  const events = [answer('a', eventId('s', 7), 7, 1), answer('a', eventId('s', 8), 8, 3)];
  const scheduler = createScheduler(DEFAULT_SCHEDULER_CONFIG);
  const segments = [toSegment(events), toSegment(events)];
  const snapshot = takeSnapshot(segments, 'this one', scheduler) ?? expect.fail('no snapshot');
  expect(memoryAt(snapshot.memories, 0)).toEqual(createDiary(scheduler, events).memory('a' as CardId));
  expect([...byDay(snapshot.days.answered).values()]).toEqual([1, 1]);
});

test('an archive of a card whose name has several lines has no snapshot', () => {
  const [broken, whole] = ['one/b\nc', 'one/b c'].map((card) =>
    takeSnapshot(
      [toSegment([answer(card, eventId('s', 7), 7, 1)])],
      'this one',
      createScheduler(DEFAULT_SCHEDULER_CONFIG),
    ),
  );
  expect(broken).toBeNull();
  expect(whole).not.toBeNull();
});

test('memories come back from rest exactly, however odd their numbers', () => {
  const memory = fc.record({
    kind: fc.constantFrom('learning' as const, 'relearning' as const, 'review' as const),
    stability: fc.double({ noNaN: true, min: 0 }),
    difficulty: fc.double({ noNaN: true, min: 1, max: 10 }),
    lastAt: fc.integer({ min: -(2 ** 40), max: 2 ** 44 }),
    lastDay: fc.integer({ min: -5000, max: 90_000 }),
    reviews: fc.nat(70_000),
    lapses: fc.nat(300),
    due: fc.oneof(fc.integer({ min: -5000, max: 90_000 }), fc.integer({ min: 0, max: 2 ** 44 })),
    length: fc.nat(40_000),
  });
  fc.assert(
    fc.property(fc.array(memory, { maxLength: 8 }), (given) => {
      const memories = given.map(({ kind, due, length, ...seen }) =>
        kind === 'review'
          ? { kind, ...seen, dueDay: due, intervalDays: length }
          : { kind, ...seen, dueAt: due, stepsLeft: length },
      ) as unknown as Memory[];
      const columns = createMemoryColumns(memories.length + 1);
      for (const [card, one] of memories.entries()) setMemory(columns, card, one);
      const resting = structuredClone(toRest(columns));
      expect(isRestingMemories(resting)).toBe(true);
      expect([...memories.keys()].map((card) => memoryAt(resting, card))).toStrictEqual(memories);
      expect(memoryAt(resting, memories.length)).toEqual({ kind: 'new' });
      const later = memories.map((one) => (one.kind === 'review' && one.dueDay > FIRST_DAY ? LATER : ASK));
      expect([...laterThan(resting, Int32Array.from([-1, ...memories.keys()]), FIRST_DAY)]).toEqual([
        UNSEEN,
        ...later,
      ]);
    }),
  );
});

test('an ordinary memory takes thirty bytes at rest', () => {
  const columns = createMemoryColumns(1);
  const at = FIRST_DAY * 86_400_000 + 70_000_000;
  setMemory(columns, 0, {
    kind: 'review',
    stability: 12.5,
    difficulty: 5.5,
    lastAt: at as Millis,
    lastDay: FIRST_DAY,
    reviews: 9,
    lapses: 1,
    dueDay: addDays(FIRST_DAY, 12),
    intervalDays: 12,
  });
  const bytes = Object.values(toRest(columns)).reduce((sum, { byteLength }) => sum + byteLength, 0);
  expect(bytes).toBeLessThanOrEqual(30);
});
