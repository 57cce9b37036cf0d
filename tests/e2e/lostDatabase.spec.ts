import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { Learner } from './learner.ts';
import { launch } from './ownProfile.ts';

const ANSWERS = 4;

/** The files of the profile's databases, and of its origin private file system. */
const databases = (profile: string) => join(profile, 'Default', 'IndexedDB');
const files = (profile: string) => join(profile, 'Default', 'File System');

function eachFile(folder: string, change: (path: string) => void): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) change(join(entry.parentPath, entry.name));
  }
}

function flipBytes(path: string): void {
  const bytes = readFileSync(path);
  for (let at = 0; at < bytes.length; at += 97) bytes[at] = (bytes[at] ?? 0) ^ 0x5a;
  writeFileSync(path, bytes);
}

const remove = (folder: string) => rmSync(folder, { recursive: true, force: true });
const damage = (profile: string, which: RegExp) =>
  eachFile(databases(profile), (path) => which.test(path) && flipBytes(path));

/** Answers a few cards, waits for the second copy, and closes the browser. */
async function study(profile: string, baseURL: string | undefined): Promise<void> {
  const context = await launch(profile, baseURL);
  const learner = new Learner(await context.newPage());
  await learner.study();
  for (let n = 0; n < ANSWERS; n += 1) await learner.answer('4');
  expect(await learner.stored()).toBe(ANSWERS);
  await expect.poll(() => copied(learner.page)).toBe(ANSWERS);
  await context.close();
}

/** How many answers the journal's first file holds. */
function copied(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('journal');
    const text = await (await (await folder.getFileHandle('journal-1.log')).getFile()).text();
    return text.split('\n').length - 1;
  });
}

async function reopen(
  profile: string,
  baseURL: string | undefined,
  look: (learner: Learner) => Promise<void>,
): Promise<void> {
  const context = await launch(profile, baseURL);
  const learner = new Learner(await context.newPage());
  await learner.open('/settings');
  await look(learner);
  await context.close();
}

const newProfile = () => mkdtempSync(join(tmpdir(), 'flipside-lost-'));
const ENTRIES = `${ANSWERS} entries in your diary.`;

for (const [what, lose] of [
  ['was deleted', (profile: string) => remove(databases(profile))],
  ['was damaged so that it comes back empty', (profile: string) => damage(profile, /MANIFEST/)],
] as const) {
  test(`a database that ${what} is filled again from the second copy, and the learner is told`, async ({
    baseURL,
  }) => {
    const profile = newProfile();
    await study(profile, baseURL);
    lose(profile);
    await reopen(profile, baseURL, async ({ page }) => {
      await expect(page.getByText('The browser had lost 4 diary entries')).toBeVisible();
      await expect(page.getByText(ENTRIES)).toBeVisible();
    });
    await reopen(profile, baseURL, async (learner) => {
      await expect(learner.page.getByText(ENTRIES)).toBeVisible();
      await expect(learner.page.getByText('The browser had lost')).toBeHidden();
      expect(await learner.stored()).toBe(ANSWERS);
    });
    remove(profile);
  });
}

test('a database that cannot be opened at all costs no answer, and studying goes on in the second copy', async ({
  baseURL,
}) => {
  const profile = newProfile();
  await study(profile, baseURL);
  damage(profile, /\.(log|ldb)$|MANIFEST|CURRENT/);
  await reopen(profile, baseURL, async (learner) => {
    await expect(learner.page.getByText('This browser cannot open its database')).toBeVisible();
    await expect(learner.page.getByText(ENTRIES)).toBeVisible();
    await learner.study();
    await learner.answer('4');
  });
  await reopen(profile, baseURL, async ({ page }) => {
    await expect(page.getByText(`${ANSWERS + 1} entries in your diary.`)).toBeVisible();
  });
  remove(profile);
});

test('without the second copy the same loss cannot be undone, and is an alarm, not a welcome', async ({
  baseURL,
}) => {
  const profile = newProfile();
  await study(profile, baseURL);
  expect(existsSync(files(profile))).toBe(true);
  remove(databases(profile));
  remove(files(profile));
  await reopen(profile, baseURL, async ({ page }) => {
    await expect(page.getByText('4 diary entries are missing.')).toBeVisible();
    await page.getByRole('button', { name: 'Go on without' }).click();
    await expect(page.getByText('entries are missing')).toBeHidden();
  });
  await reopen(profile, baseURL, async ({ page }) => {
    await expect(page.getByText('0 entries in your diary.')).toBeVisible();
    await expect(page.getByText('entries are missing')).toBeHidden();
  });
  remove(profile);
});
