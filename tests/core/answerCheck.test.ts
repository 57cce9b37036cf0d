import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkAnswer } from '../../src/core/answerCheck.ts';
import { anyText } from '../fixtures/studyCards.ts';

function marked(typed: string, terms: readonly string[]): string {
  return checkAnswer(typed, terms)
    .segments.map(({ text, term }) => (term === null ? text : `[${text}]`))
    .join('');
}

test('the pieces join up to what was typed, in composed form', () => {
  fc.assert(
    fc.property(anyText, fc.array(anyText, { maxLength: 4 }), (typed, terms) => {
      const { segments } = checkAnswer(typed, terms);
      expect(segments.map(({ text }) => text).join('')).toBe(typed.normalize('NFC'));
    }),
  );
});

test('every term is either found or missed, and one that is found is marked', () => {
  fc.assert(
    fc.property(anyText, fc.uniqueArray(anyText, { maxLength: 4 }), (typed, terms) => {
      const { found, missed } = checkAnswer(typed, terms);
      expect([...found, ...missed].toSorted()).toEqual(terms.toSorted());
    }),
  );
});

test('a term of letters is found wherever it stands as words', () => {
  const term = fc.constantFrom('data drift', 'KS test', 'É', 'INT8', 'ко́т', '量子');
  const rest = fc.string({ unit: fc.constantFrom(' ', '.', ',', '\n', '(', '–') });
  fc.assert(
    fc.property(rest, term, rest, (before, wanted, after) => {
      expect(checkAnswer(`${before}${wanted}${after}`, [wanted]).found).toEqual([wanted]);
    }),
  );
});

test('case, accents, hyphens, line ends and a plural s make no difference', () => {
  expect(marked('Use DATA\ndrifts and blue–green.', ['data drift', 'Blue-Green'])).toBe(
    'Use [DATA\ndrifts] and [blue–green].',
  );
  expect(marked('ein uberwachter Test', ['Überwachter'])).toBe('ein [uberwachter] Test');
});

test('composed or not, with invisible characters or without, a term is the same term', () => {
  expect(marked('cafe\u0301 noir', ['café'])).toBe('[café] noir');
  expect(
    checkAnswer('quanti\u200Bzation, model\uFEFF registry', ['quantization', 'model registry']).missed,
  ).toEqual([]);
  expect(checkAnswer('quantization', ['quanti\u00ADzation']).missed).toEqual([]);
});

test('part of a word is not the word', () => {
  expect(checkAnswer('redrifting', ['drift']).missed).toEqual(['drift']);
  expect(checkAnswer('datadrift', ['drift']).missed).toEqual(['drift']);
  expect(checkAnswer('INT86', ['INT8']).missed).toEqual(['INT8']);
});

test('in scripts without spaces a term may stand inside a run of letters', () => {
  expect(marked('これは量子化です', ['量子化'])).toBe('これは[量子化]です');
});

test('where terms overlap the longer one is marked and both count as found', () => {
  const { found } = checkAnswer('a feature store', ['feature', 'feature store']);
  expect(found).toEqual(['feature', 'feature store']);
  expect(marked('a feature store', ['feature', 'feature store'])).toBe('a [feature store]');
});

test('a term without any letter or digit is never found', () => {
  expect(checkAnswer('++ and more', ['++']).missed).toEqual(['++']);
});
