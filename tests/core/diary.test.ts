import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Millis, StudyDay } from '../../src/core/day.ts';
import type { CardId } from '../../src/core/deck.ts';
import { createDiary, type Diary } from '../../src/core/diary.ts';
import { inDiaryOrder, nextHlc, type DiaryEvent, type EventId, type Graded } from '../../src/core/event.ts';
import { NEW_MEMORY, type SeenMemory } from '../../src/core/memory.ts';
import { courses } from '../../src/core/optimizer/trainingLog.ts';
import { replay, standing } from '../../src/core/replay.ts';
import { createScheduler, DEFAULT_SCHEDULER_CONFIG } from '../../src/core/scheduler.ts';
import { arrivals, CARDS, histories } from '../fixtures/histories.ts';

const scheduler = createScheduler(DEFAULT_SCHEDULER_CONFIG);
const [a, b] = CARDS as [CardId, CardId];

/** All that a diary says about the three cards and the days it knows. */
function told(diary: Diary, days: Iterable<StudyDay>) {
  return {
    cards: CARDS.map((card) => ({ ...diary.standing(card), answers: diary.answers(card) })),
    days: [...new Set(days)].map((day) => [
      day,
      diary.introducedOn(day),
      diary.reviewedOn(day),
      diary.answeredOn(day),
    ]),
  };
}
const daysOf = (events: readonly DiaryEvent[]) => events.map(({ day }) => day);

const noon = { at: 1_767_268_800_000 as Millis, utcOffsetMinutes: 0, day: 20_454 as StudyDay };
const graded = (id: string, card: CardId, hlc: number, day = 20_454): Graded => ({
  ...noon,
  id: id as EventId,
  kind: 'graded',
  card,
  hlc,
  day: day as StudyDay,
  grade: 'good',
  tookMs: 1,
});
const undone = (id: string, target: string, hlc: number): DiaryEvent => ({
  ...noon,
  id: id as EventId,
  kind: 'undone',
  target: target as EventId,
  hlc,
});

describe('laws', () => {
  test('events that are forgotten have never come', () => {
    fc.assert(
      fc.property(
        histories.chain((history) => fc.tuple(fc.constant(history), fc.subarray(history))),
        ([history, gone]) => {
          const diary = createDiary(scheduler, history);
          told(diary, daysOf(history));
          const ids = new Set(gone.map(({ id }) => id));
          diary.forget(ids);
          const expected = createDiary(
            scheduler,
            history.filter(({ id }) => !ids.has(id)),
          );
          expect(told(diary, daysOf(history))).toEqual(told(expected, daysOf(history)));
          expect([diary.size, diary.newestHlc]).toEqual([expected.size, expected.newestHlc]);
          expect([...diary.events()]).toEqual([...expected.events()]);
        },
      ),
    );
  });

  test('the order of arrival and repetitions change nothing', () => {
    fc.assert(
      fc.property(
        histories.chain((history) => fc.tuple(fc.constant(history), arrivals(history))),
        ([history, arrived]) => {
          const diary = createDiary(scheduler, arrived);
          const expected = createDiary(scheduler, history);
          expect(told(diary, daysOf(history))).toEqual(told(expected, daysOf(history)));
          expect([diary.size, diary.newestHlc]).toEqual([expected.size, expected.newestHlc]);
        },
      ),
    );
  });

  test('the diary kept up to date event by event equals replaying it from nothing, at every moment', () => {
    fc.assert(
      fc.property(
        histories.chain((history) => arrivals(history)),
        (arrived) => {
          const diary = createDiary(scheduler);
          arrived.forEach((event, index) => {
            diary.record(event);
            const soFar = arrived.slice(0, index + 1);
            const memories = replay(soFar, scheduler);
            for (const card of CARDS) expect(diary.memory(card)).toEqual(memories.get(card) ?? NEW_MEMORY);
          });
        },
      ),
      { numRuns: 50 },
    );
  });

  test('what stands, the answers, the marks and the days are those of the standing events', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const diary = createDiary(scheduler, history);
        const events = standing(history);
        const ids = new Set(events.map(({ id }) => id));
        for (const event of history) {
          if (event.kind !== 'undone') expect(diary.stands(event.id)).toBe(ids.has(event.id));
        }
        const answers = events.filter((event): event is Graded => event.kind === 'graded');
        for (const card of CARDS) {
          expect(diary.answers(card)).toEqual(answers.filter((answer) => answer.card === card));
          const suspensions = events.filter(
            (e) => e.kind === 'marked' && e.card === card && e.mark === 'suspended',
          );
          const last = suspensions.at(-1);
          expect(diary.marks(card).suspended).toBe(last?.kind === 'marked' && last.on);
        }
        for (const day of daysOf(history)) {
          const answered = answers.filter((answer) => answer.day === day);
          expect(diary.answeredOn(day)).toBe(answered.length);
          const cards = new Set(answered.map(({ card }) => card)).size;
          const [introduced, reviewed] = [diary.introducedOn(day), diary.reviewedOn(day)];
          expect(introduced + reviewed).toBeGreaterThanOrEqual(cards);
        }
        const fresh = CARDS.flatMap((card) => {
          const own = events.filter((e) => 'card' in e && e.card === card && /graded|forgotten/.test(e.kind));
          return own.filter((e, at) => e.kind === 'graded' && own[at - 1]?.kind !== 'graded');
        });
        const days = new Set(daysOf(history));
        expect([...days].reduce((sum, day) => sum + diary.introducedOn(day), 0)).toBe(fresh.length);
      }),
    );
  });

  test('undo equals never, redo equals the original, however often', () => {
    fc.assert(
      fc.property(histories, fc.nat(), fc.integer({ min: 1, max: 9 }), (history, pick, times) => {
        const original = createDiary(scheduler, history);
        const candidates = history.filter(({ id, kind }) => kind !== 'undone' && original.stands(id));
        const slip = candidates[pick % Math.max(1, candidates.length)];
        if (!slip) return;
        const diary = createDiary(scheduler, history);
        let target = slip.id;
        for (let count = 1; count <= times; count += 1) {
          const id = `undo${count}` as EventId;
          diary.record({ ...noon, id, kind: 'undone', target, hlc: nextHlc(noon.at, diary.newestHlc) });
          target = id;
        }
        // Nothing but `undone` names an event, so leaving the slip out is as if it had never been made.
        const never = history.filter((event) => event !== slip);
        const expected = times % 2 === 1 ? createDiary(scheduler, never) : original;
        expect(told(diary, daysOf(history))).toEqual(told(expected, daysOf(history)));
      }),
    );
  });

  test('another scheduler re-dates every card as if it had been there from the start', () => {
    const strict = createScheduler({ ...DEFAULT_SCHEDULER_CONFIG, desiredRetention: 0.95 });
    fc.assert(
      fc.property(histories, (history) => {
        const diary = createDiary(scheduler, history);
        told(diary, []);
        diary.reschedule(strict);
        expect(told(diary, [])).toEqual(told(createDiary(strict, history), []));
      }),
    );
  });

  test('diary order is total, and a clock set back loses no answer and changes no order', () => {
    fc.assert(
      fc.property(histories, (history) => {
        expect(history.toSorted(inDiaryOrder)).toEqual(history);
        const untaken = history.filter(({ kind }) => kind !== 'undone');
        const answers = createDiary(scheduler, untaken);
        const count = untaken.filter(({ kind }) => kind === 'graded').length;
        expect(CARDS.reduce((sum, card) => sum + answers.answers(card).length, 0)).toBe(count);
      }),
    );
  });
});

