import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { cardTexts, type Deck, type Problem } from '../core/deck.ts';
import { readDeckJson } from '../formats/deckJson.ts';
import { parseDeck } from '../formats/markdown.ts';
import { markdownFace } from '../formats/markdownFace.ts';

const LIST = 'virtual:decks';
const ONE = /^virtual:deck\/(.+)\/(deck|faces)$/;

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
      const [, deckId, what] = ONE.exec(id.slice(1)) ?? [];
      const found = decks.find(({ deck }) => deck.id === deckId);
      if (!found) return null;
      return jsonModule(
        what === 'deck' ? found.deck : found.deck.cards.map((card) => cardTexts(card).map(markdownFace)),
      );
    },
    handleHotUpdate({ file, server }) {
      if (!file.startsWith(path)) return;
      decks = compileFolder(path, (message) => server.config.logger.warn(message));
      server.moduleGraph.invalidateAll();
      server.hot.send({ type: 'full-reload' });
    },
  };
}

function compileFolder(path: string, warn: (message: string) => void): Compiled[] {
  const byName = new Intl.Collator('en', { numeric: true });
  const files = readdirSync(path)
    .filter((name) => /\.(md|json)$/.test(name))
    .toSorted((a, b) => byName.compare(a, b))
    .map((name) => join(path, name));
  const read = files.map((file) => ({ file, ...readDeckFile(file) }));
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

function readDeckFile(file: string): { deck: Deck | null; problems: readonly Problem[] } {
  const text = readFileSync(file, 'utf8');
  return file.endsWith('.json') ? readDeckJson(text) : parseDeck(text);
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
  const entries = decks.map(({ deck }) => {
    const part = (what: string) =>
      `() => import(${JSON.stringify(`virtual:deck/${deck.id}/${what}`)}).then((module) => module.value)`;
    return `{ id: ${JSON.stringify(deck.id)}, title: ${JSON.stringify(deck.title)}, deck: ${part('deck')}, faces: ${part('faces')} }`;
  });
  return `export const bundledDecks = [${entries.join(',\n')}];`;
}

function jsonModule(value: unknown): string {
  return `export const value = JSON.parse(${JSON.stringify(JSON.stringify(value))});`;
}
