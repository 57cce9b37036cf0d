import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cardId, contentHash, deckId } from '../../src/formats/identity.ts';
import { parseDeck } from '../../src/formats/markdown.ts';
import { anyUnits } from '../fixtures/anyUnits.ts';
import { LABELLED, LESSON_11 } from '../fixtures/deckFiles.ts';

const DECK = deckId(null, 'Any deck');

const TITLES: readonly (readonly [title: string, id: string])[] = [
  ['Lesson 11 - Model Deployment and MLOps', 'lesson-11-model-deployment-and-mlops'],
  ['  Crème brûlée: L’été à Łódź, Straße 5 ', 'creme-brulee-l-ete-a-lodz-strasse-5'],
  ['C++ & C#', 'c-c'],
];

test.each(TITLES)('the deck “%s” is %s', (title, id) => {
  expect(deckId(null, title)).toBe(id);
});

test('titles that a slug cannot tell apart get their hash', () => {
  const ids = ['日本語 101', '中文 101', 'Привет', '!!!', '???', 'a'.repeat(90), 'a'.repeat(91)].map(
    (title) => deckId(null, title),
  );
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z0-9-]+-[0-9a-f]{16}$/);
});

test('a deck’s id is never empty, whatever its title', () => {
  fc.assert(
    fc.property(anyUnits(), anyUnits(), (title, text) => {
      expect(deckId(null, title, text)).toMatch(/^[a-z0-9][a-z0-9-]*$/);
    }),
  );
});

test('an id of the author’s stands, a card’s below its deck unless it names one', () => {
  expect(deckId('My Deck', 'Another title')).toBe('My Deck');
  expect(cardId(DECK, 'q1', 'Why?')).toBe('any-deck/q1');
  expect(cardId(DECK, 'biology/q1', 'Why?')).toBe('biology/q1');
});

test('a question keeps its card under other white space and another Unicode form', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), (words) => {
      const question = words.join(' ');
      expect(contentHash(` ${words.join('\r\n\t')}\u00A0`)).toBe(contentHash(question));
      expect(contentHash(question.normalize('NFD'))).toBe(contentHash(question.normalize('NFC')));
    }),
  );
});

test('white space is folded, not dropped', () => {
  expect(contentHash('a b')).not.toBe(contentHash('ab'));
  expect(contentHash('')).toMatch(/^[0-9a-f]{16}$/);
});

test('twenty thousand questions that differ in one place have different hashes', () => {
  const hashes = new Set<string>();
  for (let index = 0; index < 20_000; index += 1) hashes.add(contentHash(`What is number ${index}?`));
  expect(hashes.size).toBe(20_000);
});

// The ids below are in learners' diaries: a change of the hash would part them from their cards.
test('the ids of Lesson 11 are these for ever', () => {
  expect(parseDeck(LESSON_11).deck.cards.map((card) => card.id)).toEqual([
    'lesson-11-model-deployment-and-mlops/706e0aac4a808b0e',
    'lesson-11-model-deployment-and-mlops/9b0fe56c15d8c01c',
    'lesson-11-model-deployment-and-mlops/0e6ef3a0e3f9380c',
    'lesson-11-model-deployment-and-mlops/e23d70158e5b9be6',
    'lesson-11-model-deployment-and-mlops/86b05bd216e259c0',
  ]);
});

function idsAfter(text: string, from: string, to: string): readonly string[] {
  return parseDeck(text.replace(from, to)).deck.cards.map((card) => card.id);
}

function cardAsking(question: string, id = ''): string {
  return `### Card 1\n${id && `**ID:** ${id}\n`}**Q:** ${question}\n**A:** b\n\n`;
}

const EDITS: readonly (readonly [edit: string, from: string, to: string])[] = [
  ['its number', '### Card 2 | Easy', '### Card 12 | Easy'],
  ['its answer', 'Drift can indicate', 'Drift may show'],
  ['its concept', '**Concept:** Data Drift', '**Concept:** Drift'],
  ['the width of a line', 'critical concern', 'critical\nconcern'],
];

test.each(EDITS)('a card keeps its id when its author changes %s', (_, from, to) => {
  const before = parseDeck(LESSON_11).deck.cards[1];
  const after = parseDeck(LESSON_11.replace(from, to)).deck.cards[1];
  expect(after).not.toEqual(before);
  expect(after?.id).toBe(before?.id);
});

test('an edited question is a new card, unless its author gave the card an id', () => {
  expect(idsAfter(LESSON_11, 'Define data drift', 'Explain data drift')[1]).not.toBe(
    parseDeck(LESSON_11).deck.cards[1]?.id,
  );
  expect(idsAfter(LABELLED, 'Which two chords', 'Name the chords which')[0]).toBe('harmony/authentic');
});

test('cards with one question get ids of their own, and never another card’s', () => {
  const { deck } = parseDeck(
    `# T\n\n${cardAsking('Same?', 'x')}${cardAsking('Other?', 'x-2')}${cardAsking('Third?', 'x')}${cardAsking('Same?')}${cardAsking('Same?')}`,
  );
  const hash = contentHash('Same?');
  expect(deck.cards.map(({ id }) => id)).toEqual(['t/x', 't/x-2', 't/x-3', `t/${hash}`, `t/${hash}-2`]);
});