describe('undo', () => {
  test('names the card whose story changed', () => {
    const diary = createDiary(scheduler, [graded('1', a, 1)]);
    expect(diary.record(undone('2', '1', 2))).toBe(a);
    expect(diary.record(undone('2', '1', 2))).toBeNull();
    expect(diary.record(undone('3', '2', 3))).toBe(a);
    expect(diary.record(undone('4', 'unknown', 4))).toBeNull();
    expect(diary.record(graded('5', b, 5))).toBe(b);
  });

  test('that arrives before its target waits for it', () => {
    const diary = createDiary(scheduler, [undone('2', '1', 2)]);
    diary.record(graded('1', a, 1));
    expect(diary.stands('1' as EventId)).toBe(false);
    expect(diary.memory(a)).toEqual(NEW_MEMORY);
  });

  test('a redo names the newest undo that stands', () => {
    const diary = createDiary(scheduler, [graded('1', a, 1)]);
    expect(diary.undoneBy('1' as EventId)).toBeNull();
    diary.record(undone('2', '1', 2));
    diary.record(undone('3', '1', 3));
    expect(diary.undoneBy('1' as EventId)).toBe('3');
    diary.record(undone('4', '3', 4));
    expect(diary.undoneBy('1' as EventId)).toBe('2');
    diary.record(undone('5', '2', 5));
    expect(diary.undoneBy('1' as EventId)).toBeNull();
    expect(diary.stands('1' as EventId)).toBe(true);
  });

  test('damaged events that undo each other or themselves are ignored', () => {
    const events = [graded('1', a, 1), undone('2', '3', 2), undone('3', '2', 3), undone('4', '4', 4)];
    const diary = createDiary(scheduler, events);
    expect(['1', '2', '3', '4'].map((id) => diary.stands(id as EventId))).toEqual([true, false, true, true]);
  });

  test('a chain of twenty thousand, newest first, is walked and not recursed', () => {
    const diary = createDiary(scheduler);
    for (let index = 20_000; index > 0; index -= 1) diary.record(undone(`${index}`, `${index - 1}`, index));
    diary.record(graded('0', a, 0));
    expect(diary.stands('0' as EventId)).toBe(true);
    diary.record(undone('last', '20000', 20_001));
    expect(diary.stands('0' as EventId)).toBe(false);
  });
});

