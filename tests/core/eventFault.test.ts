import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventFault } from '../../src/core/eventFault.ts';
import { histories } from '../fixtures/histories.ts';

const stamp = { id: 'e1', at: 1_767_268_800_000, utcOffsetMinutes: 60, day: 20_454, hlc: 1_767_268_800_000 };
const graded = { ...stamp, kind: 'graded', card: 'a', grade: 'hard', tookMs: 900 };

test('every event that the app writes can be read', () => {
  fc.assert(
    fc.property(histories, (history) => {
      expect(history.map(eventFault).filter((found) => found !== null)).toEqual([]);
    }),
  );
});

test.each([
  [{ ...graded, missed: ['Monitoring'] }, null],
  [{ ...graded, missed: [] }, null],
  [{ ...graded, missed: 'Monitoring' }, 'its “missed” is “Monitoring”'],
  [{ ...graded, missed: [''] }, 'its “missed” is a list'],
  [{ ...graded, kind: 'crammed' }, null],
  [{ ...graded, kind: 'crammed', grade: 'fine' }, 'its “grade” is “fine”'],
  [{ ...stamp, kind: 'forgotten' }, 'it has no “card”'],
  [{ ...stamp, kind: 'dated', card: 'a', dueDay: 1.5 }, 'its “dueDay” is 1.5'],
  [{ ...stamp, kind: 'flagged', card: 'a', flag: null }, null],
  [{ ...stamp, kind: 'flagged', card: 'a', flag: 'mauve' }, 'its “flag” is “mauve”'],
  [{ ...stamp, kind: 'marked', card: 'a', mark: 'starred', on: 1 }, 'its “on” is 1'],
  [{ ...stamp, kind: 'dreamt', anything: {} }, null],
])('what keeps %j from being an event is said, if anything does', (value, found) => {
  expect(eventFault(value)).toBe(found);
});
