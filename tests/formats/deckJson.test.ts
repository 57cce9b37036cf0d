import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDeckJson, writeDeckJson } from '../../src/formats/deckJson.ts';
import { parseDeck } from '../../src/formats/markdown.ts';

const DECKS = ['lesson-11-model-deployment-mlops', 'how-memory-works'].map((name) =>
  readFileSync(`decks/${name}-flashcards.md`, 'utf8'),
);
const matchesSchema = new Ajv2020({ allowUnionTypes: true }).compile(
  JSON.parse(readFileSync('public/deck.schema.json', 'utf8')),
);
const SMALLEST = { title: 'Rivers', cards: [{ front: 'Longest river?', back: 'The Nile, or the Amazon.' }] };

test.each(DECKS)('a deck written as JSON is read back the same, and matches the published schema', (text) => {
  const { deck } = parseDeck(text);
  const json = writeDeckJson(deck);
  expect(readDeckJson(json)).toEqual({ deck, problems: [] });
  matchesSchema(JSON.parse(json));
  expect(matchesSchema.errors).toBeNull();
});

test('a deck written by hand needs a title and cards with front and back', () => {
  const { deck, problems } = readDeckJson(JSON.stringify(SMALLEST));
  expect(problems).toEqual([]);
  expect(deck).toMatchObject({
    id: 'rivers',
    format: 'flipside.deck/1',
    cards: [{ number: 1, levels: [], critical: null }],
  });
  expect(deck?.cards[0]?.id).toMatch(/^rivers\//);
  expect(matchesSchema(SMALLEST)).toBe(true);
});

test.each<[string, unknown, RegExp]>([
  ['no cards', { ...SMALLEST, cards: [] }, /At cards: must hold at least one card/],
  ['a card without an answer', { ...SMALLEST, cards: [{ front: 'Why?' }] }, /At cards\.0\.back: /],
  [
    'a level that is none',
    { ...SMALLEST, cards: [{ front: 'a', back: 'b', levels: ['guess'] }] },
    /At cards\.0\.levels\.0: /,
  ],
  [
    'a difficulty that is none',
    { ...SMALLEST, cards: [{ front: 'a', back: 'b', difficulty: 'brutal' }] },
    /At cards\.0\.difficulty: /,
  ],
  ['a schedule of no known kind', { ...SMALLEST, schedule: { kind: 'moon' } }, /At schedule\.kind: /],
  ['a list', [SMALLEST], /^At title: /],
])('%s is refused by reader and schema alike, with the place', (_name, value, message) => {
  const { deck, problems } = readDeckJson(JSON.stringify(value));
  expect(deck).toBeNull();
  expect(problems.map((problem) => problem.message).join('\n')).toMatch(message);
  expect(matchesSchema(value)).toBe(false);
});

test('a deck of a version to come is refused by name', () => {
  const { deck, problems } = readDeckJson(JSON.stringify({ ...SMALLEST, format: 'flipside.deck/9' }));
  expect(deck).toBeNull();
  expect(problems[0]?.message).toContain(
    'has the format “flipside.deck/9”; this version of Flipside reads “flipside.deck/1”',
  );
});

test('two cards may not be one', () => {
  const twins = { ...SMALLEST, cards: [...SMALLEST.cards, ...SMALLEST.cards] };
  expect(readDeckJson(JSON.stringify(twins)).problems[0]?.message).toMatch(
    /^Two cards have the id “rivers\//,
  );
});

test('a field that would change what objects inherit is left out', () => {
  const hostile = `{"title":"Rivers","__proto__":{"isAdmin":true},"cards":[{"front":"a","back":"b","__proto__":{"critical":{"flag":true}}}]}`;
  const { deck } = readDeckJson(hostile);
  expect(deck?.cards[0]?.critical).toBeNull();
  expect(Object.hasOwn(deck ?? {}, 'isAdmin') || 'isAdmin' in {}).toBe(false);
});

test('whatever the text, the reader answers with a deck or with a problem', () => {
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc.json().map((json) => `{"title":"x","cards":${json}}`),
  );
  fc.assert(
    fc.property(text, (json) => {
      const { deck, problems } = readDeckJson(json);
      expect(deck === null).toBe(problems.length > 0);
    }),
  );
});
