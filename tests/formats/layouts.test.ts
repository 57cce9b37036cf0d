import { expect, test } from 'vitest';
import { cardTexts } from '../../src/core/deck.ts';
import { parseDeck } from '../../src/formats/markdown.ts';
import { BRACKETED, HEADED, LABELLED } from '../fixtures/deckFiles.ts';

test('a deck with [FRONT] and [BACK] takes difficulty and level from the line below the answer', () => {
  const { deck, problems } = parseDeck(BRACKETED);
  expect(problems).toEqual([]);
  expect(
    deck.cards.map(({ number, title, difficulty, levels }) => ({ number, title, difficulty, levels })),
  ).toEqual([
    { number: 1, title: 'What Lives in a Starter', difficulty: 'easy', levels: ['remember'] },
    { number: 2, title: 'Why Dough Rests', difficulty: 'easy', levels: ['understand'] },
    { number: 3, title: 'Timing by Temperature', difficulty: 'medium', levels: ['apply'] },
    { number: 4, title: 'A Flat Loaf', difficulty: 'hard', levels: ['evaluate', 'synthesize'] },
  ]);
  expect(deck.cards[0]?.back.endsWith('**Key Insight:** The acid keeps other life out.')).toBe(true);
  expect(deck.cards[2]?.front).toBe(
    'The kitchen is at 18 °C instead of 24 °C. What changes?\n\n- The starter\n- The oven',
  );
});

test('a fence with a card heading and a rule inside an answer do not end the card', () => {
  const { deck } = parseDeck(BRACKETED);
  expect(deck.cards[1]?.back).toBe(
    'Strands relax:\n\n```\npull -> rest -> pull further\n### Card 9: not a card\n```\n\n---\n\nThen they can be stretched again.',
  );
});

test('that deck’s total, summary table, session table and both lists are read', () => {
  const { deck } = parseDeck(BRACKETED);
  expect(deck).toMatchObject({
    id: 'sourdough-bread',
    title: 'Sourdough Bread',
    subject: 'Baking - Wild Yeast, Gluten, and Heat',
    declaredTotal: 4,
    declaredDistribution: { easy: 2, medium: 1, hard: 1 },
    keyConcepts: [
      { name: 'Fermentation', cards: [1, 3], remark: 'Sets the clock' },
      { name: 'Gluten', cards: [2, 4], remark: 'Holds the gas' },
      { name: 'The whole loaf', cards: [1, 2, 3, 4], remark: 'Everything at once' },
    ],
    schedule: {
      kind: 'days',
      steps: [
        { day: 1, text: 'Cards 1-2 (starter)' },
        { day: 4, text: 'Card 3, and Card 1 again' },
        { day: 9, text: 'All cards' },
      ],
    },
    prerequisites: ['Know what yeast is', 'Bake any one loaf'],
    extensions: ['Rye doughs', 'Cold proofing'],
    footer: 'Generated from the sourdough notebook | Kitchen',
  });
  expect(deck.tables.map((table) => table.title)).toEqual(['Card Distribution']);
  expect(deck.tables[0]?.rows[2]).toEqual(['Hard', '1', 'Evaluate', 'A failed loaf']);
});

test('a deck with #### Front and #### Back gives mnemonics, misconceptions, related concepts and notes', () => {
  const { deck, problems } = parseDeck(HEADED);
  expect(problems).toEqual([]);
  const [first, second, third] = deck.cards;
  expect(first).toMatchObject({
    concept: 'Three Boundaries',
    centrality: 'Critical (9 connections)',
    relatedConcepts: ['Ridges', 'Trenches (deep, narrow)', 'Faults'],
    front: 'Name the three kinds of plate boundary.',
    mnemonic: '**"DCT: Drift, Crash, Trundle"**',
  });
  expect(first?.back.endsWith('##### In one line\nPart, meet, slide.')).toBe(true);
  expect(second).toMatchObject({
    misconceptions:
      '- The older plate does not sink because of its age alone\n- Continents do not float on liquid',
    relatedConcepts: ['Density', 'Volcanic arcs'],
  });
  expect(second?.back.endsWith('---\n#### Front\n```')).toBe(true);
  expect(third?.notes).toEqual([
    { label: 'Key Insight', markdown: 'The deepest quakes mark the slab, not the trench.' },
    { label: 'Key Trade-offs', markdown: '- Depth is known worse than place' },
  ]);
});

