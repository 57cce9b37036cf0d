import fc from 'fast-check';
import { beforeAll, afterAll, expect, test } from 'vitest';
import type { DeckId } from '../../src/core/deck.ts';
import { writeBackup } from '../../src/formats/backup.ts';
import { readDeckFile } from '../../src/formats/deckFile.ts';
import { writeJournalLines } from '../../src/formats/journalLines.ts';
import { dataCommands } from '../../src/state/data.ts';
import { libraryCommands } from '../../src/state/library.ts';
import { openBrowserStorage } from '../../src/storage/browserStorage.ts';
import { guardStorage } from '../../src/storage/guardedStorage.ts';
import { openJournal } from '../../src/storage/journal.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { openTripwire } from '../../src/storage/tripwire.ts';
import { answer, answers, storedDeck } from '../contracts/diaryEvents.ts';
import { createFakeFolder } from '../fixtures/fakeFolder.ts';
import { createJournalWorker } from '../fixtures/journalWorker.ts';
import { createLearnersApp, deck } from '../fixtures/learnersApp.ts';
import { anyBackup, anyDeckJson, anyJournal, anyMarkdown } from '../fixtures/malformed.ts';
import { installFakeIndexedDb } from '../storage/fakeIndexedDb.ts';
import { hashOf } from '../storage/rawDatabase.ts';

installFakeIndexedDb();

/** So many files of each kind: `MUTANTS=50000 npm run unit -- malformedFiles`. */
const MUTANTS = Number(process.env['MUTANTS'] ?? 500);
const LIMIT_MS = 60_000 + MUTANTS * 60;
const SENTENCE = /^[A-Z“].*[.?]$/su;
const NAME = 'malformed';
const ANSWERS = 12;

const thrown: unknown[] = [];
/** The app takes a reader that throws for an unreadable file; here it is told. */
function readOrTell(name: string, text: string) {
  try {
    return Promise.resolve(readDeckFile(name, text));
  } catch (error) {
    thrown.push(error);
    throw error;
  }
}

let storage: Storage;
let learner: ReturnType<typeof createLearnersApp>;

beforeAll(async () => {
  storage = await openBrowserStorage({ name: NAME, archiving: { slice: 5, restMs: 0 } });
  learner = createLearnersApp([deck('bundled', 2)], { storage, readDeckFile: readOrTell });
  await storage.putDecks([storedDeck('a')]);
  await storage.append(answers(ANSWERS));
  await learner.app.start();
  await learner.app.changeSettings({ newPerDay: 7 });
  await learner.app.upkeep();
});
afterAll(() => storage.close());

const handOver = (name: string, text: string) => ({ name, text: () => Promise.resolve(text) });

async function proposeDeck(name: string, text: string) {
  const commands = learner.app.commands(libraryCommands);
  await commands.propose([handOver(name, text)]);
  const [file] = learner.app.store.getState().plan?.files ?? [];
  commands.dismiss();
  return file ?? expect.fail('no report');
}

async function proposeBackup(text: string) {
  const commands = learner.app.commands(dataCommands);
  await commands.proposeRestore(handOver('backup.json', text));
  const { restore } = learner.app.store.getState();
  commands.dismissRestore();
  return restore ?? expect.fail('no report');
}

test.each([
  ['Markdown', 'deck.md', anyMarkdown],
  ['JSON', 'deck.json', anyDeckJson],
])(
  'whatever a deck in %s holds, its report has a reason for every refusal and nothing stored has changed',
  async (_kind, name, anyText) => {
    const before = await hashOf(NAME);
    let refusals = 0;
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const file = await proposeDeck(name, text);
        const errors = file.problems.filter(({ severity }) => severity === 'error');
        expect(file.deck === null).toBe(errors.length > 0);
        for (const { message } of file.problems) expect(message).toMatch(SENTENCE);
        expect(await hashOf(NAME)).toBe(before);
        refusals += Number(file.deck === null);
      }),
      { numRuns: MUTANTS },
    );
    expect(thrown).toEqual([]);
    expect(refusals).toBeGreaterThan(MUTANTS / 20);
  },
  LIMIT_MS,
);

test(
  'whatever a backup holds, its report has a reason for every refusal and nothing stored has changed',
  async () => {
    const before = await hashOf(NAME);
    let refusals = 0;
    await fc.assert(
      fc.asyncProperty(anyBackup, async (text) => {
        const restore = await proposeBackup(text);
        if (restore.kind === 'refused') expect(restore.problems).not.toEqual([]);
        else expect(restore.summary).toMatch(SENTENCE);
        for (const { message } of restore.problems) expect(message).toMatch(SENTENCE);
        expect(await hashOf(NAME)).toBe(before);
        refusals += Number(restore.kind === 'refused');
      }),
      { numRuns: MUTANTS },
    );
    expect(refusals).toBeGreaterThan(MUTANTS / 20);
  },
  LIMIT_MS,
);

/** A start beside a journal of this text; what the diary then holds. */
async function startBeside(journalText: string) {
  const folder = createFakeFolder();
  folder.files.set('journal-1.log', new TextEncoder().encode(journalText));
  const kept = new Map<string, string>();
  const guarded = guardStorage({
    inner: { ...storage, subscribe: () => () => {}, close: () => {} },
    journal: openJournal(() => createJournalWorker(folder)),
    tripwire: openTripwire(() => ({
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
    })),
    later: (work) => work(),
  });
  const events = await guarded.readEvents();
  await guarded.checkCopies();
  guarded.close();
  return events.map(({ id }) => id).toSorted();
}

test(
  'whatever a damaged journal holds, nothing of it gets into a diary that is whole',
  async () => {
    const before = await hashOf(NAME);
    const ids = answers(ANSWERS).map(({ id }) => id);
    await fc.assert(
      fc.asyncProperty(anyJournal(ANSWERS), async (text) => {
        expect(await startBeside(text)).toEqual(ids.toSorted());
        expect(await hashOf(NAME)).toBe(before);
      }),
      { numRuns: MUTANTS },
    );
  },
  LIMIT_MS,
);

test('what is accepted does change what is stored, so the hash can tell', async () => {
  const hashes = [await hashOf(NAME)];
  const line = { line: 1, diarySize: ANSWERS + 1, event: answer(ANSWERS) };
  await startBeside(writeJournalLines([line]));
  hashes.push(await hashOf(NAME));
  const library = learner.app.commands(libraryCommands);
  await library.propose([handOver('rivers.md', '# Rivers\n\n### Card 1\n**Q:** a\n**A:** b\n')]);
  await library.accept();
  hashes.push(await hashOf(NAME));
  const data = learner.app.commands(dataCommands);
  const text = writeBackup({ events: [answer(99)], decks: [], settings: {} });
  await data.proposeRestore(handOver('backup.json', text));
  await data.restore();
  hashes.push(await hashOf(NAME));
  await storage.removeDeck('a' as DeckId);
  hashes.push(await hashOf(NAME));
  expect(new Set(hashes).size).toBe(5);
});
