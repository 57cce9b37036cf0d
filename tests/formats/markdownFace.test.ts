import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cardTexts } from '../../src/core/deck.ts';
import type { Face } from '../../src/core/face.ts';
import { parseDeck } from '../../src/formats/markdown.ts';
import { markdownFace } from '../../src/formats/markdownFace.ts';

function elements(face: Face): Exclude<Face, string>[] {
  return typeof face === 'string' ? [] : [face, ...face.inside.flatMap(elements)];
}

const textOf = (face: Face): string => (typeof face === 'string' ? face : face.inside.map(textOf).join(' '));
const words = (text: string) => text.match(/[\p{L}\p{N}]{2,}/gu) ?? [];
const tagsOf = (markdown: string) => elements(markdownFace(markdown)).map(({ tag }) => tag);

const PIECES = [
  '>',
  '- ',
  '1. ',
  '`',
  '```',
  '**',
  '_',
  '[',
  '](',
  ')',
  '|',
  '---',
  '\n',
  '\n\n',
  '<b>',
  '&lt;',
  '![',
  '[^1]',
  '~~',
  'a',
  ' ',
  '\t',
  '\u0000',
  '🂡',
];
const TAGS =
  /^(?:fragment|p|a|em|strong|del|code|pre|ul|ol|li|input|br|hr|blockquote|h[1-6]|table|thead|tbody|tr|th|td|img|sup|section)$/;

test('any text becomes a face of harmless elements that survives JSON', () => {
  const markdown = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(markdown, (text) => {
      const face = markdownFace(text);
      expect(JSON.parse(JSON.stringify(face))).toEqual(face);
      expect(elements(face).filter(({ tag }) => !TAGS.test(tag))).toEqual([]);
      const names = elements(face).flatMap(({ props }) => Object.keys(props));
      expect(names.filter((name) => /^on|^dangerously|^ref$/i.test(name))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  '&#106;avascript:alert(1)',
  'java&Tab;script:alert(1)',
  'vbscript:msgbox(1)',
  'data:text/html,<script>alert(1)</script>',
  'file:///etc/passwd',
])('a link to %s leads nowhere', (address) => {
  const faces = elements(markdownFace(`[x](<${address}>) ![y](<${address}>)`));
  const addresses = faces
    .flatMap(({ props }) => [props['href'], props['src']])
    .filter((value) => value !== undefined);
  expect(
    addresses.filter((value) => typeof value !== 'string' || !/^(?:https?:|mailto:|[^:]*$)/i.test(value)),
  ).toEqual([]);
});

test('raw HTML is no element', () => {
  expect(tagsOf('<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> <b>bold</b>')).not.toContain(
    'script',
  );
  expect(tagsOf('<iframe srcdoc="x"></iframe>')).toEqual(['fragment']);
});

test('text that nests too deeply is shown as it was written', () => {
  const deep = '>'.repeat(20_000);
  expect(textOf(markdownFace(deep))).toContain('>'.repeat(100));
  expect(tagsOf('- '.repeat(3000)).length).toBeGreaterThan(0);
});

test('what decks use is there: tables, lists, tasks, code, strikethrough', () => {
  expect(tagsOf('| a | b |\n|---|---|\n| 1 | 2 |')).toEqual([
    'fragment',
    'table',
    'thead',
    'tr',
    'th',
    'th',
    'tbody',
    'tr',
    'td',
    'td',
  ]);
  expect(tagsOf('- [x] done')).toContain('input');
  expect(tagsOf('~~old~~ **new**')).toEqual(['fragment', 'p', 'del', 'strong']);
  const [, , code] = elements(markdownFace('```python\nx = 1\n```'));
  expect(code).toMatchObject({ tag: 'code', props: { className: 'language-python' }, inside: ['x = 1\n'] });
});

test('every word of Lesson 11 is on its faces', () => {
  const { deck } = parseDeck(readFileSync('decks/lesson-11-model-deployment-mlops-flashcards.md', 'utf8'));
  for (const text of deck.cards.flatMap(cardTexts))
    expect(words(textOf(markdownFace(text)))).toEqual(words(text));
});

test('no face is nested deeper than a screen reader can follow', () => {
  const depth = (face: Face): number =>
    typeof face === 'string' ? 0 : 1 + Math.max(0, ...face.inside.map(depth));
  expect(depth(markdownFace('>'.repeat(60)))).toBeGreaterThan(50);
  for (const deep of ['>'.repeat(2000), '- '.repeat(500), '*a _'.repeat(300)]) {
    expect(depth(markdownFace(deep))).toBeLessThan(70);
  }
});
