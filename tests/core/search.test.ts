import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, search } from '../../src/core/search.ts';
import { anyText, card } from '../fixtures/studyCards.ts';

const items = [
  { card: card('back', { front: 'How are models served?', back: 'With canaries, gRPC and quantization.' }) },
  { card: card('front', { front: 'What is quantization?', back: 'Fewer bits.' }) },
  { card: card('concept', { concept: 'Quantization', front: 'FP32 to INT8?', back: 'A quarter.' }) },
  { card: card('umlaut', { title: 'Überwachung', front: 'Café?', back: 'Naïve.' }) },
];

const found = (query: string) => search(items, query).map((item) => item.card.id);

test('concepts and titles come before questions, questions before answers', () => {
  expect(found('quantization')).toEqual(['concept', 'front', 'back']);
});

test('every word has to be somewhere in the card', () => {
  expect(found('quantization int8')).toEqual(['concept']);
  expect(found('quantization nowhere')).toEqual([]);
});

test('case, diacritics and invisible characters make no difference', () => {
  expect(found('uberwachung CAFE')).toEqual(['umlaut']);
  expect(found('ÜBERWACHUNG')).toEqual(['umlaut']);
  expect(found('quanti\u00ADzation')).toEqual(found('quantization'));
  expect(found('Cafe\u0301')).toEqual(['umlaut']);
});

test('the beginning of a word counts for more than its middle', () => {
  const two = [
    { card: card('middle', { front: 'uncanny' }) },
    { card: card('start', { front: 'a canary' }) },
  ];
  expect(search(two, 'can').map((item) => item.card.id)).toEqual(['start', 'middle']);
});

test('a blank query finds everything in the given order', () => {
  expect(search(items, ' \t ')).toEqual(items);
});

test('folding twice folds no further', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(fold(fold(text))).toBe(fold(text));
    }),
  );
});

test('any piece of a card finds it', () => {
  fc.assert(
    fc.property(
      anyText.filter((text) => text !== ''),
      fc.nat(),
      fc.nat(),
      (text, from, length) => {
        const one = { card: card('any', { back: text }) };
        const folded = fold(text);
        const piece = folded.slice(from % text.length, (from % text.length) + 1 + (length % text.length));
        expect(search([one], piece)).toEqual([one]);
      },
    ),
  );
});
