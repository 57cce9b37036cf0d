import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { EventId } from '../../src/core/event.ts';
import { Learner } from './learner.ts';
import { BACKENDS, launch, pageOf, type Backend } from './ownProfile.ts';
import { answerCards } from './quickHands.ts';

const ANSWERS = 9;

/** The files of the profile's databases, and of its origin private file system. */
const databases = (profile: string) => join(profile, 'Default', 'IndexedDB');
const files = (profile: string) => join(profile, 'Default', 'File System');

function eachFile(folder: string, which: RegExp, change: (path: string) => void): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && which.test(entry.name)) change(join(entry.parentPath, entry.name));
  }
}

const rewrite = (change: (bytes: Buffer) => void) => (path: string) => {
  const bytes = readFileSync(path);
  change(bytes);
  writeFileSync(path, bytes);
};

const flipBytes = rewrite((bytes) => {
  for (let at = 0; at < bytes.length; at += 97) bytes[at] = (bytes[at] ?? 0) ^ 0x5a;
});

const remove = (folder: string) => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
const newProfile = () => mkdtempSync(join(tmpdir(), 'flipside-lost-'));

/** Answers the cards of a deck, waits for the second copy, and closes the browser. */
async function study(profile: string, baseURL: string | undefined, backend: Backend): Promise<EventId[]> {
  const context = await launch(profile, baseURL, backend);
  const learner = new Learner(await pageOf(context));
  await learner.study('deck=how-memory-works-and-how-to-use-flipside');
  await learner.page.evaluate(answerCards, ANSWERS);
  expect(await learner.stored()).toBe(ANSWERS);
  await expect.poll(() => copied(learner.page)).toBe(ANSWERS);
  const { events } = await learner.exported();
  await context.close();
  return events.map(({ id }) => id);
}

/** How many answers the journal's first file holds. */
function copied(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('journal');
    const text = await (await (await folder.getFileHandle('journal-1.log')).getFile()).text();
    return text.split('\n').length - 1;
  });
}

async function reopen<T>(
  profile: string,
  baseURL: string | undefined,
  backend: Backend,
  look: (learner: Learner) => Promise<T>,
): Promise<T> {
  const context = await launch(profile, baseURL, backend);
  const learner = new Learner(await pageOf(context));
  await learner.open('/settings');
  const seen = await look(learner);
  await context.close();
  return seen;
}

/** Does something to a copy of a profile, however it ends. */
async function inCopy<T>(profile: string, work: (copy: string) => Promise<T>): Promise<T> {
  const copy = newProfile();
  try {
    cpSync(profile, copy, { recursive: true, filter: (path) => !/Singleton|Cache$/.test(basename(path)) });
    return await work(copy);
  } finally {
    remove(copy);
  }
}

/** What holds a database's records: of LevelDB its logs and tables, of SQLite a file without an ending. */
const RECORDS = /\.(?:log|ldb)$|^[^.]{20,}$/;
const toRecords = (change: (path: string) => void) => (profile: string) =>
  eachFile(databases(profile), RECORDS, change);

const DAMAGES: readonly (readonly [what: string, damage: (profile: string) => void])[] = [
  ['deleted', (profile) => remove(databases(profile))],
  ['cut in half', toRecords((path) => truncateSync(path, Math.floor(statSync(path).size / 2)))],
  ['cut at its end', toRecords((path) => truncateSync(path, Math.max(0, statSync(path).size - 500)))],
  ['overwritten at its start', toRecords(rewrite((bytes) => bytes.fill(0, 0, 4096)))],
  ['damaged throughout', toRecords(flipBytes)],
];

/** What a start finds of a diary, and whether it says that something was lost. */
function start(profile: string, baseURL: string | undefined, backend: Backend) {
  return reopen(profile, baseURL, backend, async (learner) => {
    await expect(learner.page.getByText(/entr(?:y|ies) in your diary\./)).toBeVisible();
    const text = await learner.page.locator('body').innerText();
    const isTold =
      /The browser had lost \d+ diary entr|diary entr(?:y is|ies are) missing\.|This browser cannot open its database/.test(
        text,
      );
    const { events } = await learner.exported();
    return { isTold, found: events.map(({ id }) => id) };
  });
}

for (const backend of Object.keys(BACKENDS) as Backend[]) {
  test(`a database (${backend}) that was deleted, cut or overwritten is never taken for a new one, and every answer comes back`, async ({
    baseURL,
  }) => {
    test.setTimeout(180_000);
    const profile = newProfile();
    const given = await study(profile, baseURL, backend);
    expect(given).toHaveLength(ANSWERS);
    const losses: string[] = [];
    for (const [what, damage] of DAMAGES) {
      const without = await inCopy(profile, async (copy) => {
        damage(copy);
        remove(files(copy));
        return start(copy, baseURL, backend);
      });
      const isLost = without.found.length < ANSWERS;
      if (isLost) losses.push(`${what}: ${without.found.length} left`);
      expect(without.isTold, `${what}, without the second copy`).toBe(isLost);
      await inCopy(profile, async (copy) => {
        damage(copy);
        const first = await start(copy, baseURL, backend);
        expect(first, what).toEqual({ isTold: isLost, found: given });
        // What Chromium keeps of a file that was cut it may throw away a start later.
        if (!what.startsWith('cut')) return;
        const second = await start(copy, baseURL, backend);
        expect(second.found, `${what}, a start later`).toEqual(given);
      });
    }
    remove(profile);
    console.log(`${backend}: ${losses.join('; ')} of ${ANSWERS} without the second copy, all with it.`);
    expect(losses.length, 'without the second copy answers are lost').toBeGreaterThan(2);
  });
}

test('a database that cannot be opened at all costs no answer, and studying goes on in the second copy', async ({
  baseURL,
}) => {
  const profile = newProfile();
  await study(profile, baseURL, 'leveldb');
  eachFile(databases(profile), /\.(?:log|ldb)$|MANIFEST|CURRENT/, flipBytes);
  await reopen(profile, baseURL, 'leveldb', async (learner) => {
    await expect(learner.page.getByText('This browser cannot open its database')).toBeVisible();
    await expect(learner.page.getByText(`${ANSWERS} entries in your diary.`)).toBeVisible();
    await learner.study();
    await learner.answer('4');
  });
  await reopen(profile, baseURL, 'leveldb', async ({ page }) => {
    await expect(page.getByText(`${ANSWERS + 1} entries in your diary.`)).toBeVisible();
  });
  remove(profile);
});

test('without the second copy the same loss cannot be undone, and is an alarm, not a welcome', async ({
  baseURL,
}) => {
  const profile = newProfile();
  await study(profile, baseURL, 'leveldb');
  remove(databases(profile));
  remove(files(profile));
  await reopen(profile, baseURL, 'leveldb', async ({ page }) => {
    await expect(page.getByText(`${ANSWERS} diary entries are missing.`)).toBeVisible();
    await page.getByRole('button', { name: 'Go on without' }).click();
    await expect(page.getByText('entries are missing')).toBeHidden();
  });
  await reopen(profile, baseURL, 'leveldb', async ({ page }) => {
    await expect(page.getByText('0 entries in your diary.')).toBeVisible();
    await expect(page.getByText('entries are missing')).toBeHidden();
  });
  remove(profile);
});
