import type { Deck, Problem } from '../core/deck.ts';
import { counted } from '../core/words.ts';
import { readDeckJson, writeDeckJson } from '../formats/deckJson.ts';
import { exportDeck, type DeckFormat } from '../formats/exports.ts';
import { parseDeck } from '../formats/markdown.ts';

/** The outside world as the command sees it. */
export type Terminal = {
  /** The text of a file; throws when it cannot be read. */
  readonly read: (path: string) => string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
};

/** 0: done. 1: a deck has errors or cannot be read. 2: the words of the call are off. */
export type ExitCode = 0 | 1 | 2;

const HELP = `Lesson decks on the command line

  npm run deck -- check FILE...
      Says what the reader did not understand, line by line; exit code 1 when a deck has errors.
  npm run --silent deck -- json FILE
      Deck JSON on standard output, and nothing else.
  npm run --silent deck -- export --format markdown|anki|csv|text [--full] FILE
      The author's own export block byte for byte, or the full cards where there is none or with --full.

FILE is a deck in Markdown or deck JSON (.json). Without --silent npm prints a banner of its own first.
`;

const FORMATS: readonly DeckFormat[] = ['markdown', 'anki', 'csv', 'text'];

type Reading = { readonly deck: Deck | null; readonly problems: readonly Problem[] };

/** Runs one call, given the words behind \`deck --\`. */
export function runDeckCommand(words: readonly string[], terminal: Terminal): ExitCode {
  const [verb, ...rest] = words;
  if (verb === undefined || verb === '--help' || verb === '-h' || verb === 'help') {
    terminal.out(HELP);
    return verb === undefined ? 2 : 0;
  }
  if (verb === 'check') return check(rest, terminal);
  if (verb === 'json') return json(rest, terminal);
  if (verb === 'export') return exported(rest, terminal);
  return misused(`“${verb}” is not a command. Use check, json or export; --help tells more.`, terminal);
}

function check(files: readonly string[], terminal: Terminal): ExitCode {
  const option = files.find((word) => word.startsWith('--'));
  if (option !== undefined) return misused(`check takes no option “${option}”.`, terminal);
  if (files.length === 0) return misused('Name at least one deck to check.', terminal);
  return files.map((file) => checkOne(file, terminal)).includes(1) ? 1 : 0;
}

function checkOne(file: string, terminal: Terminal): ExitCode {
  const reading = readDeckFile(file, terminal);
  if (!reading) return 1;
  for (const { line, severity, message } of reading.problems)
    terminal.out(`${file}:${line}: ${severity}: ${message}\n`);
  const cards = counted(reading.deck?.cards.length ?? 0, 'card');
  terminal.out(`${file}: ${cards}, ${counted(reading.problems.length, 'problem')}\n`);
  return hasErrors(reading) ? 1 : 0;
}

function json(words: readonly string[], terminal: Terminal): ExitCode {
  const [file, ...others] = words;
  if (file === undefined || others.length > 0) return misused('json takes one deck.', terminal);
  return withDeck(file, terminal, (deck) => terminal.out(writeDeckJson(deck)));
}

function exported(words: readonly string[], terminal: Terminal): ExitCode {
  const at = words.indexOf('--format');
  const format = FORMATS.find((name) => at !== -1 && name === words[at + 1]);
  if (!format) return misused('Say which format: --format markdown, anki, csv or text.', terminal);
  const rest = words.filter((word, index) => index !== at && index !== at + 1 && word !== '--full');
  const [file, ...others] = rest;
  if (file === undefined || others.length > 0 || file.startsWith('--'))
    return misused('export takes one deck.', terminal);
  const full = words.includes('--full');
  return withDeck(file, terminal, (deck) => terminal.out(exportDeck(deck, format, { full })));
}

/** Goes on with a deck that can be studied; its errors go to standard error, so that the output stays clean. */
function withDeck(file: string, terminal: Terminal, use: (deck: Deck) => void): ExitCode {
  const reading = readDeckFile(file, terminal);
  if (!reading) return 1;
  const errors = reading.problems.filter(({ severity }) => severity === 'error');
  for (const { line, message } of errors) terminal.err(`${file}:${line}: error: ${message}\n`);
  if (!reading.deck || errors.length > 0) return 1;
  use(reading.deck);
  return 0;
}

function readDeckFile(file: string, terminal: Terminal): Reading | null {
  try {
    const text = terminal.read(file);
    return file.endsWith('.json') ? readDeckJson(text) : parseDeck(text);
  } catch (error) {
    terminal.err(
      `${file}: this file cannot be read (${error instanceof Error ? error.message : 'no reason given'}).\n`,
    );
    return null;
  }
}

function hasErrors({ deck, problems }: Reading): boolean {
  return deck === null || problems.some(({ severity }) => severity === 'error');
}

function misused(message: string, terminal: Terminal): ExitCode {
  terminal.err(`${message}\n`);
  return 2;
}
