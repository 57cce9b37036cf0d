import { expect, test } from 'vitest';
import type { Problem } from '../../src/core/deck.ts';
import { parseDeck } from '../../src/formats/markdown.ts';
import { HEADED, LABELLED, LESSON_11 } from '../fixtures/deckFiles.ts';

function problemsOf(text: string): readonly Problem[] {
  return parseDeck(text).problems;
}

/** Lesson 11 with one phrase replaced by another, and the line (from 1) on which the other begins. */
function changed(phrase: string, by: string): { readonly text: string; readonly line: number } {
  const at = LESSON_11.indexOf(phrase);
  if (at === -1) throw new Error(`Lesson 11 has no “${phrase}”.`);
  const text = LESSON_11.slice(0, at) + by + LESSON_11.slice(at + phrase.length);
  return { text, line: LESSON_11.slice(0, at).split('\n').length };
}

function cardAsking(number: number, question: string): string {
  return `### Card ${number}\n**Q:** ${question}\n**A:** yes\n\n`;
}

function deckPlanned(plan: string): string {
  return `# T\n\n### Card 1\n**Q:** a\n**A:** b\n\n## Review Schedule\n${plan}\n`;
}

const SLIPS: readonly (readonly [slip: string, phrase: string, by: string, line: number, message: string])[] =
  [
    [
      'a total that disagrees',
      '**Total Cards:** 5',
      '**Total Cards:** 6',
      5,
      'The header announces 6 cards, but 5 cards were found. Correct the total, or look for a card whose heading is not like “### Card 1”.',
    ],
    [
      'a total that is no number',
      '**Total Cards:** 5',
      '**Total Cards:** some',
      5,
      '“some” is no number of cards. Write for example “**Total Cards:** 5”.',
    ],
    [
      'a distribution that is none',
      '2 Easy | 2 Medium | 1 Hard',
      'balanced',
      6,
      '“balanced” is no distribution. Write for example “2 Easy | 2 Medium | 1 Hard”.',
    ],
    [
      'a summary that points at a missing card',
      'Appears in Cards 1, 3\n',
      'Appears in Cards 1, 8\n',
      15,
      'The summary of “Quantization” names card 8, but there is no such card. Correct the number.',
    ],
    [
      'a concept without cards',
      'Appears in Cards 1, 3\n',
      'everywhere\n',
      15,
      '“Quantization” names no cards, so it leads to none. Write for example “Appears in Cards 1, 3”.',
    ],
    [
      'a concept listed twice',
      '**Quantization:** Appears',
      '**Data Drift:** Appears',
      15,
      '“Data Drift” is listed a second time; its cards are added to those on line 14. Make one entry of the two.',
    ],
    [
      'a level that is none',
      '**Cognitive Level:** Apply',
      '**Cognitive Level:** Apply/Dream',
      60,
      '“Dream” in card 3 is no cognitive level. Write Remember, Understand, Apply, Analyze, Evaluate, Synthesize or Create.',
    ],
    [
      'a flag that says neither yes nor no',
      '**Critical Knowledge Flag:** Yes',
      '**Critical Knowledge Flag:** perhaps',
      35,
      'The critical knowledge flag of card 1 says “perhaps”. Write Yes or No, with a reason if you like.',
    ],
    [
      'a flag that contradicts the summary',
      '**Critical Knowledge Flag:** Yes',
      '**Critical Knowledge Flag:** No',
      35,
      'The flag says that card 1 is not critical, but the critical knowledge summary lists it under “Quantization”. Correct one of them.',
    ],
    [
      'a source mapping of a missing card',
      '| 5 | Concepts 1',
      '| 6 | Concepts 1',
      214,
      'The source mapping names card 6, but there is no such card. Correct the number.',
    ],
    [
      'a table row with too many cells',
      '| 2 | Concept 8: Monitoring | Data drift',
      '| 2 | Concept 8: Monitoring | P(a|b), Data drift',
      211,
      'This row has 4 cells, but its table 3 columns; what is beyond them is not shown. Write “\\|” for a bar within a cell.',
    ],
    [
      'an unknown header field',
      '**Total Cards:** 5',
      '**Author:** me\n**Total Cards:** 5',
      5,
      'The header field “Author” is not one that Flipside reads. It stays in the file but is not shown.',
    ],
    [
      'a header line that is no field',
      '**Total Cards:** 5',
      'For the exam\n**Total Cards:** 5',
      5,
      'Text in the header is not understood and not shown: “For the exam”. Header lines look like “**Source:** …”.',
    ],
    [
      'text between metadata and question',
      '**FRONT (Question):**\nDefine',
      'Think first.\n\n**FRONT (Question):**\nDefine',
      44,
      'Text above the question of card 2 is not understood and not shown: “Think first.”. Write it as “**Name:** value” or move it below the question’s marker.',
    ],
    [
      'text in a section that has no place for it',
      '### Extension Topics',
      '### Colophon\nSet in Garamond.\n\n### Extension Topics',
      234,
      'Text in the section “Colophon” is not understood and not shown: “Set in Garamond.”. It stays in the file.',
    ],
    [
      'a deck without a title',
      '# Flashcard Set: Lesson 11 - Model Deployment and MLOps',
      '',
      1,
      'This deck has no title. Begin the file with a line such as “# Flashcard Set: Lesson 11”; the deck’s identity comes from it.',
    ],
  ];

