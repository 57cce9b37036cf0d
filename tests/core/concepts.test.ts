import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  conceptGroups,
  conceptStanding,
  MINIMUM_ANSWERS,
  weakSpots,
  type Evidence,
} from '../../src/core/concepts.ts';
import type { Millis } from '../../src/core/day.ts';
import type { CardId } from '../../src/core/deck.ts';
import { conceptsOf, type StudyCard } from '../../src/core/filter.ts';
import { anyShelf, card, review, studyCard } from '../fixtures/studyCards.ts';

const cards = [
  studyCard('a', { card: card('a', { concept: 'Data Drift' }), keyConcepts: ['Serving', 'Data Drift'] }),
  studyCard('b', { card: card('b', { concept: 'data drift' }) }),
  studyCard('c', { card: card('c', { concept: 'Fresh' }) }),
  studyCard('d', { card: card('d', { concept: 'Serving' }) }),
];

const memories = {
  a: review({ reviews: 2, lapses: 2 }),
  b: review({ reviews: 2, lapses: 0 }),
  c: { kind: 'new' },
  d: review({ reviews: 3, lapses: 2 }),
} as const;

const evidence: Evidence<CardId> = {
  memory: (id) => memories[id as string as keyof typeof memories],
  recall: (id) => ({ a: 0.6, b: 0.8, d: 0.5 })[id as string] ?? null,
  lastFailed: (id) => (({ a: 1000, b: 2000 })[id as string] ?? null) as Millis | null,
};

function standingsOf(shelf: readonly StudyCard[], known: Evidence<CardId>) {
  return conceptGroups(shelf, ({ card: { id } }) => id).map((group) => conceptStanding(group, known));
}

test('a concept is one over all decks, however it is spelled, and its figures are those of its cards', () => {
  const [drift] = standingsOf(cards, evidence);
  expect(drift).toEqual({
    name: 'Data Drift',
    cards: 2,
    seen: 2,
    answers: 4,
    recall: 0.7,
    lapses: 2,
    lastFailed: 2000,
  });
});

test('every card is counted once under each of its concepts', () => {
  fc.assert(
    fc.property(anyShelf, ({ cards: shelf }) => {
      const groups = conceptGroups(shelf, ({ card: { id } }) => id);
      expect(new Set(groups.map(({ name }) => name))).toEqual(new Set(shelf.flatMap(conceptsOf)));
      for (const { name, cards: own } of groups) {
        expect(own).toEqual(shelf.filter((one) => conceptsOf(one).includes(name)).map((one) => one.card.id));
      }
    }),
  );
});

test('with too few answers there is no estimate', () => {
  const few: Evidence<CardId> = { ...evidence, memory: () => review({ reviews: 1 }) };
  expect(MINIMUM_ANSWERS).toBe(3);
  expect(standingsOf(cards, few).map(({ answers, recall }) => [answers, recall])).toEqual([
    [2, null],
    [2, null],
    [1, null],
  ]);
});

test('weak spots are the concepts with an estimate, weakest first, more lapses first among equals', () => {
  const standings = standingsOf(cards, evidence);
  expect(weakSpots(standings).map(({ name }) => name)).toEqual(['Serving', 'Data Drift']);
  const base = { cards: 1, seen: 1, answers: 9, lastFailed: null };
  const equal = [
    { ...base, name: 'one', recall: 0.5, lapses: 0 },
    { ...base, name: 'two', recall: 0.5, lapses: 3 },
  ];
  expect(weakSpots(equal).map(({ name }) => name)).toEqual(['two', 'one']);
});
