import fc from 'fast-check';
import { expect, test } from 'vitest';
import { criticalWeight, type Deck, type DeckId } from '../../src/core/deck.ts';
import { facets } from '../../src/core/facets.ts';
import {
  filterFromQuery,
  filterToQuery,
  matches,
  NO_FILTER,
  studyCards,
  type Filter,
} from '../../src/core/filter.ts';
import { LEECH_THRESHOLD } from '../../src/core/leech.ts';
import { anyFilter, anyShelf, anyText, card, NEW, NOW, review, studyCard } from '../fixtures/studyCards.ts';

const deck: Deck = {
  format: 'flipside.deck/1',
  id: 'lesson-11' as DeckId,
  title: 'Lesson 11',
  source: null,
  conceptMap: null,
  subject: null,
  generated: null,
  declaredTotal: null,
  declaredDistribution: null,
  // The summary of Lesson 11 as its author wrote it.
  keyConcepts: [
    { name: 'Model Serving', cards: [1, 3, 5], remark: null },
    { name: 'Data Drift', cards: [2, 4, 5], remark: null },
    { name: 'Quantization', cards: [1, 3], remark: null },
    { name: 'Containerization/Kubernetes', cards: [3, 5], remark: null },
  ],
  cards: [1, 2, 3, 4, 5].map((number) => card(`c${number}`, { number })),
  exports: {},
  sourceMapping: [],
  schedule: null,
  prerequisites: [],
  extensions: [],
  tables: [],
  footer: null,
  text: '',
};

const given = (change: Partial<Filter>): Filter => ({ ...NO_FILTER, ...change });

test("the critical weight of a card is the number of the summary's concepts that list it", () => {
  expect(studyCards(deck).map(({ weight }) => weight)).toEqual([2, 1, 3, 1, 3]);
  expect(studyCards(deck).map(({ weight }) => weight)).toEqual(
    deck.cards.map((one) => criticalWeight(deck, one)),
  );
});

test('a concept finds cards by their own concept and by the numbers in the summary', () => {
  const cards = studyCards({
    ...deck,
    cards: [card('own', { number: 9, concept: 'Data Drift' }), ...deck.cards],
  });
  const found = cards.filter((one) =>
    matches(one, NEW, given({ concepts: ['Data Drift'] }), NOW, LEECH_THRESHOLD),
  );
  expect(found.map((one) => one.card.id)).toEqual(['own', 'c2', 'c4', 'c5']);
});

test('the empty filter matches every card', () => {
  fc.assert(
    fc.property(anyShelf, ({ cards, standingOf }) => {
      expect(
        cards.every((one) => matches(one, standingOf(one.card.id), NO_FILTER, NOW, LEECH_THRESHOLD)),
      ).toBe(true);
    }),
  );
});

test('facets combine by AND: a filter gives the cards that each of its facets alone would give', () => {
  fc.assert(
    fc.property(anyShelf, anyFilter, ({ cards, standingOf }, filter) => {
      const alone = Object.entries(filter).map(([facet, value]): Filter => ({
        ...NO_FILTER,
        [facet]: value,
      }));
      for (const one of cards) {
        const standing = standingOf(one.card.id);
        const each = alone.every((part) => matches(one, standing, part, NOW, LEECH_THRESHOLD));
        expect(matches(one, standing, filter, NOW, LEECH_THRESHOLD)).toBe(each);
      }
    }),
  );
});

test('values within a facet combine by OR', () => {
  const easy = studyCard('a', { card: card('a', { difficulty: 'easy' }) });
  const hard = studyCard('b', { card: card('b', { difficulty: 'hard' }) });
  const medium = studyCard('c', { card: card('c', { difficulty: 'medium' }) });
  const filter = given({ difficulties: ['easy', 'hard'] });
  expect([easy, hard, medium].map((one) => matches(one, NEW, filter, NOW, LEECH_THRESHOLD))).toEqual([
    true,
    true,
    false,
  ]);
});

test('a starred card is found by its star and by its state', () => {
  const starred = { ...NEW, marks: { ...NEW.marks, starred: true } };
  const one = studyCard('a');
  expect(matches(one, starred, given({ states: ['starred'] }), NOW, LEECH_THRESHOLD)).toBe(true);
  expect(matches(one, starred, given({ states: ['new'] }), NOW, LEECH_THRESHOLD)).toBe(true);
  expect(matches(one, NEW, given({ states: ['starred'] }), NOW, LEECH_THRESHOLD)).toBe(false);
});