test.each(SLIPS)('%s is reported once, on its own line', (_, phrase, by, line, message) => {
  expect(problemsOf(changed(phrase, by).text)).toEqual([
    { line, severity: expect.stringMatching(/warning|note/), message },
  ]);
});

test('a difficulty that disagrees is reported where it is contradicted and where it is counted', () => {
  const { text, line } = changed('### Card 3 | Medium', '### Card 3 | Hard');
  expect(problemsOf(text)).toEqual([
    {
      line: 6,
      severity: 'warning',
      message:
        'The distribution announces 2 medium cards, but 1 was found. Correct the distribution or the cards’ difficulties.',
    },
    {
      line: 6,
      severity: 'warning',
      message:
        'The distribution announces 1 hard card, but 2 were found. Correct the distribution or the cards’ difficulties.',
    },
  ]);
  expect(
    problemsOf(text.replace('### Card 3 | Hard\n', '### Card 3 | Hard\n**Difficulty:** Medium\n')),
  ).toContainEqual({
    line: line + 1,
    severity: 'warning',
    message:
      'Card 3 is medium here but hard in its heading on line 59. The heading is used; make them agree.',
  });
});

test('each export that lacks a row says so, and the whole deck is still read', () => {
  const row = LESSON_11.indexOf(
    'Define data drift and explain why it is a critical concern for production ML systems.\t',
  );
  const text = LESSON_11.slice(0, row) + LESSON_11.slice(LESSON_11.indexOf('\n', row) + 1);
  expect(problemsOf(text)).toEqual([
    {
      line: LESSON_11.slice(0, row).split('\n').length - 2,
      severity: 'warning',
      message:
        'The Anki export holds 4 cards, but the deck 5. Add or remove rows, or look for one that is broken.',
    },
  ]);
  expect(parseDeck(text).deck.cards).toHaveLength(5);
});

test('a broken quotation in the CSV export shows as a wrong number of rows', () => {
  const { text } = changed('"Compare canary vs', 'Compare canary vs');
  expect(problemsOf(text).map((problem) => problem.message)).toEqual([
    'The CSV export holds 4 cards, but the deck 5. Add or remove rows, or look for one that is broken.',
  ]);
});

test('a missing or empty side is an error that names the marker to write', () => {
  const text =
    '# T\n\n### Card 1\n\n**FRONT (Question):**\nOne?\n\n### Card 2\n\n**FRONT:**\n\n**BACK:**\nTwo.\n';
  expect(problemsOf(text)).toEqual([
    {
      line: 3,
      severity: 'error',
      message:
        'There is no answer in card 1. Put “**BACK (Answer):**” on a line of its own with the answer below it.',
    },
    { line: 10, severity: 'error', message: 'The question of card 2 is empty. Write it below this line.' },
  ]);
  expect(parseDeck(text).deck.cards.map(({ front, back }) => [front, back])).toEqual([
    ['One?', ''],
    ['', 'Two.'],
  ]);
});

test.each(['', '\n\n', '\uFEFF', '# Flashcards: Nothing\n', 'no deck at all'])(
  'a file without cards (%j) is an error on its first line',
  (text) => {
    expect(problemsOf(text)).toContainEqual({
      line: 1,
      severity: 'error',
      message:
        'No cards were found in this file. Each card needs a heading such as “### Card 1 | Easy”, with “**FRONT (Question):**” and “**BACK (Answer):**” below it.',
    });
  },
);

test('a number used twice is reported at the second card, and so is a question asked twice', () => {
  expect(
    problemsOf(`# T\n\n${cardAsking(1, 'One?')}${cardAsking(1, 'Two?')}${cardAsking(2, 'One?')}`),
  ).toEqual([
    {
      line: 7,
      severity: 'warning',
      message:
        'Card 1 already stands on line 3. Give this card a number of its own, so that the summary and the schedule can name it.',
    },
    {
      line: 11,
      severity: 'warning',
      message:
        'Card 2 has the same question or id as the card on line 3. The two keep their histories apart only as long as their order stays; change one of them or give each an id.',
    },
  ]);
});

test('an unclosed fence is an error at its opening, and the cards below it are still read', () => {
  const { text, line } = changed('```\nFeature Store →', '```text\nFeature Store →');
  const unclosed = text.replace('all automated workflows\n```\n', 'all automated workflows\n');
  const { deck, problems } = parseDeck(
    unclosed.slice(0, unclosed.indexOf('## Export Formats')) + '### Card 6\n**FRONT:**\nf\n**BACK:**\nb\n',
  );
  expect(deck.cards).toHaveLength(6);
  expect(problems).toContainEqual({
    line,
    severity: 'error',
    message:
      'The fence that opens here is never closed. Put the same marks on a line of their own below the block; if they are there, an earlier fence has lost its end.',
  });
});

