import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeDiary, reconcile } from '../../src/core/reconcile.ts';
import { answers } from '../contracts/diaryEvents.ts';

const part = fc.subarray(answers(20));
const ids = (events: readonly { readonly id: string }[]) => new Set(events.map(({ id }) => id));

test('afterwards both copies hold the union of both, and comparing again finds nothing', () => {
  fc.assert(
    fc.property(part, part, (diary, journal) => {
      const { toDiary, toJournal } = reconcile(diary, journal);
      const [one, two] = [
        [...diary, ...toDiary],
        [...journal, ...toJournal],
      ];
      expect(ids(one)).toEqual(new Set([...ids(diary), ...ids(journal)]));
      expect(ids(two)).toEqual(ids(one));
      expect(one).toHaveLength(ids(one).size);
      expect(reconcile(one, two)).toEqual({ toDiary: [], toJournal: [] });
    }),
  );
});

test('an event that a copy holds twice is brought over once', () => {
  expect(reconcile([], [...answers(2), ...answers(2)]).toDiary).toEqual(answers(2));
});

test.each([
  ['a new learner', 0, 0, 0, { kind: 'ok' }],
  ['a diary as it should be', 5, 5, 0, { kind: 'ok' }],
  ['a tally that lagged behind', 3, 5, 0, { kind: 'ok' }],
  ['an empty diary filled again', 5, 5, 5, { kind: 'restored', events: 5 }],
  ['a copy that knew more than the tally', 0, 5, 2, { kind: 'restored', events: 2 }],
  ['an empty diary without a copy', 5, 0, 0, { kind: 'missing', expected: 5, found: 0, restored: 0 }],
  ['a copy that fills the gap in part', 5, 3, 2, { kind: 'missing', expected: 5, found: 3, restored: 2 }],
] as const)('%s: %i expected, %i found, %i of them restored', (_what, expected, found, restored, alarm) => {
  expect(judgeDiary(expected, found, restored)).toEqual(alarm);
});
