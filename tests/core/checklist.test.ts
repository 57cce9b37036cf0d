import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checklist, findPoints, suggestedGrade } from '../../src/core/checklist.ts';
import { keyTerms } from '../../src/core/keyTerms.ts';
import { anyText } from '../fixtures/studyCards.ts';

const LESSON = readFileSync('decks/lesson-11-model-deployment-mlops-flashcards.md', 'utf8');
const backs = [...LESSON.matchAll(/\*\*BACK \(Answer\):\*\*\n([\s\S]*?)\n\*\*Critical Knowledge Flag/gu)].map(
  ([, back = '']) => back,
);

function ids(answer: string): string[] {
  return checklist(answer, []).map(({ id }) => id);
}

function row(card: string, terms: readonly string[]) {
  return { card, section: '', terms, more: {} };
}

/** An answer of list items whose points are easy to name. */
const anyPoints = fc.uniqueArray(
  fc
    .array(fc.constantFrom('alpha', 'beta', 'gamma', 'delta', 'omega', 'sigma'), {
      minLength: 3,
      maxLength: 6,
    })
    .map((words) => words.join(' ')),
  { minLength: 2, maxLength: 8 },
);

test('the answers of Lesson 11 give the points that a reader would count', () => {
  // Counted by hand: two paragraphs; a list of three; a lead-in, a list of six, a lead-in; a table of five rows and
  // two lists of three; lists of five and six, a bold line above a code block, a lead-in.
  expect(backs.map((back) => checklist(back, []).length)).toEqual([0, 3, 8, 11, 13]);
});

test('points carry their heading, and are named by their bold lead-in or their first words', () => {
  const answer =
    '**Parts:**\n1. **Load Balancer:** spreads `requests`\n   - nested detail\n2. Pods are *replicas* of the model server itself\n\n**Why:** It scales.';
  expect(checklist(answer, [])).toEqual([
    { id: 'load-balancer', group: 'Parts', text: 'Load Balancer: spreads requests' },
    {
      id: 'pods-are-replicas-of-the-model',
      group: 'Parts',
      text: 'Pods are replicas of the model server itself',
    },
    { id: 'why', group: null, text: 'Why: It scales.' },
  ]);
});

test('a lead-in that ends with a colon names the list after it', () => {
  const points = checklist('**Self-Attention** computes, step by step:\n1. scores\n2. weights', []);
  expect(points.map(({ group, text }) => [group, text])).toEqual([
    ['Self-Attention', 'scores'],
    ['Self-Attention', 'weights'],
  ]);
});

test('each body row of a table is a point, and an escaped bar stays in its cell', () => {
  const answer =
    'Compare:\n\n| Aspect | Canary | Blue |\n|:--|--|--:|\n| **Risk** | low | high |\n| P(s\\|a) | 1 | 2 |\n\nDone.';
  expect(checklist(answer, []).map(({ text }) => text)).toEqual(['Risk: low · high', 'P(s|a): 1 · 2']);
});

test('the inside of a code fence gives no points, the bold line above it does', () => {
  const answer = '**Formula:**\n```\n- not a point\n**Nor:** this\n```\n\n- a point\n- another';
  expect(checklist(answer, []).map(({ text }) => text)).toEqual(['Formula', 'a point', 'another']);
  const longer = '````\n```\n- inside\n````\n- a\n- b';
  expect(checklist(longer, []).map(({ text }) => text)).toEqual(['a', 'b']);
});

test('an answer without structure is taken by the key terms it contains', () => {
  const [first = ''] = backs;
  const points = checklist(first, ['Quantization', 'FP32', 'INT8', 'PTQ', 'QAT']);
  expect(points.map(({ text }) => text)).toEqual(['Quantization', 'FP32', 'INT8']);
  expect(checklist(first, ['PTQ', 'INT8'])).toEqual([]);
});

