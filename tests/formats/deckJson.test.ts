import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDeckJson, writeDeckJson } from '../../src/formats/deckJson.ts';
import { parseDeck } from '../../src/formats/markdown.ts';
import { anyDeck } from '../fixtures/anyDeck.ts';

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

test('a backup handed over as a deck is told from one, with the place where it belongs', () => {
  const { deck, problems } = readDeckJson(JSON.stringify({ format: 'flipside.backup/1', events: [] }));
  expect(deck).toBeNull();
  expect(problems[0]?.message).toBe(
    'This is a backup, not a deck. Import it under Settings, Copies, backups and checks.',
  );
});

test('any deck written as JSON is read back the same, and matches the published schema', () => {
  fc.assert(
    fc.property(anyDeck, (deck) => {
      const json = writeDeckJson(deck);
      expect(readDeckJson(json)).toEqual({ deck, problems: [] });
      matchesSchema(JSON.parse(json));
      expect(matchesSchema.errors).toBeNull();
    }),
    { numRuns: 200 },
  );
});

/** The deck with one field, at any depth, taken away or given another kind of value. */
const spoilt = fc
  .tuple(anyDeck, fc.nat(), fc.constantFrom(undefined, null, 7, -1, 1.5, '', 'brutal', [], {}, true))
  .map(([deck, at, value]) => {
    const copy = JSON.parse(JSON.stringify(deck)) as Record<string, unknown>;
    const places = fieldsWithin(copy);
    const [owner, name] = places[at % places.length] ?? [copy, 'title'];
    owner[name] = value;
    return JSON.parse(JSON.stringify(copy)) as unknown;
  });

function fieldsWithin(value: unknown): [Record<string, unknown>, string][] {
  if (typeof value !== 'object' || value === null) return [];
  const owner = value as Record<string, unknown>;
  return Object.keys(owner).flatMap((name) => [
    [owner, name] as [typeof owner, string],
    ...fieldsWithin(owner[name]),
  ]);
}

test('reader and schema agree on what is a deck, whichever field is spoilt', () => {
  fc.assert(
    fc.property(spoilt, (value) => {
      const { deck, problems } = readDeckJson(JSON.stringify(value));
      const isTwin = problems.some(({ message }) => message.includes('has the id or the question of'));
      expect(deck !== null || isTwin).toBe(matchesSchema(value));
    }),
    { numRuns: 1500 },
  );
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
  ['no cards', { ...SMALLEST, cards: [] }, /At cards: this must hold at least one card/],
  [
    'a card without an answer',
    { ...SMALLEST, cards: [{ front: 'Why?' }] },
    /^At cards\.0\.back: this field is missing/,
  ],
  [
    'a level that is none',
    { ...SMALLEST, cards: [{ front: 'a', back: 'b', levels: ['guess'] }] },
    /At cards\.0\.levels\.0: /,
  ],
  [
    'a difficulty that is none',
    { ...SMALLEST, cards: [{ front: 'a', back: 'b', difficulty: 'brutal' }] },
    /^At cards\.0\.difficulty: "easy" or "medium" or "hard" belongs here, not "brutal"/,
  ],
  ['a schedule of no known kind', { ...SMALLEST, schedule: { kind: 'moon' } }, /At schedule\.kind: /],
  ['a list', [SMALLEST], /^At the deck: an object belongs here, not a list\. See deck\.schema\.json/],
  [
    'a question of blanks',
    { ...SMALLEST, cards: [{ front: ' ', back: 'b' }] },
    /^At cards\.0\.front: this must not be empty/,
  ],
  [
    'text for a number',
    { ...SMALLEST, declaredTotal: '5' },
    /^At declaredTotal: a number belongs here, not "5"/,
  ],
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
    /^At cards\.1: this card has the id or the question of cards\.0; give each card an id/,
  );
});

test('cards with the same id in two decks are two cards, and an id with a slash names its deck itself', () => {
  const ids = ['Rivers', 'Lakes'].map((title) => {
    const cards = ['1', 'lakes/x'].map((id) => ({ id, front: 'a', back: 'b' }));
    return readDeckJson(JSON.stringify({ title, cards })).deck?.cards.map((card) => card.id);
  });
  expect(ids).toEqual([
    ['rivers/1', 'lakes/x'],
    ['lakes/1', 'lakes/x'],
  ]);
});

test('a slip that every card has is told once, at its first place', () => {
  const cards = Array.from({ length: 9000 }, (_, index) => ({ front: `Question ${index}` }));
  expect(readDeckJson(JSON.stringify({ title: 'Rivers', cards })).problems).toEqual([
    {
      line: 1,
      severity: 'error',
      message:
        'At cards.0.back: this field is missing. The same goes for 8999 more. See deck.schema.json for what belongs there.',
    },
  ]);
});

test('a field whose name is not known is left out with a warning, save for the address of the schema', () => {
  const [first] = SMALLEST.cards;
  const misspelt = {
    $schema: '../public/deck.schema.json',
    ...SMALLEST,
    cards: [{ ...first, diffculty: 'easy' }],
  };
  const { deck, problems } = readDeckJson(JSON.stringify(misspelt));
  expect(deck).toEqual(readDeckJson(JSON.stringify(SMALLEST)).deck);
  expect(problems).toEqual([
    {
      line: 1,
      severity: 'warning',
      message:
        'At cards.0.diffculty: no field has this name, so it was left out. See deck.schema.json for what belongs there.',
    },
  ]);
});

test('a field that would change what objects inherit is left out', () => {
  const hostile = `{"title":"Rivers","__proto__":{"isAdmin":true},"cards":[{"front":"a","back":"b","__proto__":{"critical":{"flag":true}}}]}`;
  const { deck } = readDeckJson(hostile);
  expect(deck?.cards[0]?.critical).toBeNull();
  expect(Object.hasOwn(deck ?? {}, 'isAdmin') || 'isAdmin' in {}).toBe(false);
});

test('whatever the text, the reader answers with a deck or with an error', () => {
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc.json().map((json) => `{"title":"x","cards":${json}}`),
  );
  fc.assert(
    fc.property(text, (json) => {
      const { deck, problems } = readDeckJson(json);
      expect(deck === null).toBe(problems.some(({ severity }) => severity === 'error'));
    }),
  );
});
