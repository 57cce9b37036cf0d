import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cardTexts, type Card } from '../../src/core/deck.ts';
import { exportDeck } from '../../src/formats/exports.ts';
import { parseDeck } from '../../src/formats/markdown.ts';
import { ALL_LAYOUTS, HEADED } from '../fixtures/deckFiles.ts';

const source = readFileSync('decks/lesson-11-model-deployment-mlops-flashcards.md', 'utf8');
const { deck } = parseDeck(source);
const bare = { ...deck, exports: {} };

/** Lesson 11 without its export blocks, with one card as the test wants it. */
function deckOf(fields: Partial<Card>) {
  const [card] = deck.cards;
  return { ...bare, cards: card ? [{ ...card, ...fields }] : [] };
}

/** The notes of an Anki file below its headers. */
function ankiNotes(file: string): string[][] {
  return cells(file.replace(/^(?:#.*\n)+/, ''), '\t', '\n');
}

function tagsOf(fields: Partial<Card>): string | undefined {
  return ankiNotes(exportDeck(deckOf(fields), 'anki', { full: true }))[0]?.[3];
}

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
    'flipside::easy critical',
  ]);
  expect(notes[3]?.[2]).toContain('<table>');
});

test('text that looks like HTML stays text in Anki', () => {
  const [note] = ankiNotes(
    exportDeck(deckOf({ front: 'Faster than <50ms> & "quoted", a Vec<T>?' }), 'anki', { full: true }),
  );
  expect(note?.[1]).toBe('<p>Faster than &#x3C;50ms> &#x26; "quoted", a Vec&#x3C;T>?</p>');
});

test.each([
  ['*one*\n*two*', '<p><em>one</em> <em>two</em></p>'],
  ['one  \ntwo', '<p>one<br> two</p>'],
  ['```\na <b\n\n  c\n```', '<pre><code>a &#x3C;b<br><br>  c</code></pre>'],
  ['[x](javascript:alert(1))', '<p><a href="">x</a></p>'],
])('%j is laid out in Anki as in the app', (front, html) => {
  expect(ankiNotes(exportDeck(deckOf({ front }), 'anki', { full: true }))[0]?.[1]).toBe(html);
});

test('a card is tagged with what the author said of it and nothing else', () => {
  expect(tagsOf({ difficulty: null, critical: null })).toBe('flipside');
  expect(tagsOf({ difficulty: 'hard', critical: { flag: false, reason: null } })).toBe('flipside::hard');
});

test.each(ALL_LAYOUTS)('full cards leave nothing of the cards out', (text) => {
  const full = parseDeck(text).deck;
  const csv = cells(exportDeck(full, 'csv', { full: true }), ',', '\r\n')
    .flat()
    .join('\n');
  const plain = exportDeck(full, 'text', { full: true });
  for (const part of full.cards.flatMap(cardTexts)) {
    expect(csv).toContain(part);
    expect(plain).toContain(part);
  }
});

test('what stands beside an answer is exported under its name', () => {
  const headed = parseDeck(HEADED).deck;
  const at = headed.cards.findIndex((card) => card.mnemonic !== null);
  const mnemonic = headed.cards[at]?.mnemonic ?? '';
  expect(mnemonic).not.toBe('');
  expect(exportDeck(headed, 'text', { full: true })).toContain(`\n\n**Mnemonic:**\n${mnemonic}\n`);
  const answer = ankiNotes(exportDeck(headed, 'anki', { full: true }))[at]?.[2];
  expect(answer).toMatch(/<p><strong>Mnemonic<\/strong><\/p><p>/);
});

test.each(['=1+1', '+49 30', '-5 °C', '@SUM(A1)', '\tx', "=cmd|'/C calc'!A0"])(
  '%j is no formula in a spreadsheet',
  (front) => {
    const rows = cells(exportDeck(deckOf({ front }), 'csv', { full: true }), ',', '\r\n');
    expect(rows[1]?.[0]).toBe(`'${front}`);
  },
);

test('plain text has a question and an answer for each card', () => {
  const text = exportDeck(bare, 'text', { full: true });
  expect(text.split('\n---\n\n')).toHaveLength(5);
  expect(text.startsWith(`Q: ${deck.cards[0]?.front}\nA: ${deck.cards[0]?.back}\n`)).toBe(true);
});
