import { expect, test } from 'vitest';
import fc from 'fast-check';
import { counted } from '../../src/core/words.ts';

test('one is a card, anything else is cards', () => {
  expect(counted(1, 'card')).toBe('1 card');
  expect(counted(0, 'card')).toBe('0 cards');
  expect(counted(2, 'diary entry', 'diary entries')).toBe('2 diary entries');
});

test('a count is printed as English prints it, however long it is', () => {
  expect(counted(1234, 'card')).toBe('1,234 cards');
  fc.assert(
    fc.property(fc.oneof(fc.nat(), fc.nat({ max: 2000 })), (count) => {
      expect(counted(count, 'card')).toContain(`${count.toLocaleString('en')} card`);
    }),
  );
});
