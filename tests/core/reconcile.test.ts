import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reconcile } from '../../src/core/reconcile.ts';
import { answers } from '../contracts/diaryEvents.ts';

const part = fc.subarray(answers(20));
const ids = (events: readonly { readonly id: string }[]) => new Set(events.map(({ id }) => id));

test('afterwards both copies hold the union of both, and comparing again finds nothing', () => {
  fc.assert(
    fc.property(part, part, (diary, journal) => {
      const { toDiary, toJournal } = reconcile({ diary, journal, unreadable: 0, expected: 0 });
      const [one, two] = [
        [...diary, ...toDiary],
        [...journal, ...toJournal],
      ];
      expect(ids(one)).toEqual(new Set([...ids(diary), ...ids(journal)]));
      expect(ids(two)).toEqual(ids(one));
      expect(one).toHaveLength(ids(one).size);
      const again = reconcile({ diary: one, journal: two, unreadable: 0, expected: one.length });
      expect(again).toEqual({ toDiary: [], toJournal: [], alarm: { kind: 'ok' } });
    }),
  );
});

test.each([
  ['a new learner', 0, 0, 0, 0, { kind: 'ok' }],
  ['a diary as it should be', 5, 5, 0, 5, { kind: 'ok' }],
  ['a tally that lagged behind', 5, 5, 0, 3, { kind: 'ok' }],
  ['a journal that knows less', 5, 2, 0, 5, { kind: 'ok' }],
  ['an empty diary with a whole journal', 0, 5, 0, 5, { kind: 'restored', events: 5 }],
  ['a shrunken diary with a whole journal', 3, 5, 0, 5, { kind: 'restored', events: 2 }],
  ['a journal that knew more than anybody', 3, 5, 0, 0, { kind: 'restored', events: 2 }],
  ['an empty diary without a journal', 0, 0, 0, 5, { kind: 'missing', expected: 5, found: 0, restored: 0 }],
  [
    'a journal that fills the gap in part',
    1,
    3,
    0,
    5,
    { kind: 'missing', expected: 5, found: 3, restored: 2 },
  ],
  ['an entry that cannot be read but is there', 4, 4, 1, 5, { kind: 'ok' }],
  ['an entry that cannot be read here but in the journal', 4, 5, 1, 5, { kind: 'restored', events: 1 }],
] as const)(
  '%s: %i of the diary, %i of the journal, %i unreadable, %i expected',
  (_what, diary, journal, unreadable, expected, alarm) => {
    expect(
      reconcile({ diary: answers(diary), journal: answers(journal), unreadable, expected }).alarm,
    ).toEqual(alarm);
  },
);
