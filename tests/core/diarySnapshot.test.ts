import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createArchive } from '../../src/core/archive.ts';
import { createDiary, type Diary } from '../../src/core/diary.ts';
import { pastOf } from '../../src/core/diarySnapshot.ts';
import { takeSnapshot } from '../../src/core/takeSnapshot.ts';
import { eventId, inDiaryOrder, type DiaryEvent, type EventId } from '../../src/core/event.ts';
import { createScheduler, DEFAULT_SCHEDULER_CONFIG } from '../../src/core/scheduler.ts';
import { toSegment } from '../../src/core/segment.ts';
import { CARDS, histories } from '../fixtures/histories.ts';

const scheduler = createScheduler(DEFAULT_SCHEDULER_CONFIG);
const other = createScheduler({ ...DEFAULT_SCHEDULER_CONFIG, desiredRetention: 0.8 });

/** The same history with ids of another make, `undone` events naming the new ones. */
function renamed(events: readonly DiaryEvent[], name: (event: DiaryEvent, index: number) => string) {
  const names = new Map(events.map((event, index) => [event.id, name(event, index) as EventId]));
  const nameOf = (id: EventId) => names.get(id) ?? id;
  return events.map((event): DiaryEvent => ({
    ...event,
    id: nameOf(event.id),
    ...(event.kind === 'undone' ? { target: nameOf(event.target) } : {}),
  }));
}
const named = fc.oneof(
  histories,
  histories.map((events) => renamed(events, ({ hlc }) => eventId('session', hlc))),
  histories.map((events) =>
    renamed(events, (_, index) => `0b9f1c2e-7d3a-4c55-8e21-${index.toString(16).padStart(12, '0')}`),
  ),
);

function past(events: readonly DiaryEvent[], config = DEFAULT_SCHEDULER_CONFIG) {
  const half = Math.ceil(events.length / 2);
  const segments = [events.slice(0, half), events.slice(half)].map(toSegment);
  const archive = createArchive(structuredClone(segments));
  const snapshot = structuredClone(takeSnapshot(archive, 'this one', scheduler));
  return pastOf(archive, 'this one', config, snapshot);
}

function begun(events: readonly DiaryEvent[]): Diary {
  const diary = createDiary(scheduler);
  const beginning = past(events);
  expect(beginning && diary.begin(beginning)).toBe(true);
  return diary;
}

function told(diary: Diary, events: readonly DiaryEvent[]) {
  return {
    cards: CARDS.map((card) => ({
      ...diary.standing(card),
      answers: diary.answers(card),
      crams: diary.crams(card),
      memoryEvents: diary.memoryEvents(card),
    })),
    named: new Set(diary.cards()),
    days: events.map(({ day }) => [diary.introducedOn(day), diary.reviewedOn(day), diary.answeredOn(day)]),
    events: events.map(({ id }) => [diary.stands(id), diary.undoneBy(id)]),
    all: [...diary.events()].toSorted(inDiaryOrder),
    size: diary.size,
    newestHlc: diary.newestHlc,
  };
}

/** A history, and for each event whether it is archived; what is not arrives afterwards. */
const split = named.chain((history) =>
  fc.record({
    history: fc.constant(history),
    isArchived: fc.array(fc.boolean(), { minLength: history.length, maxLength: history.length }),
    order: fc.shuffledSubarray(history, { minLength: history.length }),
    asksBetween: fc.boolean(),
  }),
);

test('a diary that begins with an archive and its snapshot says what one of the same events from nothing says', () => {
  fc.assert(
    fc.property(split, ({ history, isArchived, order, asksBetween }) => {
      const archived = new Set(history.filter((_, index) => isArchived[index]));
      const diary = begun([...archived]);
      for (const event of order) {
        // What is in the archive arrives once more, as it does when the whole diary is read again.
        diary.record(event);
        if (asksBetween) told(diary, history);
      }
      expect(told(diary, history)).toEqual(told(createDiary(scheduler, history), history));
    }),
    { numRuns: 300 },
  );
});

test('an archive alone, before anything is added, stands as its events do', () => {
  fc.assert(
    fc.property(named, (history) => {
      const diary = begun(history);
      expect(told(diary, history)).toEqual(told(createDiary(scheduler, history), history));
    }),
  );
});

test('another schedule re-dates the archive too, before and after its cards were looked at', () => {
  fc.assert(
    fc.property(named, fc.boolean(), (history, isLookedAt) => {
      const diary = begun(history);
      if (isLookedAt) told(diary, history);
      diary.reschedule(other);
      expect(told(diary, history)).toEqual(told(createDiary(other, history), history));
    }),
  );
});

test('a snapshot serves its own archive and configuration, and nothing else', () => {
  const archive = createArchive([]);
  const snapshot = takeSnapshot(archive, 'this one', scheduler);
  expect(pastOf(archive, 'this one', DEFAULT_SCHEDULER_CONFIG, snapshot)).toEqual({
    archive,
    snapshot,
    numbers: new Map(),
  });
  expect(pastOf(archive, 'another', DEFAULT_SCHEDULER_CONFIG, snapshot)).toBeNull();
  expect(pastOf(archive, 'this one', other.config, snapshot)).toBeNull();
  expect(pastOf(archive, 'this one', DEFAULT_SCHEDULER_CONFIG, { ...snapshot, memories: {} })).toBeNull();
  expect(pastOf(archive, 'this one', DEFAULT_SCHEDULER_CONFIG, undefined)).toBeNull();
});

test('a snapshot that names a card in two lines is not believed, as its lines cannot be told apart', () => {
  const answer = {
    kind: 'graded',
    id: 'a-1',
    at: 0,
    utcOffsetMinutes: 0,
    day: 0,
    hlc: 1,
    grade: 'good',
    tookMs: 1,
  };
  const archive = createArchive([toSegment([{ ...answer, card: 'one\ntwo' } as unknown as DiaryEvent])]);
  expect(archive.cards()).toEqual(['one\ntwo']);
  const snapshot = takeSnapshot(archive, 'this one', scheduler);
  expect(pastOf(archive, 'this one', DEFAULT_SCHEDULER_CONFIG, snapshot)).toBeNull();
});