test('a fence that swallowed a card is named when cards are missing', () => {
  const text =
    '# T\n**Total Cards:** 2\n\n### Card 1\n**FRONT:**\nf\n**BACK:**\n```\ncode\n\n### Card 2\n**FRONT:**\ng\n**BACK:**\n```\nmore\n';
  expect(problemsOf(text)).toContainEqual({
    line: 8,
    severity: 'warning',
    message:
      'The fence that opens here hides “Card 2” on line 11. If that is meant to be a card, close the fence above it.',
  });
});

test('an unclosed comment is an error at its opening', () => {
  expect(problemsOf('# T\n\n### Card 1\n**Q:** a\n**A:** b\n<!-- note\n')).toEqual([
    {
      line: 6,
      severity: 'error',
      message: 'The comment that opens here is never closed. Put “-->” at its end.',
    },
  ]);
});

test('a card inside a comment is no card', () => {
  const text = '# T\n\n### Card 1\n**Q:** a\n**A:** b\n\n<!--\n### Card 2\n**Q:** c\n**A:** d\n-->\n';
  expect(parseDeck(text).deck.cards).toHaveLength(1);
});

test('a second FRONT inside an answer asks for the missing card heading', () => {
  const text = '# T\n\n### Card 1\n**FRONT:**\na\n**BACK:**\nb\n\n**FRONT:**\nc\n**BACK:**\nd\n';
  expect(problemsOf(text)).toEqual([
    {
      line: 9,
      severity: 'warning',
      message:
        'A second “FRONT” stands inside the answer of card 1 and is read as part of it. Is a card heading missing above it?',
    },
  ]);
});

test('a flag in the middle of an answer is left there and reported', () => {
  const text = '# T\n\n### Card 1\n**FRONT:**\na\n**BACK:**\nb\n**Critical Knowledge Flag:** Yes\nc\n';
  expect(parseDeck(text).deck.cards[0]?.back).toBe('b\n**Critical Knowledge Flag:** Yes\nc');
  expect(problemsOf(text)).toEqual([
    {
      line: 8,
      severity: 'warning',
      message:
        'The critical knowledge flag of card 1 has text below it, so it is read as part of the answer. Move it to the end of the card.',
    },
  ]);
});

test('a card under a heading of another difficulty is reported', () => {
  expect(
    problemsOf(HEADED.replace('## Medium Cards', '## Hard Cards')).map(({ line, message }) => ({
      line,
      message,
    })),
  ).toEqual([
    {
      line: 36,
      message: 'Card 2 is medium but stands under hard cards. Move it or correct its difficulty.',
    },
  ]);
});

test('schedules that name missing cards, stand twice or cannot be followed are reported', () => {
  expect(problemsOf(deckPlanned('- Day 1: All 4 cards\n- Day 2: Cards 1-3'))).toEqual([
    {
      line: 8,
      severity: 'warning',
      message: 'Day 1 of the schedule speaks of all 4 cards, but 1 card was found. Correct the number.',
    },
    {
      line: 9,
      severity: 'warning',
      message: 'The schedule names card 2, 3, but there is no such card. Correct the number.',
    },
  ]);
  expect(problemsOf(deckPlanned('| Week | Task |\n|---|---|\n| 1 | read |'))).toEqual([
    {
      line: 8,
      severity: 'warning',
      message:
        'The schedule “Review Schedule” is shown but cannot be followed. Name in each row a day, or a card with its days, or a card with interval and multiplier.',
    },
  ]);
  expect(problemsOf(deckPlanned('- Day 1: all\n\n## Spaced Repetition\n- Day 2: all'))).toEqual([
    {
      line: 11,
      severity: 'warning',
      message: 'This is a second review schedule; the first one is used. Keep one of them.',
    },
  ]);
});

test('a second export block of one format is reported and the first kept', () => {
  const text = LABELLED.replace('### CSV Format\n```csv', '### Anki again\n```csv');
  const { deck, problems } = parseDeck(text);
  expect(deck.exports.anki?.startsWith('Authentic')).toBe(true);
  expect(problems.map((problem) => problem.message)).toContain(
    'This is a second export block of the same format; the one on line 99 is used. Remove one of them.',
  );
});

test('lines of the header that make no sense are one note, however many they are', () => {
  expect(problemsOf(`# T\n${'??\n'.repeat(5000)}`)).toContainEqual({
    line: 2,
    severity: 'note',
    message:
      'Text in the header is not understood and not shown and 4,999 more lines below it: “??”. Header lines look like “**Source:** …”.',
  });
});

test('the problems of garbage are counted, not listed without end, and hide no error', () => {
  const problems = problemsOf(`# T\n${'## ?\n\n!\n'.repeat(5000)}`);
  expect(problems).toHaveLength(1002);
  expect(problems[0]).toMatchObject({ line: 1, severity: 'error' });
  expect(problems.at(-1)).toEqual({
    line: 3001,
    severity: 'warning',
    message:
      '4000 further problems are not listed. Is this a lesson deck? Correct the first ones and read the file again.',
  });
});
