import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DiaryEvent } from '../../src/core/event.ts';
import { fromColumns, toColumns } from '../../src/core/diaryColumns.ts';
import { anyEvents } from '../fixtures/arbitraryData.ts';
import { histories } from '../fixtures/histories.ts';

const inOrder = (events: readonly DiaryEvent[]) =>
  events.toSorted((a, b) => a.hlc - b.hlc || (a.id < b.id ? -1 : 1));

const withUuids = (events: readonly DiaryEvent[]) =>
  events.map((event, index) => ({
    ...event,
    id: `0b9f1c2e-7d3a-4c55-8e21-${index.toString(16).padStart(12, '0')}` as DiaryEvent['id'],
  }));

test('events come back out of columns as they went in, whatever they are', () => {
  fc.assert(
    fc.property(fc.oneof(anyEvents, histories, histories.map(withUuids)), (events) => {
      expect(inOrder(fromColumns(structuredClone(toColumns(events))))).toEqual(inOrder(events));
      expect(toColumns(events).count).toBe(events.length);
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
  tookMs: 4_294_967_295,
} as unknown as DiaryEvent;

test('an ordinary answer goes into the columns', () => {
  const columns = toColumns([answer]);
  expect(columns.others).toEqual([]);
  expect(columns.cards).toEqual(['lesson-11/quantization']);
});

test.each([
  ['an id in capitals', { id: '0B9F1C2E-7D3A-4C55-8E21-5F6A7B8C9D0E' }],
  ['an id of another kind', { id: 'event-1' }],
  ['a field of a later version', { mood: 'fresh' }],
  ['missed points', { missed: ['rollback'] }],
  ['half a millisecond', { tookMs: 0.5 }],
  ['an hour of milliseconds too many', { tookMs: 4_294_967_296 }],
  ['a negative zero', { tookMs: -0 }],
  ['an offset of seconds', { utcOffsetMinutes: 4.75 }],
])('an answer with %s is kept as it is', (_what, change) => {
  const odd = { ...answer, ...change } as DiaryEvent;
  expect(toColumns([odd]).others).toEqual([odd]);
  expect(fromColumns(toColumns([odd]))).toEqual([odd]);
});
