import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Card } from '../../src/core/deck.ts';
import { parseDeck, writeDeck } from '../../src/formats/markdown.ts';
import { anyUnits } from '../fixtures/anyUnits.ts';
import { ALL_LAYOUTS, LESSON_11 } from '../fixtures/deckFiles.ts';
import { anyMarkdown, mutantOf } from '../fixtures/malformed.ts';

test('any text is read without throwing, its problems lie within it, and it is given back as it was', () => {
  fc.assert(
    fc.property(anyMarkdown, (text) => {
      const { deck, problems } = parseDeck(text);
      const lines = text.split(/\r\n|\r|\n/).length;
      for (const { line, message } of problems) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(lines);
        expect(message).toMatch(/^[A-Z“].*[.?]$/su);
      }
      expect(writeDeck(deck)).toBe(text);
    }),
    { numRuns: 600 },
  );
});

test('of any text, no two cards share an id, and each lies on its own lines in order', () => {
  fc.assert(
    fc.property(anyMarkdown, (text) => {
      const { cards } = parseDeck(text).deck;
      expect(new Set(cards.map((card) => card.id)).size).toBe(cards.length);
      const lines = cards.flatMap((card) => [card.lines?.first ?? 0, card.lines?.last ?? 0]);
      expect(lines).toEqual(lines.toSorted((a, b) => a - b));
    }),
    { numRuns: 400 },
  );
});

test('of any text, every question and answer is a slice of it', () => {
  fc.assert(
    fc.property(anyMarkdown, (text) => {
      const unix = text.replaceAll(/\r\n?/g, '\n');
      for (const { front, back } of parseDeck(text).deck.cards) {
        expect(unix).toContain(front);
        expect(unix).toContain(back);
      }
    }),
    { numRuns: 500 },
  );
});

test.each(['\r\n', '\r'])('line ends %j give the same cards and problems as LF', (lineEnd) => {
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...ALL_LAYOUTS), mutantOf(ALL_LAYOUTS)), (text) => {
      const unix = text.replaceAll(/\r\n?/g, '\n');
      const here = parseDeck(unix);
      const there = parseDeck(unix.replaceAll('\n', lineEnd));
      expect({ ...there.deck, text: '', exports: {} }).toEqual({ ...here.deck, text: '', exports: {} });
      expect(there.problems).toEqual(here.problems);
      for (const [format, block] of Object.entries(here.deck.exports))
        expect(there.deck.exports).toHaveProperty(format, block.replaceAll('\n', lineEnd));
    }),
    { numRuns: 150 },
  );
});

test('a byte order mark and a missing last line end change no card', () => {
  for (const text of ALL_LAYOUTS) {
    const { cards } = parseDeck(text).deck;
    expect(parseDeck(`\uFEFF${text}`).deck.cards).toEqual(cards);
    expect(parseDeck(text.trimEnd()).deck.cards).toEqual(cards);
  }
});

/** What is between the first card of Lesson 11 and its exports, one text for each card. */
const CARDS = LESSON_11.slice(LESSON_11.indexOf('### Card 1'), LESSON_11.indexOf('## Export Formats'))
  .split(/(?=### Card )/)
  .filter((card) => card !== '');
const HEAD = LESSON_11.slice(0, LESSON_11.indexOf('### Card 1'));
const TAIL = LESSON_11.slice(LESSON_11.indexOf('## Export Formats'));

/** A card without its number and its lines. */
function withoutPlace(card: Card): Partial<Card> {
  return { ...card, number: 0, lines: null };
}

test('re-ordering and re-numbering cards changes nothing of them but number and lines', () => {
  const original = parseDeck(LESSON_11).deck.cards.map(withoutPlace);
  const anyOrder = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 });
  fc.assert(
    fc.property(anyOrder, fc.array(fc.nat(99), { minLength: 5, maxLength: 5 }), (order, numbers) => {
      const cards = order.map((index) => (CARDS[index] ?? '').replace(/Card \d/, `Card ${numbers[index]}`));
      const { deck } = parseDeck(HEAD + cards.join('') + TAIL);
      expect(deck.cards.map((card) => card.number)).toEqual(order.map((index) => numbers[index]));
      expect(deck.cards.map(withoutPlace)).toEqual(order.map((index) => original[index]));
    }),
    { numRuns: 60 },
  );
});