test('an event of a kind from a later version touches no card, and new events still come after it', () => {
  const later = { ...noon, id: 'later', kind: 'dreamt', card: a, hlc: 5 } as unknown as DiaryEvent;
  const diary = createDiary(scheduler, [graded('1', a, 1)]);
  const before = diary.standing(a);
  expect(diary.record(later)).toBeNull();
  expect(diary.standing(a)).toEqual(before);
  expect(diary.newestHlc).toBe(5);
  expect(replay([later], scheduler).size).toBe(0);
});

test('a card is introduced on the day of its first standing answer', () => {
  const diary = createDiary(scheduler, [graded('1', a, 1, 10), graded('2', a, 2, 11), graded('3', a, 3, 11)]);
  const counts = (day: number) => [diary.introducedOn(day as StudyDay), diary.reviewedOn(day as StudyDay)];
  expect([counts(10), counts(11)]).toEqual([[1, 0], [0, 1]]); // prettier-ignore
  diary.record(undone('4', '1', 4));
  expect([counts(10), counts(11)]).toEqual([[0, 0], [1, 0]]); // prettier-ignore
});

test('a burial lasts to the day it names and the last word about a mark counts', () => {
  const diary = createDiary(scheduler, [
    { ...noon, id: '1' as EventId, hlc: 1, kind: 'buried', card: a, until: 20_455 as StudyDay },
    { ...noon, id: '2' as EventId, hlc: 2, kind: 'marked', card: a, mark: 'starred', on: true },
    { ...noon, id: '4' as EventId, hlc: 4, kind: 'marked', card: a, mark: 'suspended', on: false },
    { ...noon, id: '3' as EventId, hlc: 3, kind: 'marked', card: a, mark: 'suspended', on: true },
  ]);
  expect(diary.marks(a)).toEqual({ suspended: false, starred: true, flag: null, buriedUntil: 20_455 });
  expect(diary.marks(b)).toEqual({ suspended: false, starred: false, flag: null, buriedUntil: null });
});

const onCard = (id: string, hlc: number, day: number) => ({
  ...noon,
  id: id as EventId,
  hlc,
  day: day as StudyDay,
  card: a,
});

describe('the card’s own course', () => {
  const dueDay = 20_500 as StudyDay;

  test('a forgotten card is new again, keeps its answers and counts as introduced when it is answered next', () => {
    const diary = createDiary(scheduler, [
      graded('1', a, 1, 10),
      { ...onCard('2', 2, 12), kind: 'forgotten' },
      graded('3', a, 3, 14),
    ]);
    expect(diary.memory(a)).toEqual(createDiary(scheduler, [graded('3', a, 3, 14)]).memory(a));
    expect(diary.answers(a).map(({ id }) => id)).toEqual(['1', '3']);
    expect([10, 14].map((day) => diary.introducedOn(day as StudyDay))).toEqual([1, 1]);
    expect(courses(diary.memoryEvents(a)).map((course) => course.length)).toEqual([1, 1]);
  });

  test('a card that is given a date is due on it, with its stability and its answers as they were', () => {
    const before = createDiary(scheduler, [graded('1', a, 1), graded('2', a, 2, 20_470)]);
    const diary = createDiary(scheduler, [
      ...before.events(),
      { ...onCard('3', 3, 20_471), kind: 'dated', dueDay },
    ]);
    const { stability, difficulty, reviews } = before.memory(a) as SeenMemory;
    expect(diary.memory(a)).toMatchObject({ kind: 'review', dueDay, stability, difficulty, reviews });
    expect(diary.memory(a)).toMatchObject({ intervalDays: 30 });
  });

  test('a new card that is given a date has the stability that would have led there', () => {
    const diary = createDiary(scheduler, [{ ...onCard('1', 1, 20_454), kind: 'dated', dueDay }]);
    const memory = diary.memory(a);
    expect(memory).toMatchObject({ kind: 'review', dueDay, intervalDays: 46, reviews: 0, lapses: 0 });
    const then = (noon.at + 46 * 86_400_000) as Millis;
    expect(scheduler.retrievability(memory, then)).toBeCloseTo(0.9, 9);
  });

  test('a flag is what was last said, and can be taken off', () => {
    const flags: DiaryEvent[] = [
      { ...onCard('1', 1, 1), kind: 'flagged', flag: 'red' },
      { ...onCard('2', 2, 1), kind: 'flagged', flag: 'blue' },
    ];
    expect(createDiary(scheduler, flags).marks(a).flag).toBe('blue');
    const off: DiaryEvent = { ...onCard('3', 3, 1), kind: 'flagged', flag: null };
    expect(createDiary(scheduler, [...flags, off]).marks(a).flag).toBeNull();
  });
});
