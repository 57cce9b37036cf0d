import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cardTexts } from '../../src/core/deck.ts';
import { isDrawable } from '../../src/core/drawable.ts';
import { parseDeck } from '../../src/formats/markdown.ts';
import { ALL_LAYOUTS } from '../fixtures/deckFiles.ts';
import { TOO_MUCH } from '../fixtures/pathological.ts';

test.each(ALL_LAYOUTS)('what an author writes on a card is drawn, and so is five times as much', (text) => {
  for (const markdown of parseDeck(text).deck.cards.flatMap(cardTexts)) {
    expect(isDrawable(markdown)).toBe(true);
    expect(isDrawable(Array.from({ length: 5 }, () => markdown).join('\n\n'))).toBe(true);
  }
});

test('a table of a hundred rows and a hundred lines of code are drawn', () => {
  const row = '| **Dropout** | `p = 0.5` | *train* only | [paper](https://a.example) |\n';
  expect(isDrawable(`| a | b | c | d |\n|---|---|---|---|\n${row.repeat(100)}`)).toBe(true);
  const line = '    for (i = 0; i < n; i++) a[i] = *b++ * c[i][0];\n';
  expect(isDrawable(`\`\`\`c\n${line.repeat(100)}\`\`\`\n`)).toBe(true);
});

test('no text that grows without end is drawn', () => {
  expect(TOO_MUCH.filter(({ text }) => isDrawable(text))).toEqual([]);
});

test('a text that is too much stays so, whatever stands around it', () => {
  const around = fc.array(fc.constantFrom('words', '\n', '\n\n', '# Heading\n\n', '- item\n'), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(fc.constantFrom(...TOO_MUCH), around, around, ({ text }, before, after) => {
      expect(isDrawable(`${before.join('')}\n\n${text}\n\n${after.join('')}`)).toBe(false);
    }),
  );
});
