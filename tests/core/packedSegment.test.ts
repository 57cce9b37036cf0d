import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packSegment, unpackSegment } from '../../src/core/packedSegment.ts';
import { segmentFault, toSegment, type Segment } from '../../src/core/segment.ts';
import { anyEvents } from '../fixtures/arbitraryData.ts';
import { histories } from '../fixtures/histories.ts';

const segments = fc.oneof(anyEvents, histories).map(toSegment);

/** Any numbers whatever in the wide columns, among them such as hardly change and such as jump. */
const wild = fc
  .array(
    fc.tuple(
      fc.oneof(fc.nat(70_000), fc.nat(0xffffffff)),
      fc.oneof(fc.nat(90_000), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
      fc.oneof(fc.nat(9000), fc.nat(0xffffffff)),
    ),
    { maxLength: 400 },
  )
  .map((rows): Segment => ({
    ...toSegment([]),
    card: Uint32Array.from(rows, ([card]) => card),
    sinceDay: Int32Array.from(rows, ([, at]) => at),
    gradeAndTook: Uint32Array.from(rows, ([, , took]) => took),
  }));

test('a segment comes back out of its packed form to the last bit, whatever its columns hold', () => {
  fc.assert(
    fc.property(fc.oneof(segments, wild), (segment) => {
      expect(unpackSegment(structuredClone(packSegment(segment)))).toEqual(segment);
    }),
  );
});

test('what is no packed segment stays as it is, and a damaged one is never taken for whole', () => {
  fc.assert(
    fc.property(segments, fc.nat(), fc.integer({ min: 1, max: 255 }), (segment, place, by) => {
      expect(unpackSegment(segment)).toBe(segment);
      const packed = structuredClone(packSegment(segment));
      const { low } = packed.sinceDay;
      fc.pre(low.length > 0);
      low[place % low.length] = (low[place % low.length] ?? 0) ^ by;
      expect(segmentFault(unpackSegment(packed))).toBe('its checksum is wrong');
      const short = { ...packed, card: { ...packed.card, low: low.slice(1) } };
      expect(unpackSegment(short)).toBe(short);
      expect(segmentFault(short)).toBe('a column is missing');
    }),
  );
  for (const value of [null, 7, 'text', [], { card: { width: 9 } }]) expect(unpackSegment(value)).toBe(value);
});

test('answers a few seconds apart take eight bytes in the wide columns', () => {
  const rows = Array.from({ length: 5000 }, (_, row) => row);
  const { card, sinceDay, gradeAndTook } = packSegment({
    ...toSegment([]),
    card: Uint32Array.from(rows, (row) => (row * 7919) % 100_000),
    sinceDay: Int32Array.from(rows, (row) => row * 9000),
    gradeAndTook: Uint32Array.from(rows, (row) => (row % 4) * 2 ** 30 + ((row * 104_729) % 60_000)),
  });
  expect([card.width, sinceDay.width, gradeAndTook.width]).toEqual([3, 2, 3]);
  expect(card.low.length + sinceDay.low.length + gradeAndTook.low.length).toBe(8 * rows.length);
  expect([card, sinceDay, gradeAndTook].map(({ high }) => high.values)).toEqual([[0], [0], [0]]);
});
