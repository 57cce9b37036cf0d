import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createArchive, type Archive, type ArchiveOutline } from '../../src/core/archive.ts';
import { createDiary, type Diary } from '../../src/core/diary.ts';
import { pastOf } from '../../src/core/diarySnapshot.ts';
import { takeSnapshot } from '../../src/core/takeSnapshot.ts';
import { eventId, inDiaryOrder, isCardEvent, type DiaryEvent, type EventId } from '../../src/core/event.ts';
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

function outlineOf({ size, newestHlc }: Archive, of = 'this one'): ArchiveOutline {
  return { of, size, newestHlc };
}

/** A diary that knows its older part in outline only, and the archive for later. */
function begun(events: readonly DiaryEvent[]): { diary: Diary; archive: Archive } {
  const half = Math.ceil(events.length / 2);
  const segments = structuredClone([events.slice(0, half), events.slice(half)].map(toSegment));
  const archive = createArchive(segments);
  const snapshot = structuredClone(takeSnapshot(segments, 'this one', scheduler));
  const diary = createDiary(scheduler);
  const past = pastOf(outlineOf(archive), DEFAULT_SCHEDULER_CONFIG, snapshot);
  expect(past && diary.begin(past)).toBe(true);
  return { diary, archive };
}

function completed(events: readonly DiaryEvent[]): Diary {
  const { diary, archive } = begun(events);
  expect(diary.isWhole).toBe(false);
  diary.attach(archive);
  expect(diary.isWhole).toBe(true);
  return diary;
}

/** What a diary says before it has been read whole. */
function toldAtOnce(diary: Diary, events: readonly DiaryEvent[]) {
  return {
    cards: CARDS.map((card) => diary.standing(card)),
    named: new Set(diary.cards()),
    days: events.map(({ day }) => [diary.introducedOn(day), diary.reviewedOn(day), diary.answeredOn(day)]),
    size: diary.size,
    newestHlc: diary.newestHlc,
  };
}

function told(diary: Diary, events: readonly DiaryEvent[]) {
  return {
    ...toldAtOnce(diary, events),
    lists: CARDS.map((card) => [diary.answers(card), diary.crams(card), diary.memoryEvents(card)]),
    events: events.map(({ id }) => [diary.stands(id), diary.undoneBy(id)]),
    all: [...diary.events()].toSorted(inDiaryOrder),
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
      const diary = completed([...archived]);
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
      const diary = completed(history);
      expect(told(diary, history)).toEqual(told(createDiary(scheduler, history), history));
    }),
  );
});

/** What came after everything that is archived, as answers do. */
const ended = split.map(({ history, ...rest }) => {
  const ordered = history.toSorted(inDiaryOrder);
  const end = rest.isArchived.filter(Boolean).length;
  return { history, archived: ordered.slice(0, end), ...rest };
});

test('before its archive has been read a diary says where cards stand, and how much was done each day, as if it had been', () => {
  fc.assert(
    fc.property(fc.oneof(ended, split), ({ history, isArchived, order, asksBetween, ...rest }) => {
      const archived = 'archived' in rest ? rest.archived : history.filter((_, index) => isArchived[index]);
      const { diary, archive } = begun(archived);
      for (const event of order) {
        diary.record(event);
        if (asksBetween) toldAtOnce(diary, history);
      }
      const known = [...archived, ...diary.events()];
      expect(toldAtOnce(diary, history)).toEqual(toldAtOnce(createDiary(scheduler, known), history));
      // What could not be judged without the archive can be now.
      diary.attach(archive);
      for (const event of order) diary.record(event);
      expect(told(diary, history)).toEqual(told(createDiary(scheduler, history), history));
    }),
    { numRuns: 500 },
  );
});

test('every answer that is newer than the archive is taken in before the archive has been read', () => {
  fc.assert(
    fc.property(ended, ({ archived, history }) => {
      const { diary, archive } = begun(archived);
      const newer = history.filter(({ kind, hlc }) => kind === 'graded' && hlc > archive.newestHlc);
      for (const event of newer) diary.record(event);
      expect([...diary.events()]).toEqual(newer);
    }),
  );
});

test('another schedule re-dates the archive too, whether it has been read, looked into or neither', () => {
  fc.assert(
    fc.property(ended, fc.boolean(), fc.boolean(), ({ archived, history, asksBetween }, isRead, isBack) => {
      const { diary, archive } = begun(archived);
      if (isRead) diary.attach(archive);
      for (const event of history) diary.record(event);
      if (asksBetween) toldAtOnce(diary, history);
      diary.reschedule(other);
      if (isBack) diary.reschedule(scheduler);
      if (!isRead) {
        const before = createDiary(scheduler, archived);
        const changed = new Set([...diary.events()].filter(isCardEvent).map(({ card }) => card));
        for (const card of CARDS.filter((name) => !changed.has(name)))
          expect(diary.standing(card)).toEqual(before.standing(card));
        diary.attach(archive);
      }
      for (const event of history) diary.record(event);
      const current = isBack ? scheduler : other;
      expect(told(diary, history)).toEqual(told(createDiary(current, history), history));
    }),
    { numRuns: 300 },
  );
});

test('a diary that starts over with other events has nothing of the archive that it began with', () => {
  fc.assert(
    fc.property(ended, fc.boolean(), ({ archived, history }, isRead) => {
      const { diary, archive } = begun(archived);
      if (isRead) diary.attach(archive);
      toldAtOnce(diary, history);
      diary.restart(history);
      expect(diary.isWhole).toBe(true);
      expect(told(diary, history)).toEqual(told(createDiary(scheduler, history), history));
    }),
  );
});

test('a snapshot serves its own archive and configuration, and nothing else', () => {
  const archive = createArchive([]);
  const outline = outlineOf(archive);
  const { config } = scheduler;
  const snapshot = takeSnapshot([], 'this one', scheduler);
  expect(pastOf(outline, config, snapshot)).toMatchObject({ outline, snapshot });
  expect(pastOf(outlineOf(archive, 'another'), config, snapshot)).toBeNull();
  expect(pastOf(outline, other.config, snapshot)).toBeNull();
  expect(pastOf(outline, config, { ...snapshot, memories: {} })).toBeNull();
  expect(pastOf(outline, config, { ...snapshot, cards: { prefixes: [] } })).toBeNull();
  expect(pastOf(outline, config, undefined)).toBeNull();
});

test('no snapshot is taken of an archive that names a card in two lines, as its lines could not be told apart', () => {
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
  const segments = [toSegment([{ ...answer, card: 'one\ntwo' } as unknown as DiaryEvent])];
  const archive = createArchive(segments);
  expect(archive.cards()).toEqual(['one\ntwo']);
  expect(takeSnapshot(segments, 'this one', scheduler)).toBeNull();
});
