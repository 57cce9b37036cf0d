import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conceptStandings, MINIMUM_ANSWERS, weakSpots, type Evidence } from '../../src/core/concepts.ts';
import type { CardId } from '../../src/core/deck.ts';
import { conceptsOf } from '../../src/core/filter.ts';
import { answer } from '../fixtures/answers.ts';
import { anyShelf, card, review, studyCard } from '../fixtures/studyCards.ts';

const cards = [
  studyCard('a', { card: card('a', { concept: 'Data Drift' }), keyConcepts: ['Serving', 'Data Drift'] }),
  studyCard('b', { card: card('b', { concept: 'data drift' }) }),
  studyCard('c', { card: card('c', { concept: 'Fresh' }) }),
  studyCard('d', { card: card('d', { concept: 'Serving' }) }),
];

const answers = [
  answer('a', 0, 'again'),
  answer('a', 1, 'good'),
  answer('b', 2, 'again'),
  answer('b', 3, 'good'),
  answer('d', 0, 'good'),
];

const evidence: Evidence = {
  memory: (id) => (id === 'c' ? { kind: 'new' } : review({ lapses: id === 'a' ? 2 : 0 })),
  answers: (id) => answers.filter((given) => given.card === id),
  recall: (id) => ({ a: 0.6, b: 0.8, d: 0.5 })[id as string] ?? null,
};

test('a concept is one over all decks, however it is spelled, and its figures are those of its cards', () => {
  const [drift] = conceptStandings(cards, evidence);
  expect(drift).toEqual({
    name: 'Data Drift',
    cards: ['a', 'b'],
    seen: 2,
    answers: 4,
    recall: 0.7,
    lapses: 2,
    lastFailed: answers[2]?.at,
  });
});

test('every card is counted once under each of its concepts', () => {
  const blank: Evidence = { memory: () => ({ kind: 'new' }), answers: () => [], recall: () => null };
  fc.assert(
    fc.property(anyShelf, ({ cards: shelf }) => {
      const standings = conceptStandings(shelf, blank);
      const names = new Set(shelf.flatMap(conceptsOf));
      expect(new Set(standings.map(({ name }) => name))).toEqual(names);
      for (const { name, cards: own, seen, recall } of standings) {
        expect(own).toEqual(shelf.filter((one) => conceptsOf(one).includes(name)).map((one) => one.card.id));
        expect([seen, recall]).toEqual([0, null]);
      }
    }),
  );
});

test('with too few answers there is no estimate', () => {
  const few: Evidence = { ...evidence, answers: (id: CardId) => evidence.answers(id).slice(0, 1) };
  expect(MINIMUM_ANSWERS).toBe(3);
  expect(conceptStandings(cards, few).map(({ answers: count, recall }) => [count, recall])).toEqual([
    [2, null],
    [2, null],
    [0, null],
  ]);
});

test('weak spots are the concepts with an estimate, weakest first, more lapses first among equals', () => {
  const standings = conceptStandings(cards, evidence);
  expect(weakSpots(standings).map(({ name }) => name)).toEqual(['Serving', 'Data Drift']);
  const base = { cards: [], seen: 1, answers: 9, lastFailed: null };
  const equal = [
    { ...base, name: 'one', recall: 0.5, lapses: 0 },
    { ...base, name: 'two', recall: 0.5, lapses: 3 },
  ];
  expect(weakSpots(equal).map(({ name }) => name)).toEqual(['two', 'one']);
});
