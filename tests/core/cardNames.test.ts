import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromCardNames, inNameOrder, isCardNames, toCardNames } from '../../src/core/cardNames.ts';
import { cardNumbers, matchHashes } from '../../src/core/cardNumbers.ts';
import type { CardId } from '../../src/core/deck.ts';

const hash = fc.string({ unit: fc.nat(15).map((digit) => digit.toString(16)), minLength: 16, maxLength: 16 });
const rest = fc.oneof(
  hash,
  hash.map((digits) => digits.toUpperCase()),
  hash.map((digits) => digits.slice(1)),
  hash.map((digits) => `${digits}0`),
  fc.constantFrom('', 'a', 'é', '__proto__'),
);
const cards = fc.array(
  fc
    .tuple(fc.constantFrom('', 'a/', 'a/b/', 'lesson/'), rest)
    .map(([deck, name]) => `${deck}${name}` as CardId),
  { maxLength: 20 },
);

test('names come back as they were, in name order and each once', () => {
  fc.assert(
    fc.property(cards, (given) => {
      const names = inNameOrder(given);
      expect(names.toSorted()).toEqual([...new Set(given)].toSorted());
      expect(fromCardNames(structuredClone(toCardNames(names)))).toEqual(names);
    }),
  );
});

test('a derived id takes eight bytes, and any other its letters', () => {
  const { hashes, names } = toCardNames(
    inNameOrder(['a/0123456789abcdef', 'a/own name', 'b/fedcba9876543210'] as CardId[]),
  );
  expect([...hashes]).toEqual([
    0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef, 0xfe, 0xdc, 0xba, 0x98, 0x76, 0x54, 0x32, 0x10,
  ]);
  expect(names).toBe('own name');
});

test('what was written before hashes were kept apart is read as it was', () => {
  const former = { prefixes: ['a/'], prefix: { values: [0], lengths: [2] }, names: '0123456789abcdef\nb' };
  expect(fromCardNames(former)).toEqual(['a/0123456789abcdef', 'a/b']);
});

test('every card is found under the number of its place, and no other text under any', () => {
  fc.assert(
    fc.property(cards, cards, (given, others) => {
      const names = inNameOrder(given);
      const numbers = cardNumbers(structuredClone(toCardNames(names)));
      expect(names.map((card) => numbers.numberOf(card))).toEqual([...names.keys()]);
      for (const card of others.filter((other) => !given.includes(other)))
        expect(numbers.numberOf(card)).toBeUndefined();
      expect(numbers.cards()).toEqual(names);
    }),
    { numRuns: 300 },
  );
});

test('what is no list of so many names is told apart', () => {
  const names = toCardNames(['a/0123456789abcdef', 'a/own'] as CardId[]);
  expect(isCardNames(names, 2)).toBe(true);
  expect(isCardNames(names, 1)).toBe(false);
  for (const [name, value] of [
    ['prefixes', [7]],
    ['hashes', undefined],
    ['hashes', 'text'],
    ['names', ['own']],
    ['prefix', null],
  ] as const)
    expect(isCardNames({ ...names, [name]: value }, 2)).toBe(false);
  expect(isCardNames(null, 0)).toBe(false);
});

test('hashed names are found again among others, whatever else is among either', () => {
  fc.assert(
    fc.property(cards, cards, fc.nat(3), (given, more, shift) => {
      const [ours, theirs] = [inNameOrder(given), inNameOrder([...more, ...given.slice(1)])];
      const names = toCardNames(ours);
      const moved = new Uint8Array(names.hashes.length + shift);
      moved.set(names.hashes, shift);
      const found = matchHashes({ ...names, hashes: moved.subarray(shift) }, toCardNames(theirs));
      const hashed = ours.slice(0, found.length);
      expect([...found]).toEqual(hashed.map((card) => theirs.indexOf(card)));
    }),
    { numRuns: 300 },
  );
});
