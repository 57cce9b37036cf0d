import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { cardTexts, type Deck, type Problem } from '../core/deck.ts';
import { readDeckFile, type DeckReading } from '../formats/deckFile.ts';
import { markdownFace } from '../formats/markdownFace.ts';
import { readTextFile } from './textFile.ts';

const LIST = 'virtual:decks';
/** The deck at a place of the list; ids may hold what no module name may. */
const ONE = /^virtual:deck\/(\d+)\/(deck|faces)$/;

type Compiled = { readonly file: string; readonly deck: Deck };

/**
 * Compiles the decks of a folder into the build: a list of them, and for each, fetched when asked for, its deck JSON
 * and its cards' Markdown already rendered to faces. A deck with errors fails the build with file and line.
 */
export function bundleDecks(folder = 'decks'): Plugin {
  let decks: readonly Compiled[] = [];
  const path = resolve(folder);
  return {
    name: 'bundle-decks',
    buildStart() {
      decks = compileFolder(path, (message) => this.warn(message));
    },
    resolveId(id) {
      return id === LIST || ONE.test(id) ? `\0${id}` : null;
    },
    load(id) {
      if (id === `\0${LIST}`) {
        for (const { file } of decks) this.addWatchFile(file);
        return listModule(decks);
      }
      const [, at, what] = ONE.exec(id.slice(1)) ?? [];
      const found = at === undefined ? undefined : decks[Number(at)];
      return found ? jsonModule(what === 'deck' ? found.deck : facesOf(found.deck)) : null;
    },
    hotUpdate({ file, server }) {
      if (relative(path, file).startsWith('..') || this.environment.name !== 'client') return;
      decks = compileFolder(path, (message) => this.environment.logger.warn(message));
      server.moduleGraph.invalidateAll();
      this.environment.hot.send({ type: 'full-reload' });
    },
  };
}

function facesOf(deck: Deck) {
  return deck.cards.map((card) => cardTexts(card).map(markdownFace));
}

function compileFolder(path: string, warn: (message: string) => void): Compiled[] {
  const byName = new Intl.Collator('en', { numeric: true });
  const files = readdirSync(path)
    .filter((name) => /\.(md|json)$/i.test(name))
    .toSorted((a, b) => byName.compare(a, b))
    .map((name) => join(path, name));
  const read = files.map((file) => ({ file, ...readFile(file) }));
  const errors = read.flatMap(({ file, problems }) =>
    printed(
      file,
      problems.filter(({ severity }) => severity === 'error'),
    ),
  );
  if (errors.length > 0) throw new Error(`These decks cannot be built:\n${errors.join('\n')}`);
  for (const { file, problems } of read) for (const line of printed(file, problems)) warn(line);
  const decks = read.flatMap(({ file, deck }) => (deck ? [{ file, deck }] : []));
  refuseTwins(decks);
  return decks;
}

function readFile(file: string): DeckReading {
  try {
    return readDeckFile(file, readTextFile(file));
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'no reason given';
    return {
      deck: null,
      problems: [{ line: 1, severity: 'error', message: `This file cannot be read: ${reason}.` }],
    };
  }
}

function refuseTwins(decks: readonly Compiled[]): void {
  for (const { file, deck } of decks) {
    const twin = decks.find((other) => other.file !== file && other.deck.id === deck.id);
    if (twin)
      throw new Error(
        `${relative('.', file)} and ${relative('.', twin.file)} have the same deck id “${deck.id}”. Give one a **Deck ID:** of its own.`,
      );
  }
}

function printed(file: string, problems: readonly Problem[]): string[] {
  return problems.map(
    ({ line, severity, message }) => `${relative('.', file)}:${line}: ${severity}: ${message}`,
  );
}

function listModule(decks: readonly Compiled[]): string {
  const entries = decks.map(({ deck }, at) => {
    const part = (what: string) =>
      `() => import(${JSON.stringify(`virtual:deck/${at}/${what}`)}).then((module) => module.value)`;
    return `{ id: ${JSON.stringify(deck.id)}, title: ${JSON.stringify(deck.title)}, deck: ${part('deck')}, faces: ${part('faces')} }`;
  });
  return `export const bundledDecks = [${entries.join(',\n')}];`;
}

function jsonModule(value: unknown): string {
  return `export const value = JSON.parse(${JSON.stringify(JSON.stringify(value))});`;
}
