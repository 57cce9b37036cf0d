import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { bundledDecks } from 'virtual:decks';
import { build, createLogger, createServer } from 'vite';
import { afterEach, expect, test } from 'vitest';
import { bundleDecks } from '../../src/cli/bundleDecks.ts';
import { cardTexts, type Deck } from '../../src/core/deck.ts';
import { writeDeckJson } from '../../src/formats/deckJson.ts';
import { parseDeck } from '../../src/formats/markdown.ts';
import { markdownFace } from '../../src/formats/markdownFace.ts';
import { BRACKETED, LESSON_11 } from '../fixtures/deckFiles.ts';

const folders: string[] = [];

function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'decks-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const bare = (title: string) => `# ${title}\n### Card 1\n**FRONT:** ${title}?\n**BACK:** Yes.\n`;

/** The list that the app would import, from a folder of decks, and what was warned of on the way. */
async function listOf(folder: string) {
  const warnings: string[] = [];
  const logger = createLogger('silent');
  logger.warn = (message) => void warnings.push(message);
  const server = await createServer({
    configFile: false,
    customLogger: logger,
    plugins: [bundleDecks(folder)],
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  try {
    const { bundledDecks: list } = (await server.ssrLoadModule('virtual:decks')) as {
      bundledDecks: typeof bundledDecks;
    };
    return { list, decks: await Promise.all(list.map(({ deck }) => deck())), warnings };
  } finally {
    await server.close();
  }
}

/** How a build of these decks ends: in an error's message, or in the names of its files. */
async function builds(folder: string): Promise<string | string[]> {
  writeFileSync(
    join(folder, 'app.js'),
    `import { bundledDecks } from 'virtual:decks'; console.log(bundledDecks);`,
  );
  try {
    const result = await build({
      configFile: false,
      logLevel: 'silent',
      plugins: [bundleDecks(folder)],
      build: { write: false, rollupOptions: { input: join(folder, 'app.js') } },
    });
    return [result]
      .flat()
      .flatMap((one) => ('output' in one ? one.output.map(({ fileName }) => fileName) : []));
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

const byId = (decks: readonly Deck[]) => new Map(decks.map((deck) => [deck.id, deck]));

test('the app finds every deck of the folder, whole and with the faces of its cards', async () => {
  const files = readdirSync('decks').map((name) => parseDeck(readFileSync(join('decks', name), 'utf8')).deck);
  expect(byId(await Promise.all(bundledDecks.map(({ deck }) => deck())))).toEqual(byId(files));
  for (const { id, title, deck, faces } of bundledDecks) {
    const whole = await deck();
    expect({ id, title }).toEqual({ id: whole.id, title: whole.title });
    expect(await faces()).toEqual(whole.cards.map((card) => cardTexts(card).map(markdownFace)));
  }
});

test('decks are listed by file name, ten after nine, Markdown and JSON alike', async () => {
  const { list, decks, warnings } = await listOf(
    folderOf({
      'lesson-10.md': bare('Ten'),
      'lesson-9.json': JSON.stringify({ id: 'a/b?c#d', title: 'Nine', cards: [{ front: 'a', back: 'b' }] }),
      'notes.txt': 'no deck',
    }),
  );
  expect(list.map(({ title }) => title)).toEqual(['Nine', 'Ten']);
  expect(decks.map(({ id }) => id)).toEqual(['a/b?c#d', 'ten']);
  expect(warnings).toEqual([]);
});

test('a deck written as JSON is bundled like the Markdown it came from', async () => {
  const { deck } = parseDeck(LESSON_11);
  const { decks } = await listOf(folderOf({ 'lesson.json': writeDeckJson(deck) }));
  expect(decks).toEqual([deck]);
});

test('each deck and its faces are files of their own in the build', async () => {
  const names = await builds(folderOf({ 'a.md': bare('A'), 'b.md': BRACKETED }));
  expect(names).toHaveLength(1 + 2 * 2);
});

test('what a deck is warned of is printed with file and line, and the deck is bundled', async () => {
  const folder = folderOf({ 'a.md': bare('A').replace('\n', '\n**Total Cards:** 7\n') });
  const { decks, warnings } = await listOf(folder);
  expect(decks).toHaveLength(1);
  expect(warnings.join('\n')).toContain(`${relative('.', join(folder, 'a.md'))}:2: warning: `);
});

test('the errors of all decks fail the build, each with file and line', async () => {
  const folder = folderOf({
    'good.md': bare('Good'),
    'half.md': bare('Half').replace('**BACK:** Yes.', ''),
    'empty.json': '{"title":"Empty","cards":[]}',
    'foreign.md': Uint8Array.of(0xff, 0xfe, 0x23, 0x00),
  });
  const message = await builds(folder);
  const file = (name: string) => relative('.', join(folder, name));
  expect(message).toContain(`${file('half.md')}:2: error: `);
  expect(message).toContain(`${file('empty.json')}:1: error: At cards: `);
  expect(message).toContain(`${file('foreign.md')}:1: error: This file cannot be read: it is not UTF-8`);
  expect(message).not.toContain('good.md');
});

test('two decks with one id fail the build, and both are named', async () => {
  const folder = folderOf({ 'a.md': bare('Twin'), 'b.md': bare('Twin') });
  const [a, b] = ['a.md', 'b.md'].map((name) => relative('.', join(folder, name)));
  expect(await builds(folder)).toContain(`${a} and ${b} have the same deck id “twin”.`);
});
