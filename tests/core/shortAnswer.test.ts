import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Difficulty, ExportFormat } from '../../src/core/deck.ts';
import { exportRows } from '../../src/core/exportRows.ts';
import { shortAnswers } from '../../src/core/shortAnswer.ts';
import { anyText, card } from '../fixtures/studyCards.ts';

const LESSON = readFileSync('decks/lesson-11-model-deployment-mlops-flashcards.md', 'utf8');
const EXPORTS = LESSON.slice(LESSON.indexOf('## Export Formats'));
const [anki = '', csv = '', text = ''] = [...EXPORTS.matchAll(/```\w*\n([\s\S]*?)\n```/gu)].map(
  ([, block]) => block,
);

const DIFFICULTIES: readonly Difficulty[] = ['easy', 'easy', 'medium', 'medium', 'hard'];
const back = 'A long answer. '.repeat(30);
const cards = DIFFICULTIES.map((difficulty, index) => card(`c${index + 1}`, { difficulty, back }));

function starts(format: ExportFormat, block: string): string[] {
  return exportRows(format, block).map((row) => row.answer.slice(0, 22));
}

function quoted(value: string): string {
  return `"${value.replaceAll('"', '""')}"`;
}

test('all three export blocks of Lesson 11 are read, row by row', () => {
  expect(starts('anki', anki)).toEqual([
    'Quantization reduces n',
    'Data drift is changes ',
    'Online/Real-time servi',
    'Canary: gradual rollou',
    'L1→L2: Data validation',
  ]);
  expect(starts('csv', csv)).toEqual([
    'Quantization reduces n',
    'Data drift is changes ',
    'Online/Real-time servi',
    'Canary: gradual, lower',
    'L1→L2: validation, gat',
  ]);
  expect(starts('text', text)).toEqual(starts('anki', anki));
  expect(exportRows('anki', anki).map((row) => row.difficulty)).toEqual(DIFFICULTIES);
  expect(exportRows('csv', csv).map((row) => row.difficulty)).toEqual(DIFFICULTIES);
});

test('every card of Lesson 11 gets a short answer of 15 to 36 words', () => {
  // Counted in the deck: its shortest condensed answer has 15 words, its longest 36.
  const found = shortAnswers({ cards, exports: { anki, csv, text } });
  expect([...found.keys()]).toEqual(['c1', 'c2', 'c3', 'c4', 'c5']);
  for (const answer of found.values()) {
    expect(answer.split(/\s+/u).length).toBeGreaterThanOrEqual(15);
    expect(answer.split(/\s+/u).length).toBeLessThanOrEqual(36);
  }
});

test('a block with another number of rows or another difficulty in some row is not believed', () => {
  expect(shortAnswers({ cards: cards.slice(1), exports: { anki } }).size).toBe(0);
  expect(shortAnswers({ cards: cards.slice(0, 4), exports: { anki } }).size).toBe(0);
  const swapped = cards.with(4, card('c5', { difficulty: 'easy', back }));
  expect(shortAnswers({ cards: swapped, exports: { anki, csv } }).size).toBe(0);
  expect(shortAnswers({ cards: [], exports: {} }).size).toBe(0);
});

test('a block without difficulties is believed only when it asks the very same questions', () => {
  const exports = {
    text: 'Q: What is drift?\nA: Change.\n\n---\n\nQ: And **serving**?\nA: Answering\nrequests.',
  };
  const asked = [card('a', { front: 'What is drift?', back }), card('b', { front: 'And serving?', back })];
  expect([...shortAnswers({ cards: asked, exports }).values()]).toEqual(['Change.', 'Answering\nrequests.']);
  expect(shortAnswers({ cards: asked.toReversed(), exports }).size).toBe(0);
});

test('when one block disagrees the next one that agrees is taken', () => {
  const first = csv.split('\n').slice(0, 6).join('\n');
  expect(
    shortAnswers({ cards, exports: { anki: anki.split('\n').slice(1).join('\n'), csv: first } }).size,
  ).toBe(5);
});

test('an answer that is no shorter than the card has no short form', () => {
  const [only] = cards.map((one) => ({ ...one, back: 'Short.' }));
  const exports = { anki: `Q\t${'word '.repeat(9)}\tlesson::easy` };
  expect(shortAnswers({ cards: only ? [only] : [], exports }).size).toBe(0);
});

test("Anki's header lines are no cards", () => {
  expect(exportRows('anki', '#separator:tab\n#html:true\nQ\tA\tx::hard\n')).toEqual([
    { question: 'Q', answer: 'A', difficulty: 'hard' },
  ]);
});

test('quoted fields keep their commas, quotes and line ends', () => {
  const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', 'é') });
  fc.assert(
    fc.property(fc.array(fc.tuple(field, field), { maxLength: 5 }), (pairs) => {
      const lines = ['Back,"Front"', ...pairs.map((pair) => pair.map(quoted).join(','))];
      const kept = pairs.filter((pair) => pair.some((value) => value !== ''));
      expect(exportRows('csv', lines.join('\r\n'))).toEqual(
        kept.map(([answer, question]) => ({
          question: question.trim(),
          answer: answer.trim(),
          difficulty: null,
        })),
      );
    }),
  );
});

test('whatever a block holds, reading it gives rows', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('anki', 'csv', 'text'),
      fc.array(fc.oneof(anyText, fc.constantFrom('\t', '"', ',', '\n', 'Q:', 'A:', '---', 'Front,Back'))),
      (format, parts) => {
        expect(Array.isArray(exportRows(format, parts.join('')))).toBe(true);
      },
    ),
  );
});