test('the count beside a choice is the number of cards that taking it gives', () => {
  const lists = ['decks', 'difficulties', 'levels', 'concepts', 'sections', 'states'] as const;
  fc.assert(
    fc.property(anyShelf, anyFilter, ({ cards, standingOf }, filter) => {
      const found = facets(cards, standingOf, filter, NOW, LEECH_THRESHOLD);
      const size = (changed: Filter) =>
        cards.filter((one) => matches(one, standingOf(one.card.id), changed, NOW, LEECH_THRESHOLD)).length;
      expect(found.total).toBe(size(filter));
      expect(found.critical).toBe(size({ ...filter, critical: true }));
      for (const { value, count } of found.weights) {
        expect(count).toBe(size({ ...filter, minimumWeight: Number(value) }));
      }
      for (const list of lists) {
        for (const { value, count } of found[list]) expect(count).toBe(size({ ...filter, [list]: [value] }));
      }
    }),
  );
});

test('what is chosen stays among the choices when no card has it', () => {
  const found = facets([], () => NEW, given({ concepts: ['Gone'] }), NOW, LEECH_THRESHOLD);
  expect(found.concepts).toEqual([{ value: 'Gone', label: 'Gone', count: 0 }]);
});

test('a filter comes back from its query', () => {
  fc.assert(
    fc.property(anyFilter, (filter) => {
      expect(filterFromQuery(filterToQuery(filter))).toEqual(filter);
    }),
  );
});

test('any text comes back from a query', () => {
  fc.assert(
    fc.property(anyText, fc.uniqueArray(anyText.filter((text) => text !== '')), (text, concepts) => {
      const filter = given({ text, concepts });
      expect(filterFromQuery(`?${filterToQuery(filter)}`)).toEqual(filter);
    }),
  );
});

test('a query is readable', () => {
  const filter = given({
    decks: ['lesson-11' as DeckId],
    difficulties: ['hard'],
    critical: true,
    minimumWeight: 2,
    concepts: ['Data Drift'],
  });
  expect(filterToQuery(filter)).toBe(
    'deck=lesson-11&difficulty=hard&critical=yes&weight=2&concept=Data+Drift',
  );
  expect(filterToQuery(NO_FILTER)).toBe('');
});

test('whatever a query holds, reading it gives a filter of known values', () => {
  const piece = fc.constantFrom(
    'state',
    'q',
    'weight',
    '__proto__',
    'critical',
    '=',
    '&',
    '?',
    '%',
    '%E0%A4%A',
    '+',
    'due',
    '-1',
    '1e999',
    '\uFFFD',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        anyText,
        fc.array(piece).map((parts) => parts.join('')),
      ),
      (query) => {
        const filter = filterFromQuery(query);
        expect(filterFromQuery(filterToQuery(filter))).toEqual(filter);
        expect(Number.isSafeInteger(filter.minimumWeight) && filter.minimumWeight >= 0).toBe(true);
        expect(Object.keys(filter)).toEqual(Object.keys(NO_FILTER));
      },
    ),
  );
  for (const weight of ['-1', '1.5', '1e999', 'many', '']) {
    expect(filterFromQuery(`weight=${weight}`).minimumWeight).toBe(0);
  }
  expect(filterFromQuery('difficulty=impossible&weight=many&critical=maybe&ahead=&nonsense=1')).toEqual(
    NO_FILTER,
  );
});

test('a leech is found under the threshold in force, beside its other state', () => {
  const one = studyCard('a');
  const standing = { memory: review({ lapses: 5 }), marks: NEW.marks };
  const leeches = filterFromQuery('state=leech');
  expect(filterToQuery(leeches)).toBe('state=leech');
  expect([4, 5, 6, 0].map((threshold) => matches(one, standing, leeches, NOW, threshold))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(matches(one, standing, given({ states: ['due'] }), NOW, 4)).toBe(true);
  const { states } = facets([one], () => standing, NO_FILTER, NOW, 4);
  expect(states.find(({ value }) => value === 'leech')?.count).toBe(1);
});
