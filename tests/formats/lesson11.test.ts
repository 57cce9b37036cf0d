import { expect, test } from 'vitest';
import { cardTexts, criticalWeight } from '../../src/core/deck.ts';
import { parseDeck, writeDeck } from '../../src/formats/markdown.ts';
import { LESSON_11 } from '../fixtures/deckFiles.ts';

const { deck, problems } = parseDeck(LESSON_11);

/** The characters of the file between two of its own phrases, the first included. */
function between(start: string, end: string): string {
  const from = LESSON_11.indexOf(start);
  return LESSON_11.slice(from, LESSON_11.indexOf(end, from));
}

test('Lesson 11 has no problems at all', () => {
  expect(problems).toEqual([]);
});

test('writing Lesson 11 gives back its author’s bytes', () => {
  expect(writeDeck(deck)).toBe(LESSON_11);
});

test('its header is read whole', () => {
  expect(deck).toMatchObject({
    format: 'flipside.deck/1',
    id: 'lesson-11-model-deployment-and-mlops',
    title: 'Lesson 11 - Model Deployment and MLOps',
    source: 'Lessons/Lesson_11.md',
    conceptMap: null,
    subject: null,
    generated: '2026-01-08',
    declaredTotal: 5,
    declaredDistribution: { easy: 2, medium: 2, hard: 1 },
    footer: 'Generated from Lesson 11: Model Deployment and MLOps | Flashcards Skill',
    tables: [],
  });
});

test('its summary leads from four concepts to card numbers', () => {
  expect(deck.keyConcepts).toEqual([
    { name: 'Model Serving', cards: [1, 3, 5], remark: null },
    { name: 'Data Drift', cards: [2, 4, 5], remark: null },
    { name: 'Quantization', cards: [1, 3], remark: null },
    { name: 'Containerization/Kubernetes', cards: [3, 5], remark: null },
  ]);
  expect(deck.cards.map((card) => criticalWeight(deck, card))).toEqual([2, 1, 3, 1, 3]);
});

test('its five cards carry number, difficulty, level, concept, section, flag and lines', () => {
  expect(
    deck.cards.map(({ number, difficulty, levels, concept, section, lines }) => ({
      number,
      difficulty,
      levels,
      concept,
      section,
      lines,
    })),
  ).toEqual([
    {
      number: 1,
      difficulty: 'easy',
      levels: ['remember'],
      concept: 'Quantization',
      section: 'Concept 3 - Model Optimization for Deployment',
      lines: { first: 24, last: 35 },
    },
    {
      number: 2,
      difficulty: 'easy',
      levels: ['understand'],
      concept: 'Data Drift',
      section: 'Concept 8 - Monitoring and Observability',
      lines: { first: 39, last: 55 },
    },
    {
      number: 3,
      difficulty: 'medium',
      levels: ['apply'],
      concept: 'Model Serving Patterns',
      section: 'Concept 4 - Model Serving Architectures',
      lines: { first: 59, last: 80 },
    },
    {
      number: 4,
      difficulty: 'medium',
      levels: ['analyze'],
      concept: 'Canary Deployment vs. Blue-Green Deployment',
      section: 'Concept 9 - A/B Testing and Canary Deployments',
      lines: { first: 84, last: 111 },
    },
    {
      number: 5,
      difficulty: 'hard',
      levels: ['evaluate', 'synthesize'],
      concept: 'End-to-End MLOps Architecture',
      section: 'Concepts 1, 6, 7, 8, 10 (Synthesis)',
      lines: { first: 115, last: 150 },
    },
  ]);
  for (const card of deck.cards) {
    expect(card.critical).toEqual({ flag: true, reason: null });
    expect(card).toMatchObject({ title: null, relatedConcepts: [], centrality: null, notes: [] });
    expect(cardTexts(card)).toEqual([card.front, card.back]);
  }
});

test('questions and answers are slices of the file, tables, lists and fences included', () => {
  expect(deck.cards.map((card) => card.front)).toEqual([
    between('What is quantization in', '\n\n**BACK'),
    between('Define data drift and', '\n\n**BACK'),
    between('A fintech company needs to', '\n\n**BACK'),
    between('Compare canary deployment and', '\n\n**BACK'),
    between('Your organization is at', '\n\n**BACK'),
  ]);
  expect(deck.cards.map((card) => card.back)).toEqual([
    between('Quantization is the process', '\n\n**Critical Knowledge'),
    between('Data drift refers to', '\n\n**Critical Knowledge'),
    between('**Serving Pattern:**', '\n\n**Critical Knowledge'),
    between('| Aspect | Canary', '\n\n**Critical Knowledge'),
    between('**Level 1 → Level 2', '\n\n**Critical Knowledge'),
  ]);
});

test('each export block is kept byte for byte, from the line after its fence to the closing fence', () => {
  const anki = between(
    'What is quantization in the context of model deployment, and what is the typical memory reduction when converting from FP32 to INT8?\t',
    '```',
  );
  expect(deck.exports).toEqual({
    anki,
    csv: between('"Front","Back"', '```'),
    text: between('Q: What is quantization', '```'),
  });
  expect(anki.endsWith('mlops::architecture::hard\n')).toBe(true);
  expect(deck.exports.csv?.split('\n')).toHaveLength(7);
  expect(deck.exports.text?.match(/^Q: /gm)).toHaveLength(5);
});

test('the source mapping names section and terms of each card', () => {
  expect(deck.sourceMapping).toEqual([
    {
      card: '1',
      section: 'Concept 3: Model Optimization',
      terms: ['Quantization', 'FP32', 'INT8', 'PTQ', 'QAT'],
      more: {},
    },
    {
      card: '2',
      section: 'Concept 8: Monitoring',
      terms: ['Data drift', 'KS test', 'PSI', 'distribution'],
      more: {},
    },
    {
      card: '3',
      section: 'Concept 4: Model Serving',
      terms: ['Online serving', 'REST API', 'gRPC', 'HPA', 'dynamic batching'],
      more: {},
    },
    {
      card: '4',
      section: 'Concept 9: Deployment Strategies',
      terms: ['Canary', 'blue-green', 'traffic splitting', 'rollback'],
      more: {},
    },
    {
      card: '5',
      section: 'Concepts 1, 6, 7, 8, 10',
      terms: ['MLOps maturity', 'CI/CD', 'model registry', 'monitoring', 'feature store'],
      more: {},
    },
  ]);
});

test('the study recommendations give five days, three prerequisites and three extensions', () => {
  expect(deck.schedule).toEqual({
    kind: 'days',
    steps: [
      { day: 1, text: 'All 5 cards (initial learning)' },
      { day: 3, text: 'Cards marked incorrect + Hard card' },
      { day: 7, text: 'All 5 cards (consolidation)' },
      { day: 14, text: 'Random selection of 3 cards' },
      { day: 30, text: 'All 5 cards (long-term retention test)' },
    ],
  });
  expect(deck.prerequisites).toEqual([
    'Basic ML model training concepts (Lesson 5)',
    'Container fundamentals (Docker basics)',
    'REST API concepts',
  ]);
  expect(deck.extensions).toEqual([
    'Specific tools (MLflow, Feast, Prometheus) in hands-on labs',
    'Kubernetes deployment YAML configurations',
    'Statistical tests for drift detection (implementation)',
  ]);
});
