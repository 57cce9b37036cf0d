import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createArchive } from '../../src/core/archive.ts';
import { eventId, inDiaryOrder, isCardEvent, type DiaryEvent } from '../../src/core/event.ts';
import { segmentFault, toSegment, type Segment } from '../../src/core/segment.ts';
import { anyEvents } from '../fixtures/arbitraryData.ts';
import { histories } from '../fixtures/histories.ts';

const inOrder = (events: Iterable<DiaryEvent>) => [...events].toSorted(inDiaryOrder);
const once = (events: readonly DiaryEvent[]) => [
  ...new Map(events.map((event) => [event.id, event])).values(),
];

const withUuids = (events: readonly DiaryEvent[]) =>
  events.map((event, index) => ({
    ...event,
    id: `0b9f1c2e-7d3a-4c55-8e21-${index.toString(16).padStart(12, '0')}` as DiaryEvent['id'],
  }));

const inSessions = (events: readonly DiaryEvent[]) =>
  events.map((event, index) => ({ ...event, id: eventId(`session-${index % 3}`, event.hlc) }));

const mixed = (events: readonly DiaryEvent[]) =>
  [withUuids(events), inSessions(events), [...events]].flatMap((kind, at) =>
    kind.filter((_, index) => index % 3 === at),
  );

/** Events of every make, each id once, dealt to up to three segments. */
const dealt = fc
  .record({
    events: fc.oneof(
      anyEvents,
      histories,
      histories.map(withUuids),
      histories.map(inSessions),
      histories.map(mixed),
    ),
    hands: fc.array(fc.nat(2), { minLength: 1, maxLength: 7 }),
  })
  .map(({ events, hands }) => {
    const all = once(events);
    const segments = [0, 1, 2].map((hand) =>
      toSegment(all.filter((_, index) => hands[index % hands.length] === hand)),
    );
    return { all, segments: structuredClone(segments) };
  });

test('events come back out of segments as they went in, whatever they are', () => {
  fc.assert(
    fc.property(dealt, ({ all, segments }) => {
      const archive = createArchive(segments);
      expect(inOrder(archive.events())).toEqual(inOrder(all));
      expect(archive.size).toBe(all.length);
      expect(archive.newestHlc).toBe(all.reduce((newest, { hlc }) => Math.max(newest, hlc), 0));
      expect(segments.map(segmentFault)).toEqual([null, null, null]);
    }),
  );
});

test('a card’s events are those that name it, in diary order', () => {
  fc.assert(
    fc.property(dealt, ({ all, segments }) => {
      const archive = createArchive(segments);
      const cards = new Set(all.filter(isCardEvent).map(({ card }) => card));
      expect(new Set(archive.cards())).toEqual(cards);
      for (const card of cards) {
        expect(archive.eventsOf(card)).toEqual(
          inOrder(all.filter((event) => isCardEvent(event) && event.card === card)),
        );
      }
    }),
  );
});

test('every event is found by its id and by itself, and no other is', () => {
  fc.assert(
    fc.property(dealt, ({ all, segments }) => {
      const archive = createArchive(segments);
      for (const event of all) {
        expect(archive.find(event.id)).toEqual(event);
        expect(archive.has(event)).toBe(true);
        const stranger = { ...event, id: `${event.id}x` as DiaryEvent['id'] };
        expect(archive.find(stranger.id)).toBeNull();
        expect(archive.has(stranger)).toBe(false);
      }
    }),
  );
});

const answer = {
  id: '0b9f1c2e-7d3a-4c55-8e21-5f6a7b8c9d0e',
  at: 1_772_960_400_000,
  utcOffsetMinutes: -570,
  day: 20_520,
  hlc: 1_772_960_400_001,
  kind: 'graded',
  card: 'lesson-11/quantization',
  grade: 'hard',
  tookMs: 1_073_741_823,
} as unknown as DiaryEvent;

test('an ordinary answer goes into the columns, with an id of its session or a UUID', () => {
  for (const id of [answer.id, eventId('a-session', answer.hlc)]) {
    const segment = toSegment([{ ...answer, id }]);
    expect(segment.others).toEqual([]);
    expect(segment.names).toBe('quantization');
    expect(segment.prefixes).toEqual(['lesson-11/']);
  }
});

test.each([
  ['an id in capitals', { id: '0B9F1C2E-7D3A-4C55-8E21-5F6A7B8C9D0E' }],
  ['an id of another kind', { id: 'event-1' }],
  ['a field of a later version', { mood: 'fresh' }],
  ['missed points', { missed: ['rollback'] }],
  ['half a millisecond', { tookMs: 0.5 }],
  ['more than twelve days of thought', { tookMs: 1_073_741_824 }],
  ['a negative zero', { tookMs: -0 }],
  ['an offset of seconds', { utcOffsetMinutes: 4.75 }],
  ['a day far from its time', { day: 20_000 }],
  ['a card whose id has two lines', { card: 'a\nb' }],
])('an answer with %s is kept as it is', (_what, change) => {
  const odd = { ...answer, ...change } as DiaryEvent;
  expect(toSegment([odd]).others).toEqual([odd]);
  expect([...createArchive([toSegment([odd])]).events()]).toEqual([odd]);
});

const whole = toSegment([answer, { ...answer, id: eventId('s', answer.hlc) }]);

test.each<[string, Partial<Record<keyof Segment, unknown>>]>([
  ['a column is missing', { card: undefined }],
  ['a column is missing', { others: 7 }],
  ['its columns differ in length', { sinceDay: new Int32Array(1) }],
  ['its columns differ in length', { count: 3 }],
  ['its columns differ in length', { day: { values: [1], lengths: [7] } }],
  ['its checksum is wrong', { gradeAndTook: new Uint32Array(2) }],
  ['its checksum is wrong', { names: 'quantisation' }],
  ['its checksum is wrong', { hashes: Uint8Array.of(1) }],
  ['a column is missing', { hashes: 'quantization' }],
  ['its checksum is wrong', { day: { values: [20_521], lengths: [2] } }],
  ['an entry in it cannot be read', { count: 3, others: [{ kind: 'graded' }] }],
])('a damaged segment is told from a whole one: %s', (fault, change) => {
  expect(segmentFault(whole)).toBeNull();
  expect(segmentFault({ ...whole, ...change })).toBe(fault);
});

test('a year of ordinary answers takes at most 17 bytes an answer, the names of its cards included', () => {
  const answers = Array.from({ length: 20_000 }, (_, index): DiaryEvent => {
    const at = 1_772_960_400_000 + index * 1_500_000;
    const day = Math.floor(at / 86_400_000);
    return {
      ...(answer as Extract<DiaryEvent, { kind: 'graded' }>),
      ...({ at, day, hlc: at } as Pick<DiaryEvent, 'at' | 'day' | 'hlc'>),
      id: eventId(`0b9f1c2e-7d3a-4c55-8e21-${String(Math.floor(index / 60)).padStart(12, '0')}`, at),
      card: `lesson-11-model-deployment-and-mlops/${String((index * 7919) % 500).padStart(16, '0')}` as never,
      tookMs: (index * 104_729) % 60_000,
    };
  });
  const segment = toSegment(answers);
  const { card, sinceDay, gradeAndTook, uuids, hashes, names, others, ...rest } = segment;
  const columns = [card, sinceDay, gradeAndTook, uuids, hashes ?? uuids];
  const bytes = columns.reduce((sum, { byteLength }) => sum + byteLength, names.length);
  expect(others).toEqual([]);
  expect((bytes + JSON.stringify(rest).length) / answers.length).toBeLessThanOrEqual(17);
});
