import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameData } from '../../src/core/sameData.ts';
import { plainJson } from '../fixtures/arbitraryData.ts';

const reversed = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toReversed())
    : value;

test('data is the same as its copy, whatever the order of its fields', () => {
  fc.assert(
    fc.property(plainJson, (data) => {
      expect(sameData(data, JSON.parse(JSON.stringify(data), reversed))).toBe(true);
    }),
  );
});

test('data is the same exactly when its JSON is, fields in order', () => {
  fc.assert(
    fc.property(plainJson, plainJson, (a, b) => {
      expect(sameData(a, b)).toBe(sorted(a) === sorted(b));
    }),
  );
});

function sorted(data: unknown): string {
  return JSON.stringify(data, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

test.each([
  [[], {}],
  [[1], { 0: 1 }],
  [{ a: 1 }, { a: 1, b: undefined }],
  [{ a: undefined }, { b: undefined }],
  [null, {}],
  [0, ''],
  ['1', 1],
])('%j and %j are not the same', (a, b) => {
  expect(sameData(a, b)).toBe(false);
  expect(sameData(b, a)).toBe(false);
});
