// @vitest-environment happy-dom
import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { cardTexts } from '../../../src/core/deck.ts';
import { markdownFace } from '../../../src/formats/markdownFace.ts';
import { parseDeck } from '../../../src/formats/markdown.ts';
import { faceToElement } from '../../../src/ui/parts/Prose.tsx';
import { renderMarkdown } from '../../../src/ui/parts/renderMarkdown.tsx';
import { ALL_LAYOUTS } from '../../fixtures/deckFiles.ts';
import { TOO_MUCH } from '../../fixtures/pathological.ts';

const fromBuild = (markdown: string) => renderToStaticMarkup(faceToElement(markdownFace(markdown)));
const inApp = (markdown: string) => renderToStaticMarkup(renderMarkdown(markdown));

const BLOCKS = '> |- |1. |- [x] |# |    |```|---|\n|\n\n|  \n'.split('|');
const INLINE =
  '` ** _ ~~ [ ]( ) ![ [^1] [^1]: | a &lt; &#106; https://a.example javascript:x https://['.split(' ');
const HTML = ['<b>', '</b>', '<!-- x -->', '<script>', '| a | b |\n|:-|-:|\n| 1 | 2 |', ' ', '\t'];
const anyMarkdown = fc.oneof(
  fc.string(),
  fc
    .array(fc.constantFrom(...BLOCKS, ...INLINE, ...HTML), { maxLength: 30 })
    .map((pieces) => pieces.join('')),
);

test('a card looks the same whether the build rendered it or the app', () => {
  fc.assert(
    fc.property(anyMarkdown, (markdown) => {
      expect(fromBuild(markdown)).toBe(inApp(markdown));
    }),
    { numRuns: 500 },
  );
});

test.each(ALL_LAYOUTS)('the cards of every layout look the same however they were rendered', (text) => {
  for (const markdown of parseDeck(text).deck.cards.flatMap(cardTexts))
    expect(fromBuild(markdown)).toBe(inApp(markdown));
});

test.each(TOO_MUCH)('more of $what than anybody reads looks the same however it was rendered', ({ text }) => {
  expect(inApp(text)).toContain('<pre class="as-written">');
  expect(fromBuild(text)).toBe(inApp(text));
});

test('HTML in a card is shown as the author typed it', () => {
  expect(fromBuild('A `Vec` is a Vec<T>')).toBe('<p>A <code>Vec</code> is a Vec&lt;T&gt;</p>');
  expect(fromBuild('<script>alert(1)</script>')).toBe('&lt;script&gt;alert(1)&lt;/script&gt;');
});

test('a link is text unless it leads to a page of the web', () => {
  expect(fromBuild('[x](https://a.example/b)')).toMatch(
    /^<p><a href="https:\/\/a\.example\/b" target="_blank"/,
  );
  for (const address of ['https://[', 'javascript:x', '#here', 'mailto:a@b.example'])
    expect(fromBuild(`[x](<${address}>)`)).toBe('<p><span>x</span></p>');
});
