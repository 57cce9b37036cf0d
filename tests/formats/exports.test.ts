import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exportDeck } from '../../src/formats/exports.ts';
import { parseDeck } from '../../src/formats/markdown.ts';

const source = readFileSync('decks/lesson-11-model-deployment-mlops-flashcards.md', 'utf8');
const { deck } = parseDeck(source);
const bare = { ...deck, exports: {} };

/** Reads quoted cells the way RFC 4180 says, with any separator; written for this test, sharing nothing with the writer. */
function cells(text: string, separator: string, rowEnd: string): string[][] {
  const cell = new RegExp(`"((?:[^"]|"")*)"(${separator}|${rowEnd}|$)`, 'gy');
  const rows: string[][] = [[]];
  for (const match of text.matchAll(cell)) {
    rows.at(-1)?.push((match[1] ?? '').replaceAll('""', '"'));
    if (match[2] === rowEnd) rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

test('the author’s own blocks are given back byte for byte', () => {
  for (const format of ['anki', 'csv', 'text'] as const) {
    const block = exportDeck(deck, format, { full: false });
    expect(source).toContain(`\n${block}\`\`\``);
    expect(block.length).toBeGreaterThan(1000);
  }
  expect(exportDeck(deck, 'markdown', { full: false })).toBe(source);
});

test.each([
  ['a deck without blocks', bare, false],
  ['a deck with blocks, asked for in full', deck, true],
])('%s gives its full cards', (_name, given, full) => {
  const rows = cells(exportDeck(given, 'csv', { full }), ',', '\r\n');
  expect(rows[0]).toEqual(['Front', 'Back', 'Difficulty', 'Concept']);
  expect(rows.slice(1).map(([front, back]) => [front, back])).toEqual(
    deck.cards.map(({ front, back }) => [front, back]),
  );
});

test('Anki is told everything by headers, so that importing needs no choices', () => {
  const [headers, rows] = [
    /^(?:#.*\n)+/.exec(exportDeck(bare, 'anki', { full: true }))?.[0] ?? '',
    exportDeck(bare, 'anki', { full: true }),
  ];
  expect(headers.trimEnd().split('\n')).toEqual([
    '#separator:tab',
    '#html:true',
    '#notetype:Basic',
    '#deck column:1',
    '#tags column:4',
    '#if matches:update current',
  ]);
  const notes = cells(rows.slice(headers.length), '\t', '\n');
  expect(notes).toHaveLength(5);
  expect(notes.every((note) => note.length === 4)).toBe(true);
  expect(notes[0]).toMatchObject([
    deck.title,
    expect.stringContaining('What is quantization'),
    expect.stringContaining('<strong>4× reduction</strong>'),
    'flipside easy critical',
  ]);
  expect(notes[3]?.[2]).toContain('<table>');
});

test('text that looks like HTML stays text in Anki', () => {
  const [card] = deck.cards;
  const tricky = { ...bare, cards: card ? [{ ...card, front: 'Faster than <50ms> & "quoted"?' }] : [] };
  const [note] = cells(exportDeck(tricky, 'anki', { full: true }).replace(/^(?:#.*\n)+/, ''), '\t', '\n');
  expect(note?.[1]).toMatch(/&#x3C;50ms>|&lt;50ms/);
  expect(note?.[1]).toContain('"quoted"');
});

test.each(['=1+1', '+49 30', '-5 °C', '@SUM(A1)', '\tx', "=cmd|'/C calc'!A0"])(
  '%j is no formula in a spreadsheet',
  (front) => {
    const [card] = deck.cards;
    const rows = cells(
      exportDeck({ ...bare, cards: card ? [{ ...card, front }] : [] }, 'csv', { full: true }),
      ',',
      '\r\n',
    );
    expect(rows[1]?.[0]).toBe(`'${front}`);
  },
);

test('plain text has a question and an answer for each card', () => {
  const text = exportDeck(bare, 'text', { full: true });
  expect(text.split('\n---\n\n')).toHaveLength(5);
  expect(text.startsWith(`Q: ${deck.cards[0]?.front}\nA: ${deck.cards[0]?.back}\n`)).toBe(true);
});
