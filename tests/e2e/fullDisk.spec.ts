import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { file, manyCards } from './decks.ts';
import { Learner } from './learner.ts';
import { kill, launch, pageOf } from './ownProfile.ts';

const DISK_MB = 140;
const CARDS = 400;
const FIRST = 5;

/** A small disk of memory, which only the system's administrator may mount; `null` for anybody else. */
function mountDisk(): string | null {
  const disk = mkdtempSync(join(tmpdir(), 'flipside-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', disk], { stdio: 'ignore' });
    return disk;
  } catch {
    rmSync(disk, { recursive: true });
    return null;
  }
}

function unmount(disk: string): void {
  execFileSync('umount', ['--lazy', disk]);
  rmSync(disk, { recursive: true });
}

const filler = (disk: string) => join(disk, 'filler');

/** Takes every byte but so many. */
function fill(disk: string, left: number): void {
  const handle = openSync(filler(disk), 'w');
  let size = 0;
  for (const block of [1_000_000, 4096]) {
    try {
      for (;;) size += writeSync(handle, Buffer.alloc(block));
    } catch {
      // Not even so much is left.
    }
  }
  ftruncateSync(handle, size - left);
  closeSync(handle);
}

async function onSmallDisk(work: (disk: string, profile: string) => Promise<void>): Promise<void> {
  const disk = mountDisk();
  test.skip(disk === null, 'Only the system’s administrator may mount a small disk to be filled.');
  if (disk === null) return;
  try {
    await work(disk, join(disk, 'profile'));
  } finally {
    unmount(disk);
  }
}

/** Answers cards until one is refused; how many the screen acknowledged before. */
async function answerUntilRefused(page: Page): Promise<number> {
  const question = page.getByRole('region', { name: 'Question' });
  const refusal = page.getByRole('alert').filter({ hasText: 'Not saved.' });
  for (let acknowledged = 0; acknowledged < CARDS; acknowledged += 1) {
    const before = await question.innerText();
    await page.keyboard.press('Space');
    await page.keyboard.press('4');
    await expect
      .poll(async () => (await question.innerText()) !== before || (await refusal.isVisible()))
      .toBe(true);
    if (await refusal.isVisible()) return acknowledged;
  }
  return CARDS;
}

/** Takes up many cards and answers a few, until the disk has so little room left. */
async function beginToStudy(page: Page): Promise<number> {
  const learner = new Learner(page);
  await learner.takeUp(file('many.md', manyCards('Many', CARDS)), CARDS);
  await learner.study('deck=many');
  for (let n = 0; n < FIRST; n += 1) await learner.answer('4');
  return FIRST;
}

/** Starts the browser on a disk that is still full, which it may refuse, and kills it. */
async function openInVain(profile: string, baseURL: string | undefined): Promise<void> {
  const context = await launch(profile, baseURL).catch(() => null);
  if (!context) return;
  const page = await pageOf(context);
  await page.goto('./').catch(() => null);
  await page.waitForTimeout(2000);
  await kill(profile, context).catch(() => context.close());
}

for (const left of [0, 50_000, 500_000]) {
  test(`a disk that is full but for ${left} bytes costs no answer that was acknowledged, over two restarts`, async ({
    baseURL,
  }) => {
    test.setTimeout(180_000);
    await onSmallDisk(async (disk, profile) => {
      const context = await launch(profile, baseURL);
      const page = await pageOf(context);
      const first = await beginToStudy(page);
      fill(disk, left);
      const acknowledged = first + (await answerUntilRefused(page));
      expect(acknowledged).toBeLessThan(CARDS);
      await kill(profile, context);
      await openInVain(profile, baseURL);
      rmSync(filler(disk));
      const after = await launch(profile, baseURL);
      const learner = new Learner(await pageOf(after));
      await learner.open();
      await expect.poll(() => learner.stored()).toBeGreaterThanOrEqual(acknowledged);
      console.log(`${acknowledged} answers acknowledged, ${await learner.stored()} stored.`);
      await after.close();
    });
  });
}

test('the same disk makes a writer lose answers that does not wait for it, so the harness can tell', async ({
  baseURL,
}) => {
  await onSmallDisk(async (disk, profile) => {
    const context = await launch(profile, baseURL);
    const page = await pageOf(context);
    await page.goto('./');
    await page.evaluate(async () => {
      const request = indexedDB.open('control');
      request.addEventListener('upgradeneeded', () => request.result.createObjectStore('answers'));
      await new Promise((resolve) => request.addEventListener('success', resolve));
      Object.assign(window, { control: request.result });
    });
    fill(disk, 50_000);
    const acknowledged = await page.evaluate(async (count) => {
      const database = Reflect.get(window, 'control') as IDBDatabase;
      for (let number = 0; number < count; number += 1) {
        const tx = database.transaction('answers', 'readwrite', { durability: 'strict' });
        tx.objectStore('answers').add('an answer '.repeat(40), number);
      }
      await new Promise((resolve) => setTimeout(resolve, 2000));
      return count;
    }, CARDS);
    await kill(profile, context);
    rmSync(filler(disk));
    const after = await launch(profile, baseURL);
    const again = await pageOf(after);
    await again.goto('./');
    const stored = await again.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const request = indexedDB.open('control', 1);
          request.addEventListener('upgradeneeded', () => resolve(0));
          request.addEventListener('success', () => {
            const count = request.result.transaction('answers').objectStore('answers').count();
            count.addEventListener('success', () => resolve(count.result));
          });
        }),
    );
    expect(stored).toBeLessThan(acknowledged);
    await after.close();
  });
});
