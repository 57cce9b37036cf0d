import { parseArgs } from 'node:util';
import type { Deck } from '../core/deck.ts';
import { counted } from '../core/words.ts';
import { readDeckFile, type DeckReading } from '../formats/deckFile.ts';
import { writeDeckJson } from '../formats/deckJson.ts';
import { exportDeck, type DeckFormat } from '../formats/exports.ts';

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
      The full csv is for spreadsheets: a cell that begins with = + - @ gets an apostrophe in front, so that
      it is not run as a formula.

FILE is a deck in Markdown or deck JSON (.json). Without --silent npm prints a banner of its own first.
`;

const FORMATS: readonly DeckFormat[] = ['markdown', 'anki', 'csv', 'text'];

/** What each command takes beside the names of decks. */
const OPTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['check', []],
  ['json', []],
  ['export', ['format', 'full']],
]);

/** Runs one call, given the words behind \`deck --\`. */
export function runDeckCommand(words: readonly string[], terminal: Terminal): ExitCode {
  const { values, positionals, tokens } = parseArgs({
    args: [...words],
    options: {
      help: { type: 'boolean', short: 'h' },
      full: { type: 'boolean' },
      format: { type: 'string' },
    },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const [verb, ...files] = positionals;
  if (values.help || verb === 'help' || words.length === 0) {
    terminal.out(HELP);
    return words.length === 0 ? 2 : 0;
  }
  const options = OPTIONS.get(verb ?? '');
  if (verb === undefined || !options)
    return misused(`“${verb ?? words[0]}” is not a command. Use check, json or export`, terminal);
  const stranger = tokens.find((token) => token.kind === 'option' && !options.includes(token.name));
  if (stranger?.kind === 'option') return misused(`${verb} takes no option “${stranger.rawName}”`, terminal);
  if (verb === 'check') return check(files, terminal);
  if (verb === 'json')
    return withDeck(verb, files, terminal, ({ deck }) => printed(writeDeckJson(deck), terminal));
  return exported(files, values, terminal);
}

function check(files: readonly string[], terminal: Terminal): ExitCode {
  if (files.length === 0) return misused('Name at least one deck to check', terminal);
  return files.map((file) => checkOne(file, terminal)).includes(1) ? 1 : 0;
}

function checkOne(file: string, terminal: Terminal): ExitCode {
  const reading = readDeck(file, terminal);
  if (!reading) return 1;
  for (const { line, severity, message } of reading.problems)
    terminal.out(`${file}:${line}: ${severity}: ${message}\n`);
  const cards = counted(reading.deck?.cards.length ?? 0, 'card');
  terminal.out(`${file}: ${cards}, ${counted(reading.problems.length, 'problem')}\n`);
  return hasErrors(reading) ? 1 : 0;
}

type ExportOptions = { readonly format?: unknown; readonly full?: unknown };

function exported(files: readonly string[], options: ExportOptions, terminal: Terminal): ExitCode {
  const format = FORMATS.find((name) => name === options.format);
  if (!format) return misused('Say which format: --format markdown, anki, csv or text', terminal);
  return withDeck('export', files, terminal, ({ file, deck }) => {
    if (format === 'markdown' && deck.text === '')
      return failed(`${file}: this deck has no Markdown of its own; it was written as JSON.`, terminal);
    return printed(exportDeck(deck, format, { full: options.full !== undefined }), terminal);
  });
}

type Found = { readonly file: string; readonly deck: Deck };

/** Goes on with a deck that can be studied; its errors go to standard error, so that the output stays clean. */
function withDeck(
  verb: string,
  [file, ...others]: readonly string[],
  terminal: Terminal,
  use: (found: Found) => ExitCode,
): ExitCode {
  if (file === undefined || others.length > 0) return misused(`${verb} takes one deck`, terminal);
  const reading = readDeck(file, terminal);
  if (!reading) return 1;
  const errors = reading.problems.filter(({ severity }) => severity === 'error');
  for (const { line, message } of errors) terminal.err(`${file}:${line}: error: ${message}\n`);
  if (!reading.deck || errors.length > 0) return 1;
  return use({ file, deck: reading.deck });
}

function readDeck(file: string, terminal: Terminal): DeckReading | null {
  try {
    return readDeckFile(file, terminal.read(file));
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'no reason given';
    failed(`${file}: this file cannot be read (${reason}).`, terminal);
    return null;
  }
}

function hasErrors({ deck, problems }: DeckReading): boolean {
  return deck === null || problems.some(({ severity }) => severity === 'error');
}

function printed(text: string, terminal: Terminal): ExitCode {
  terminal.out(text);
  return 0;
}

function failed(message: string, terminal: Terminal): ExitCode {
  terminal.err(`${message}\n`);
  return 1;
}

function misused(message: string, terminal: Terminal): ExitCode {
  terminal.err(`${message}; --help tells more.\n`);
  return 2;
}
