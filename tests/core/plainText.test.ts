import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainFace } from '../../src/core/face.ts';
import { isPlainText } from '../../src/core/plainText.ts';
import { markdownFace } from '../../src/formats/markdownFace.ts';
import { anyText } from '../fixtures/studyCards.ts';

/** Words and marks of which some mean something in Markdown, so that both kinds of text come up. */
const anyLine = fc
  .array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constantFrom('What', 'is', 'drift', 'Überwachung', 'données', '42', 'e.g.'),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom('?', ',', '-', '(', ')', ':', '1.', '=', '---', '“', '…', '/', '+', '%'),
      },
      fc.constantFrom(
        '*',
        '_',
        '`',
        '#',
        '>',
        '<b>',
        '&amp;',
        '[x](y)',
        '|',
        '~~',
        '\\',
        '@',
        'a@b.co',
        'https://x.y',
        'www.x.y',
        'HTTP://x',
        'ftp://x',
        '\n',
        '  ',
        '\t',
        '!',
        '[^1]',
        'xmpp:a',
        'mailto:a',
      ),
      anyText,
    ),
    { maxLength: 8 },
  )
  .chain((words) => fc.constantFrom('', ' ').map((glue) => words.join(glue)));

test('a text that is taken for plain is what Markdown makes of it', () => {
  let plain = 0;
  fc.assert(
    fc.property(anyLine, (text) => {
      if (!isPlainText(text)) return;
      plain += 1;
      expect(plainFace(text)).toEqual(markdownFace(text));
    }),
    { numRuns: 5000 },
  );
  expect(plain, 'texts that were taken for plain').toBeGreaterThan(300);
});

test.each([
  'What is model serving, and why does it matter?',
  '“Drift” (of data): what is it?',
  '¿Qué es la deriva?',
])('a usual question is plain: %s', (text) => expect(isPlainText(text)).toBe(true));

test.each([
  '**What** is it?',
  'See www.x.org',
  'https://x.org',
  'a\nb',
  '1. What',
  '- What',
  '',
  'What ',
  'a@b.org',
  'x < y',
])('what Markdown may make more of is not: %j', (text) => expect(isPlainText(text)).toBe(false));