const anyFence = fc
  .tuple(fc.constantFrom('`', '~'), fc.integer({ min: 3, max: 7 }))
  .map(([mark, length]) => mark.repeat(length));

test('a fence in an answer never ends the card, whatever stands in it', () => {
  const anyInside = fc.oneof(
    fc.constantFrom(
      LESSON_11,
      '### Card 2 | Easy\n**BACK (Answer):**',
      '---',
      '## Export Formats',
      '<!--',
      '| a | b |',
    ),
    anyUnits(),
  );
  fc.assert(
    fc.property(anyFence, anyInside, (fence, inside) => {
      // A line of the block may not itself be the fence's end, so the fence is made longer than any in it.
      const long = fence + (fence[0] ?? '').repeat(4 + inside.length - inside.replaceAll(/[`~]/g, '').length);
      const back = `before\n\n${long}\n${inside.replaceAll(/\r\n?/g, '\n')}\n${long}\n\nafter`;
      const { deck } = parseDeck(
        `# T\n\n### Card 1 | Easy\n\n**FRONT (Question):**\nWhy?\n\n**BACK (Answer):**\n${back}\n\n**Critical Knowledge Flag:** Yes\n\n---\n\n### Card 2\n**Q:** a\n**A:** b\n`,
      );
      expect(deck.cards).toHaveLength(2);
      expect(deck.cards[0]).toMatchObject({ front: 'Why?', back, critical: { flag: true } });
    }),
    { numRuns: 200 },
  );
});

const anyAnswerBlock = fc.constantFrom(
  'A paragraph.',
  '---',
  '***',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  '**Bold:** words',
  '1. one\n2. two\n   ```js\n   ### Card 7\n   ```',
  '- ```\n  code\n  ```',
  '#### A heading',
  '> ### Card 8 | Easy',
  '    ### Card 9',
  '> quote\n> ```',
  '`### Card 10`',
  '**Front-loading:** does not help',
);

test('paragraphs, rules, tables, lists, quotes and code of an answer all stay in it', () => {
  fc.assert(
    fc.property(fc.array(anyAnswerBlock, { minLength: 1, maxLength: 6 }), (blocks) => {
      const back = [...blocks, 'The end.'].join('\n\n');
      const { deck } = parseDeck(
        `# T\n\n### Card 1\n\n**FRONT (Question):**\nWhy?\n\n**BACK (Answer):**\n\n${back}\n\n---\n\n---\n### Card 2\n**Q:** a\n**A:** b\n\n## Source Mapping\n`,
      );
      expect(deck.cards.map((card) => card.back)).toEqual([back, 'b']);
    }),
    { numRuns: 200 },
  );
});

const HARD_TEXTS: readonly (readonly [what: string, text: string])[] = [
  [
    'openings of fences that differ in length',
    Array.from({ length: 400 }, (_, index) => '`'.repeat(403 - index)).join('x\n'),
  ],
  ['fences that nothing closes', '```a\n~~~b\n- ```c\n'.repeat(60_000)],
  ['comments that nothing closes', '<!--\n'.repeat(200_000)],
  ['one line of stars', '*'.repeat(1_000_000)],
  ['one line of blanks in a heading', `# Card 1 ${' '.repeat(1_000_000)}x`],
  ['one line of dashes in a heading', `# T ${'-'.repeat(1_000_000)}x`],
  ['one heading of brackets', `### Card 1: ${'('.repeat(1_000_000)}`],
  ['a line of labels', `# T\n${'**a:** b | '.repeat(100_000)}`],
  ['ranges upon ranges', `# T\n## Critical Knowledge Summary\n${'- x: Cards 1-200\n'.repeat(5_000)}`],
  ['a line of card numbers', `# T\n## Critical Knowledge Summary\n- x: Cards ${'1, '.repeat(300_000)}`],
  ['a cell of escapes', `# T\n| a |\n|---|\n| ${'\\|'.repeat(300_000)} |`],
  ['a remark of blanks', `# T\n## Critical Knowledge Summary\n- x: Cards 1 ${' '.repeat(500_000)}y`],
  ['NUL upon NUL', '\0'.repeat(1_000_000)],
  ['cards without anything', '### Card 1\n'.repeat(50_000)],
];

test.each(HARD_TEXTS)('a long text of one kind is read in one breath: %s', (_, text) => {
  const { deck } = parseDeck(text);
  expect(deck.text).toBe(text);
});
