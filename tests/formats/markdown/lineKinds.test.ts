import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  BLANK,
  COMMENT,
  FENCE,
  FENCE_END,
  FENCED,
  HEADING,
  ITEM,
  RULE,
  TABLE,
  TEXT,
} from '../../../src/formats/markdown/lineKinds.ts';
import { anyUnits } from '../../fixtures/anyUnits.ts';
import { lineText, scanLines } from '../../../src/formats/markdown/lines.ts';

function kindsOf(...lines: string[]): number[] {
  return [...scanLines(lines.join('\n')).kinds];
}

test('the lines of any text, put together again with its line ends, are the text', () => {
  const anyLines = fc.array(anyUnits().map((line) => line.replaceAll(/[\r\n]/g, '')));
  fc.assert(
    fc.property(anyLines, fc.constantFrom('\n', '\r\n', '\r'), (given, lineEnd) => {
      const text = `x${given.join(lineEnd)}`;
      const lines = scanLines(text);
      const read = Array.from({ length: lines.count }, (_, line) => lineText(lines, line));
      expect(read.join(lineEnd) + (given.length > 1 && given.at(-1) === '' ? lineEnd : '')).toBe(text);
    }),
  );
});

test('lines are told apart by how they begin', () => {
  expect(kindsOf('', ' \t', 'word', '# h', '---', '* * *', '| a |', '- a', '12. a', '<!-- x -->')).toEqual([
    BLANK,
    BLANK,
    TEXT,
    HEADING,
    RULE,
    RULE,
    TABLE,
    ITEM,
    ITEM,
    COMMENT,
  ]);
  expect(kindsOf('#word', '####### h', '    # code', '--', '-a', '|', '`a`', '```a`b```')).toEqual([
    TEXT,
    TEXT,
    TEXT,
    TEXT,
    TEXT,
    TABLE,
    TEXT,
    TEXT,
  ]);
});

test('a fence ends only at its own mark, at least as long and without words', () => {
  expect(kindsOf('````md', '```', '~~~~', '````x', '# h', '`````', '# h')).toEqual([
    FENCE,
    FENCED,
    FENCED,
    FENCED,
    FENCED,
    FENCE_END,
    HEADING,
  ]);
});

test('a fence in a list may be indented or stand beside the bullet', () => {
  expect(kindsOf('1. one', '    ```', '# h', '    ```', '# h')).toEqual([
    ITEM,
    FENCE,
    FENCED,
    FENCE_END,
    HEADING,
  ]);
  expect(kindsOf('- ```js', '# h', '     ```', '# h')).toEqual([FENCE, FENCED, FENCE_END, HEADING]);
  expect(kindsOf('word', '', '    ```', '# h')).toEqual([TEXT, BLANK, TEXT, HEADING]);
});

test('a fence or comment without an end is text, and so are not the lines below it', () => {
  const lines = scanLines('```\n# h\n<!--\n- a\n');
  expect([...lines.kinds]).toEqual([TEXT, HEADING, TEXT, ITEM]);
  expect(lines.unclosed).toEqual([
    { line: 0, opens: 'fence' },
    { line: 2, opens: 'comment' },
  ]);
});