test('no two points of an answer share an id, and the same answer gives the same points', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          anyText,
          fc.constantFrom(
            '\n- a',
            '\n- a',
            '\n**b:** c',
            '\n| d | e |',
            '\n|--|--|',
            '\n```\n',
            '\n# f',
            '\n1. ',
          ),
        ),
        { maxLength: 30 },
      ),
      (parts) => {
        const answer = parts.join('');
        expect(new Set(ids(answer)).size).toBe(ids(answer).length);
        expect(checklist(answer, [])).toEqual(checklist(answer, []));
      },
    ),
  );
});

test('points keep their ids when others are added after them and when the text behind their names changes', () => {
  fc.assert(
    fc.property(anyPoints, fc.string({ unit: 'grapheme-ascii' }), (names, more) => {
      const tail = more.replaceAll(/[^a-z ]/giu, '');
      const before = names.map((name) => `- **${name}:** text`).join('\n');
      const after = [...names.map((name) => `* **${name}**: x${tail}`), '* added later'].join('\n');
      expect(ids(after).slice(0, names.length)).toEqual(ids(before));
    }),
  );
});

test('a missed point is found again after its words changed a little, and a point that is gone is not', () => {
  const before = checklist(
    '- Models trained on historical data decay\n- Drift can indicate upstream changes\n- Silent failures',
    [],
  );
  const after = checklist(
    '- Silent failures\n- Models that are trained on historical data decay\n- Something new',
    [],
  );
  const missed = before.map(({ id }) => id);
  expect(findPoints(missed.slice(0, 1), after).map(({ id }) => id)).toEqual([
    'models-that-are-trained-on-historical',
  ]);
  expect(findPoints(missed.slice(1, 2), after)).toEqual([]);
  expect(findPoints(missed, after)).toHaveLength(2);
});

test('half the words have to agree, and two missed points never become the same one', () => {
  const points = [
    { id: 'alpha-beta-gamma-three', group: null, text: '' },
    { id: 'alpha-beta-gamma-four', group: null, text: '' },
  ];
  expect(findPoints(['alpha-one-two-three'], points.slice(1))).toEqual([]);
  expect(findPoints(['alpha-beta-two-three'], points.slice(0, 1))).toHaveLength(1);
  expect(findPoints(['alpha-beta-gamma-one', 'alpha-beta-gamma-two'], points)).toEqual(points);
});

test('on the answer it was made from, every id finds its own point', () => {
  fc.assert(
    fc.property(anyPoints, fc.nat(), (names, chosen) => {
      const points = checklist(names.map((name) => `- ${name}`).join('\n'), []);
      const wanted = points.filter((_, index) => (chosen >> index) % 2 === 1);
      expect(
        findPoints(
          wanted.map(({ id }) => id),
          points,
        ),
      ).toEqual(wanted);
    }),
  );
});

test('all recalled suggests Good, half Hard, less Again, and never the other way round', () => {
  expect([4, 3, 2, 1, 0].map((recalled) => suggestedGrade(recalled, 4))).toEqual([
    'good',
    'hard',
    'hard',
    'again',
    'again',
  ]);
  expect(suggestedGrade(0, 0)).toBe(null);
  expect(suggestedGrade(1, 3)).toBe('again');
  const worth = { again: 0, hard: 1, good: 2, easy: 3 };
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.nat({ max: 49 }), (total, recalled) => {
      const [less, more] = [suggestedGrade(recalled, total), suggestedGrade(recalled + 1, total)];
      expect(worth[less ?? 'easy']).toBeLessThanOrEqual(worth[more ?? 'again']);
    }),
  );
});

test('the source mapping names the terms of a card by its number', () => {
  const sourceMapping = [
    row('1', ['FP32', 'INT8']),
    row('Card 2 (Easy)', ['PSI']),
    row('11', ['HPA']),
    row('1, 2', ['INT8', 'KS test']),
  ];
  expect(keyTerms({ sourceMapping }, { number: 1 })).toEqual(['FP32', 'INT8', 'KS test']);
  expect(keyTerms({ sourceMapping }, { number: 2 })).toEqual(['PSI', 'INT8', 'KS test']);
  expect(keyTerms({ sourceMapping }, { number: 3 })).toEqual([]);
});
