import { spawnSync } from 'node:child_process';
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
  [['fly'], '“fly” is not a command. Use check, json or export'],
  [['--fly'], '“--fly” is not a command. Use check, json or export'],
  [['toString', 'lesson.md'], '“toString” is not a command. Use check, json or export'],
  [['check'], 'Name at least one deck to check'],
  [['check', '--full', 'lesson.md'], 'check takes no option “--full”'],
  [['json', '-x', 'lesson.md'], 'json takes no option “-x”'],
  [['json', 'one.md', 'two.md'], 'json takes one deck'],
  [['export', 'lesson.md'], 'Say which format: --format markdown, anki, csv or text'],
  [['export', 'lesson.md', '--format'], 'Say which format: --format markdown, anki, csv or text'],
  [['export', '--format', 'pdf', 'lesson.md'], 'Say which format: --format markdown, anki, csv or text'],
  [['export', '--format', 'csv', '--fast', 'lesson.md'], 'export takes no option “--fast”'],
  [['export', '--format', 'csv'], 'export takes one deck'],
])('%j is answered with a sentence and exit code 2', (words, sentence) => {
  expect(run(words)).toEqual({ code: 2, out: '', err: `${sentence}; --help tells more.\n` });
});

test.each([[['--help']], [['check', '-h']], [['export', '--help', 'lesson.md']], [['help']]])(
  '%j tells what the command can do',
  (words) => {
    const { code, out, err } = run(words);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const verb of ['check FILE...', 'json FILE', 'export --format markdown|anki|csv|text [--full] FILE'])
      expect(out).toContain(`deck -- ${verb}\n`);
  },
);

test('called without a word it tells what it can do, with exit code 2', () => {
  expect(run([])).toEqual({ ...run(['--help']), code: 2 });
});

test('a deck is read as JSON when its name ends so', () => {
  const files = { 'Lesson.JSON': run(['json', 'lesson.md']).out };
  expect(run(['check', 'Lesson.JSON'], files).out).toBe('Lesson.JSON: 5 cards, 0 problems\n');
  expect(run(['export', '--format=markdown', 'Lesson.JSON'], files).out).toBe(lesson);
});

test('a deck that was written as JSON has no Markdown to give', () => {
  const files = { 'hand.json': JSON.stringify({ title: 'Hand', cards: [{ front: 'a', back: 'b' }] }) };
  expect(run(['export', '--format', 'markdown', 'hand.json'], files)).toEqual({
    code: 1,
    out: '',
    err: 'hand.json: this deck has no Markdown of its own; it was written as JSON.\n',
  });
  expect(run(['export', '--format', 'text', 'hand.json'], files).out).toBe('Q: a\nA: b\n');
});

test('a deck with errors is not converted, and standard output stays empty', () => {
  const files = { 'broken.md': lesson.replace('**BACK (Answer):**', '') };
  for (const words of [['json'], ['export', '--format', 'csv']]) {
    const { code, out, err } = run([...words, 'broken.md'], files);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^broken\.md:\d+: error: /);
  }
});

test('a file that cannot be read is named', () => {
  expect(run(['json', 'nowhere.md'])).toEqual({
    code: 1,
    out: '',
    err: 'nowhere.md: this file cannot be read (no such file).\n',
  });
});

/** Runs the command as a process of its own, as npm does. */
function deck(...words: string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/deck.ts', ...words]);
}

test('the command works as a process, and its output is nothing but the deck', () => {
  const exported = deck('export', '--format', 'markdown', LESSON);
  expect(exported.stdout.equals(readFileSync(LESSON))).toBe(true);
  expect(exported.stderr.toString()).toBe('');
  expect(exported.status).toBe(0);
  const missing = deck('check', 'nowhere.md', 'docs/study.png');
  expect(missing.status).toBe(1);
  expect(missing.stderr.toString()).toMatch(
    /^nowhere\.md: this file cannot be read \(ENOENT.*\)\.\ndocs\/study\.png: this file cannot be read \(it is not UTF-8; save it as UTF-8 text\)\.\n$/,
  );
}, 20_000);
