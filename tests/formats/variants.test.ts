import { expect, test } from 'vitest';
import type { Deck } from '../../src/core/deck.ts';
import { parseDeck } from '../../src/formats/markdown.ts';

/** A deck of one card whose file ends in these lines after the answer. */
function deckEnding(end: string): Deck {
  return parseDeck(`# T\n\n### Card 1\n**Q:** a\n**A:** b\n${end}\n`).deck;
}

const CARD_STYLES: readonly (readonly [name: string, card: string])[] = [
  ['labels with text beside them', '### Card 1\n**Q:** One?\n**A:** Two.'],
  ['plain labels', '### Card 1\nQ: One?\nA: Two.'],
  ['words in full', '## Flashcard 1\n**Question:** One?\n\n**Answer:**\nTwo.'],
  ['colons outside the bold', '### Card 1\n**FRONT (Question)**:\nOne?\n**BACK (Answer)**:\nTwo.'],
  ['lower case', '#### card 1\n**front**\nOne?\n**back**\nTwo.'],
  ['brackets without bold', '### Card 1\n[FRONT]\nOne?\n[BACK]\nTwo.'],
  ['headings of another level', '## Card #1\n### Question\nOne?\n### Answer:\nTwo.'],
  ['no blank after the hashes', '###Card 1\n**FRONT:**\nOne?\n**BACK:**\nTwo.'],
  ['no marker on the question', '### Card 1\n**Concept:** Counting\n\nOne?\n\n**BACK (Answer):**\nTwo.'],
];

test.each(CARD_STYLES)('a card is read with %s', (_, card) => {
  const { deck, problems } = parseDeck(`# Numbers\n\n${card}\n\n---\n`);
  expect(deck.cards).toHaveLength(1);
  expect(deck.cards[0]).toMatchObject({ number: 1, front: 'One?', back: 'Two.' });
  expect(problems.filter((problem) => problem.severity !== 'note')).toEqual([]);
});

const HEADINGS: readonly (readonly [heading: string, read: object])[] = [
  ['### Card 7 | Medium', { number: 7, difficulty: 'medium', title: null }],
  ['### Card 7 of 9 | Hard', { number: 7, difficulty: 'hard', title: null }],
  ['### Card 7: Learn C#', { number: 7, difficulty: null, title: 'Learn C#' }],
  ['### Card 7: Big O (Easy)', { number: 7, difficulty: 'easy', title: 'Big O' }],
  ['### Card 7 (Hard): f(x)', { number: 7, difficulty: 'hard', title: 'f(x)' }],
  ['### Card 7 | Easy | Hard Disks', { number: 7, difficulty: 'easy', title: 'Hard Disks' }],
  ['### Card 7 - Easy does it', { number: 7, difficulty: null, title: 'Easy does it' }],
  ['### **Card 7**: Bold', { number: 7, difficulty: null, title: 'Bold' }],
  ['### **Card 7 | Easy** ###', { number: 7, difficulty: 'easy', title: null }],
  ['### Card', { number: 1, difficulty: null, title: null }],
];

test.each(HEADINGS)('the heading %s tells number, difficulty and title', (heading, read) => {
  const { deck } = parseDeck(`# T\n\n${heading}\n\n**FRONT:** a\n\n**BACK:** b\n`);
  expect(deck.cards).toMatchObject([read]);
});

test.each(['## Card Distribution', '## Cards to know', '## Card-based learning', '## Cardinal 3'])(
  'the heading %s opens no card',
  (heading) => {
    expect(parseDeck(`# T\n\n${heading}\n`).deck.cards).toEqual([]);
  },
);

const SCHEDULES: readonly (readonly [style: string, text: string, schedule: object])[] = [
  [
    'a list without bold',
    '- Day 2: Card 1\n- Day 5 – again',
    {
      kind: 'days',
      steps: [
        { day: 2, text: 'Card 1' },
        { day: 5, text: 'again' },
      ],
    },
  ],
  [
    'lines without bullets',
    '**Day 2**: Card 1\n**Day 5:** again',
    {
      kind: 'days',
      steps: [
        { day: 2, text: 'Card 1' },
        { day: 5, text: 'again' },
      ],
    },
  ],
  [
    'cards in a list',
    '- Card 1 (Easy): Day 1/4/10 (20 min)',
    { kind: 'cardDays', rows: [{ card: 1, days: [1, 4, 10] }] },
  ],
  [
    'a column of days',
    '| Day | Task |\n|---|---|\n| 2 | Card 1 |',
    { kind: 'days', steps: [{ day: 2, text: 'Card 1' }] },
  ],
  [
    'one cell of days',
    '| Card | Days |\n|:-|-:|\n| 1 | Day 1, 4 and 10 |',
    { kind: 'cardDays', rows: [{ card: 1, days: [1, 4, 10] }] },
  ],
];

test.each(SCHEDULES)('a schedule is read from %s', (_, text, schedule) => {
  const { deck, problems } = parseDeck(
    `# T\n\n### Card 1\n**Q:** a\n**A:** b\n\n## Review Schedule\n\n${text}\n`,
  );
  expect(deck.schedule).toEqual(schedule);
  expect(problems).toEqual([]);
});

