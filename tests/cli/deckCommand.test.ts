import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runDeckCommand } from '../../src/cli/deckCommand.ts';
import { parseDeck } from '../../src/formats/markdown.ts';

const LESSON = 'decks/lesson-11-model-deployment-mlops-flashcards.md';
const lesson = readFileSync(LESSON, 'utf8');

function run(words: readonly string[], files: Readonly<Record<string, string>> = { 'lesson.md': lesson }) {
  const printed = { out: '', err: '' };
  const code = runDeckCommand(words, {
    read(path) {
      const text = files[path];
      if (text === undefined) throw new Error('no such file');
      return text;
    },
    out: (text) => (printed.out += text),
    err: (text) => (printed.err += text),
  });
  return { code, ...printed };
}

/** The characters between the fences below a heading, found without the reader under test. */
function block(heading: string): string {
  const from = lesson.indexOf('\n', lesson.indexOf('```', lesson.indexOf(heading))) + 1;
  return lesson.slice(from, lesson.indexOf('```', from));
}

test('check reports a sound deck in one line and a broken one with file and line', () => {
  expect(run(['check', 'lesson.md'])).toEqual({ code: 0, out: 'lesson.md: 5 cards, 0 problems\n', err: '' });
  const broken = lesson.replace('**BACK (Answer):**', '');
  const { code, out } = run(['check', 'lesson.md', 'broken.md'], {
    'lesson.md': lesson,
    'broken.md': broken,
  });
  expect(code).toBe(1);
  expect(out).toMatch(/^broken\.md:\d+: error: .*answer/m);
});

test('json prints deck JSON and nothing else', () => {
  const { code, out, err } = run(['json', 'lesson.md']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toEqual(parseDeck(lesson).deck);
});

test.each([
  ['anki', '### Anki-Compatible'],
  ['csv', '### CSV Format'],
  ['text', '### Plain Text Review'],
])('export gives the author’s own %s block byte for byte', (format, heading) => {
  expect(run(['export', '--format', format, 'lesson.md'])).toEqual({ code: 0, out: block(heading), err: '' });
});

test('export gives the author’s own file, and the full cards with --full', () => {
  expect(run(['export', '--format', 'markdown', 'lesson.md']).out).toBe(lesson);
  const full = run(['export', '--full', '--format', 'text', 'lesson.md']).out;
  expect(full.match(/^Q: /gm)).toHaveLength(5);
  expect(full).toContain('Kolmogorov-Smirnov test (KS statistic)');
});

test.each([
  [['fly'], '“fly” is not a command. Use check, json or export; --help tells more.\n'],
  [['check'], 'Name at least one deck to check.\n'],
  [['export', 'lesson.md'], 'Say which format: --format markdown, anki, csv or text.\n'],
  [['json', 'one.md', 'two.md'], 'json takes one deck.\n'],
])('%j is answered with a sentence and exit code 2', (words, sentence) => {
  expect(run(words)).toEqual({ code: 2, out: '', err: sentence });
});

test('a file that cannot be read is named', () => {
  expect(run(['json', 'nowhere.md'])).toEqual({
    code: 1,
    out: '',
    err: 'nowhere.md: this file cannot be read (no such file).\n',
  });
});

test('the command works as a process, and its output is nothing but the deck', () => {
  const tsx = ['node_modules/tsx/dist/cli.mjs', 'src/cli/deck.ts'];
  expect(
    execFileSync(process.execPath, [...tsx, 'export', '--format', 'markdown', LESSON], { encoding: 'utf8' }),
  ).toBe(lesson);
  expect(spawnSync(process.execPath, [...tsx, 'check', 'nowhere.md']).status).toBe(1);
}, 20_000);
