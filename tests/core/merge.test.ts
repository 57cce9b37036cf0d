import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeMerge, merged, planMerge, type Holdings } from '../../src/core/merge.ts';
import { answer, answers, storedDeck } from '../contracts/diaryEvents.ts';
import { anyDecks, anyEvents } from '../fixtures/arbitraryData.ts';

/** Two learners' data of one stock, so that they overlap. */
const pair: fc.Arbitrary<readonly [Holdings, Holdings]> = fc
  .record({ events: anyEvents, decks: anyDecks })
  .chain((stock) => {
    const part = fc.record({ events: fc.subarray(stock.events), decks: fc.subarray(stock.decks) });
    return fc.tuple(part, part);
  });

const ids = (holdings: Holdings) => ({
  events: holdings.events.map(({ id }) => id).toSorted(),
  decks: holdings.decks.map(({ deck }) => deck.id).toSorted(),
});

test('importing twice equals importing once', () => {
  fc.assert(
    fc.property(pair, ([here, there]) => {
      const once = merged(here, planMerge(here, there));
      const again = planMerge(once, there);
      expect(again).toMatchObject({ newEvents: [], newDecks: [], conflicts: { events: [], decks: [] } });
      expect(merged(once, again)).toEqual(once);
    }),
  );
});

test('the merge of two diaries is their union, whichever was there first', () => {
  fc.assert(
    fc.property(pair, ([one, two]) => {
      const union = merged(one, planMerge(one, two));
      expect(ids(merged(two, planMerge(two, one)))).toEqual(ids(union));
      expect(new Set(ids(union).events)).toEqual(new Set([...ids(one).events, ...ids(two).events]));
    }),
  );
});

test('nothing that is here is changed or lost by a merge', () => {
  fc.assert(
    fc.property(pair, ([here, there]) => {
      const after = merged(here, planMerge(here, there));
      expect(after.events.slice(0, here.events.length)).toEqual(here.events);
      expect(after.decks.slice(0, here.decks.length)).toEqual(here.decks);
    }),
  );
});

test('every entry of a backup is new, known or in conflict, and counted once', () => {
  fc.assert(
    fc.property(pair, ([here, there]) => {
      const { newEvents, known, conflicts } = planMerge(here, there);
      expect(newEvents.length + known.events + conflicts.events.length).toBe(there.events.length);
    }),
  );
});

test('an entry of the same name but other content stays as it is here and is named as a conflict', () => {
  const here = { events: answers(2), decks: [storedDeck('a')] };
  const other = { ...answer(5), id: answer(1).id };
  const edition = storedDeck('a', 'Second edition');
  const plan = planMerge(here, { events: [answer(0), other], decks: [edition] });
  expect(plan.conflicts).toEqual({
    events: [{ here: answer(1), there: other }],
    decks: [{ here: storedDeck('a'), there: edition }],
  });
  expect(merged(here, plan)).toEqual(here);
});

test('a deck that was only added at another time or from another file is the same deck', () => {
  const here = { events: [], decks: [storedDeck('a')] };
  const plan = planMerge(here, { events: [], decks: [{ ...storedDeck('a'), addedAt: 1, fileName: null }] });
  expect(plan).toMatchObject({ newDecks: [], known: { decks: 1 }, conflicts: { decks: [] } });
});

test('the fields of an entry may stand in any order', () => {
  const shuffled = Object.fromEntries(
    Object.entries(answer(1)).toReversed(),
  ) as typeof answer extends () => infer E ? E : never;
  expect(planMerge({ events: [answer(1)], decks: [] }, { events: [shuffled], decks: [] }).known.events).toBe(
    1,
  );
});

test.each([
  [0, 0, 0, 'Adds nothing.'],
  [1, 0, 0, 'Adds 1 diary entry.'],
  [1200, 2, 0, 'Adds 1,200 diary entries and 2 decks.'],
  [0, 1, 1, 'Adds 1 deck. 1 diary entry is here already.'],
  [0, 0, 3, 'Adds nothing. 3 diary entries are here already.'],
])(
  'the plan with %i new entries, %i new decks and %i known reads: %4$s',
  (events, decks, known, sentence) => {
    const here = { events: answers(known, 5000), decks: [] };
    const there = {
      events: [...here.events, ...answers(events)],
      decks: Array.from({ length: decks }, (_, n) => storedDeck(`d${n}`)),
    };
    expect(describeMerge(planMerge(here, there))).toBe(sentence);
  },
);

test('the plan says what stays when a backup disagrees', () => {
  const here = { events: answers(2), decks: [storedDeck('a')] };
  const plan = planMerge(here, {
    events: [{ ...answer(5), id: answer(1).id }],
    decks: [storedDeck('a', 'Second edition')],
  });
  expect(describeMerge(plan)).toBe(
    'Adds nothing. 1 diary entry differs from what is here under the same name; what is here stays. “Second edition” differs from the deck here; the deck here stays.',
  );
});

test('an entry that a backup holds twice is added once', () => {
  const plan = planMerge({ events: [], decks: [] }, { events: [answer(1), answer(1)], decks: [] });
  expect(plan).toMatchObject({ newEvents: [answer(1)], known: { events: 1 }, conflicts: { events: [] } });
});