test('that deck’s concept map, review days and cross references are read', () => {
  const { deck } = parseDeck(HEADED);
  expect(deck.conceptMap).toBe('notes/earth/plates-map.md');
  expect(deck.schedule).toEqual({
    kind: 'cardDays',
    rows: [
      { card: 1, days: [1, 4, 8] },
      { card: 2, days: [2, 5, 12] },
      { card: 3, days: [3, 7, 15] },
    ],
  });
  expect(deck.tables).toEqual([
    {
      title: 'Cross-References',
      columns: ['Card', 'Study Notes Section', 'Practice Problem'],
      rows: [
        ['Card 1', 'Part 1', 'Problem 2'],
        ['Card 2', 'Part 3', 'Problem 5'],
      ],
    },
  ]);
});

test('a deck with FRONT (Question) and BACK (Answer) keeps reasons, ids, hints and the choices of a question', () => {
  const { deck } = parseDeck(LABELLED);
  const [first, second, third] = deck.cards;
  expect(deck.id).toBe('harmony-2');
  expect(first).toMatchObject({
    id: 'harmony/authentic',
    mnemonic: 'five alive, one done',
    critical: { flag: true, reason: 'Foundation of tonal music' },
  });
  expect(second).toMatchObject({
    id: 'harmony-2/deceptive',
    critical: { flag: false, reason: null },
    notes: [{ label: 'Hint', markdown: 'Where does the bass go?' }],
  });
  expect(second?.front.endsWith('A: the root\nB: the third')).toBe(true);
  expect(second?.back).toBe(
    'A **deceptive** cadence.\n\n---\n\n#### Doubling\nThe third, because the leading tone still rises.',
  );
  expect(third).toMatchObject({
    levels: ['analyze', 'evaluate'],
    misconceptions: '- A half cadence is not a pause in the rhythm',
    critical: { flag: true, reason: 'both delay the tonic' },
  });
});

test('that deck’s summary, mapping, intervals and connections are read', () => {
  const { deck } = parseDeck(LABELLED);
  expect(deck.keyConcepts).toEqual([
    { name: 'Dominant', cards: [1, 3], remark: 'tension' },
    { name: 'Leading Tone', cards: [1, 2, 3], remark: null },
    { name: 'Voice leading', cards: [2, 3], remark: null },
  ]);
  expect(deck.sourceMapping[0]).toEqual({
    card: '1',
    section: 'Part 1',
    terms: ['dominant', 'tonic (I)'],
    more: { "Bloom's Level": 'Remember' },
  });
  expect(deck.schedule).toEqual({
    kind: 'intervals',
    rows: [
      { card: 1, firstDays: 1, multiplier: 2.5, advice: 'First of all' },
      { card: 2, firstDays: 14, multiplier: 1.75, advice: 'After Card 1' },
      { card: 3, firstDays: 7, multiplier: 1.5, advice: 'Last' },
    ],
  });
  expect(deck.tables.map((table) => table.title)).toEqual(['Connection to Other Lessons']);
});

test('a plain text export may hold backticks within tildes, and a CSV row a line end within quotation marks', () => {
  const { deck, problems } = parseDeck(LABELLED);
  expect(deck.exports.text).toBe(
    'Q: Authentic cadence?\nA: V - I\n\n---\n\nQ: G to A minor?\nA: Deceptive\n\n```\nQ: Half or deceptive?\nA: V or vi\n',
  );
  expect(deck.exports.csv?.split('\n')).toHaveLength(6);
  expect(problems.map((problem) => problem.message)).toEqual([
    'The flag says that card 2 is not critical, but the critical knowledge summary lists it under “Voice leading”. Correct one of them.',
  ]);
});

test('the texts of a card come in reading order', () => {
  const { deck } = parseDeck(
    '# T\n\n### Card 1\n\n#### Front\nf\n#### Back\nb\n#### Key Insight\nn\n#### Common Misconceptions\nx\n#### Mnemonic\nm\n',
  );
  expect(deck.cards.map(cardTexts)).toEqual([['f', 'b', 'm', 'x', 'n']]);
});