/** A card whose answer is `Two.` and these lines. */
function answered(...below: string[]) {
  const { deck, problems } = parseDeck(
    `# T\n\n### Card 1\n**FRONT:**\nOne?\n**BACK:**\nTwo.\n${below.join('\n')}\n`,
  );
  return { card: deck.cards[0], problems };
}

test('fields below an answer are read in one line or several, whatever their order', () => {
  for (const below of [
    ['', "**Difficulty:** Easy | **Bloom's Level:** Apply | **Source:** Part 2"],
    ['**Difficulty**: Easy', '**Cognitive Level:** Apply', '**Source Section:** Part 2', '', '---'],
    [
      '',
      '---',
      '**Critical Knowledge Flag:** Yes',
      '**Difficulty:** Easy; **Bloom Level:** Apply',
      '**Section:** Part 2',
    ],
  ]) {
    const { card, problems } = answered(...below);
    expect(card).toMatchObject({ back: 'Two.', difficulty: 'easy', levels: ['apply'], section: 'Part 2' });
    expect(problems).toEqual([]);
  }
});

test.each([
  '**Source:** Smith 2020',
  '**Critical:** never the other way',
  '**Difficulty:** seeing it',
  '**Level:** the third',
  '**Key Insight:** two',
])('an answer may end in “%s”', (words) => {
  expect(answered(words)).toMatchObject({
    card: { back: `Two.\n${words}`, section: null, critical: null },
    problems: [],
  });
});

const EXPORT_TITLES: readonly (readonly [title: string, format: string])[] = [
  ['### Anki-Compatible (Tab-Separated)', 'anki'],
  ['## Anki Export', 'anki'],
  ['### Tab-Separated Values', 'anki'],
  ['### CSV Format', 'csv'],
  ['## Export (CSV)', 'csv'],
  ['### Plain Text Review', 'text'],
  ['**Plain-Text:**', 'text'],
];

test.each(EXPORT_TITLES)('an export block under %s is the %s block', (title, format) => {
  const rows = { anki: 'a\tb', csv: 'a,b', text: 'Q: a' }[format];
  const { deck, problems } = parseDeck(
    `# T\n\n### Card 1\n**Q:** a\n**A:** b\n\n## Export Formats\n\n${title}\n\n~~~\n${rows}\n~~~\n`,
  );
  expect(deck.exports).toEqual({ [format]: `${rows}\n` });
  expect(problems).toEqual([]);
});

test('a heading of the card’s own level stays in the answer, unless it follows a rule or is a section', () => {
  expect(deckEnding('### Reading CSV\nc').cards[0]?.back).toBe('b\n### Reading CSV\nc');
  expect(deckEnding('\n---\n\n### Colophon').cards[0]?.back).toBe('b');
  expect(deckEnding('### Prerequisites\n- c')).toMatchObject({
    cards: [{ back: 'b' }],
    prerequisites: ['c'],
  });
});

test('a closing line in italics is the deck’s footer, not a part of its last card', () => {
  expect(deckEnding('\n---\n\n_Generated by hand_')).toMatchObject({
    footer: 'Generated by hand',
    cards: [{ back: 'b' }],
  });
  expect(deckEnding('\n---\n\n*So it goes.*')).toMatchObject({
    footer: null,
    cards: [{ back: 'b\n\n---\n\n*So it goes.*' }],
  });
});

test('a summary that names no cards at all is a list of something else', () => {
  const { deck, problems } = parseDeck(
    '# T\n\n### Card 1\n**Q:** a\n**A:** b\n\n## Key Concepts\n- one\n- two\n',
  );
  expect(deck.keyConcepts).toEqual([]);
  expect(problems).toEqual([
    {
      line: 8,
      severity: 'note',
      message:
        'Text in the section “Key Concepts” is not understood and not shown and 1 more below it: “one”. It stays in the file.',
    },
  ]);
});

test('a second mnemonic, and fields with lists, are kept as notes and related concepts', () => {
  const { deck, problems } = parseDeck(
    '# T\n\n### Card 1\n**Related Concepts:**\n- one\n- two (a, b)\n**Hints:**\n- left\n- right\n\n#### Front\nf\n#### Back\nb\n#### Mnemonic\nm\n#### Mnemonic\nn\n',
  );
  expect(problems).toEqual([]);
  expect(deck.cards).toMatchObject([
    {
      relatedConcepts: ['one', 'two (a, b)'],
      mnemonic: 'm',
      notes: [
        { label: 'Hints', markdown: '- left\n- right' },
        { label: 'Mnemonic', markdown: 'n' },
      ],
    },
  ]);
});

test('a field inside a fence above the question is no field', () => {
  const { deck, problems } = parseDeck('# T\n\n### Card 1\n```\n**ID:** x\n```\n**Q:** a\n**A:** b\n');
  expect(deck.cards[0]?.id).toMatch(/^t\/[0-9a-f]{16}$/);
  expect(problems).toMatchObject([{ line: 4, severity: 'warning' }]);
});
