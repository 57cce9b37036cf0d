import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test, type Page } from '@playwright/test';
import { file, manyCards } from './decks.ts';
import { Learner } from './learner.ts';
import { launch } from './ownProfile.ts';

/** More kills for a longer run: `KILLS=50 npm run e2e -- kill`. */
const KILLS = Number(process.env['KILLS'] ?? 6);
const CARDS = 40 * KILLS;

test.skip(
  process.platform === 'win32',
  'Processes are found by their command line, which this test reads the Unix way.',
);

/** As hard as it gets: every process of the browser at once, with no chance to write anything. */
function kill(profile: string): void {
  try {
    execFileSync('pkill', ['-9', '-f', profile]);
  } catch {
    // Nothing left to kill.
  }
  rmSync(join(profile, 'SingletonLock'), { force: true });
}

/** Answers cards and counts what the screen acknowledged, until the browser dies under it. */
async function answerUntilKilled(
  page: Page,
  profile: string,
  afterMs: number,
  answerOne: (page: Page) => Promise<void>,
): Promise<number> {
  let acknowledged = 0;
  const timer = setTimeout(() => kill(profile), afterMs);
  try {
    for (;;) {
      await answerOne(page);
      acknowledged += 1;
    }
  } catch {
    clearTimeout(timer);
    return acknowledged;
  }
}

async function answerByKeys(page: Page): Promise<void> {
  const question = page.getByRole('region', { name: 'Question' });
  const before = await question.innerText({ timeout: 2000 });
  await page.keyboard.press('Space');
  await page.keyboard.press('4');
  await expect(question).not.toHaveText(before, { timeout: 2000 });
}

test('kill -9 right after an answer loses no answer that was acknowledged', async ({ baseURL }) => {
  test.setTimeout(60_000 + KILLS * 15_000);
  const profile = mkdtempSync(join(tmpdir(), 'flipside-kill-'));
  const base = baseURL ?? '';
  let acknowledged = 0;
  const first = await launch(profile, base);
  const setUp = first.pages()[0] ?? (await first.newPage());
  await setUp.goto('./');
  await setUp.getByLabel('Deck files').setInputFiles(file('many.md', manyCards('Many', CARDS)));
  await new Learner(setUp).acceptImport();
  await setUp.goto('./#/settings');
  await setUp.getByLabel('New cards a day').fill(String(CARDS));
  await setUp.getByLabel('New cards a day').blur();
  await setUp.reload();
  await expect(setUp.getByLabel('New cards a day')).toHaveValue(String(CARDS));
  await first.close();
  for (let round = 0; round < KILLS; round += 1) {
    const context = await launch(profile, base);
    const page = context.pages()[0] ?? (await context.newPage());
    const learner = new Learner(page);
    await learner.study('deck=many');
    const stored = await learner.stored();
    expect(stored).toBeGreaterThanOrEqual(acknowledged);
    expect(stored - acknowledged).toBeLessThanOrEqual(round);
    acknowledged = stored + (await answerUntilKilled(page, profile, 400 + 137 * (round % 7), answerByKeys));
    await context.close().catch(() => {});
  }
  const context = await launch(profile, base);
  const learner = new Learner(context.pages()[0] ?? (await context.newPage()));
  await learner.open();
  const stored = await learner.stored();
  await context.close();
  rmSync(profile, { recursive: true, force: true });
  expect(stored).toBeGreaterThanOrEqual(acknowledged);
  expect(acknowledged).toBeGreaterThan(KILLS);
  console.log(`${KILLS} kills, ${acknowledged} answers acknowledged, ${stored} stored.`);
});

test('the same kills make a writer that waits 300 ms lose answers, so the harness can tell', async ({
  baseURL,
}) => {
  const profile = mkdtempSync(join(tmpdir(), 'flipside-control-'));
  const base = baseURL ?? '';
  const context = await launch(profile, base);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto('./');
  await page.evaluate(() => {
    const answers: number[] = [];
    let timer = 0;
    const save = () => localStorage.setItem('control', JSON.stringify(answers));
    Object.assign(window, {
      answerLate: () => {
        answers.push(Date.now());
        clearTimeout(timer);
        timer = window.setTimeout(save, 300);
      },
    });
  });
  const acknowledged = await answerUntilKilled(page, profile, 800, async (control) => {
    await control.evaluate(() => (window as unknown as { answerLate: () => void }).answerLate());
    await new Promise((resolve) => setTimeout(resolve, 40));
  });
  await context.close().catch(() => {});
  const again = await launch(profile, base);
  const reopened = again.pages()[0] ?? (await again.newPage());
  await reopened.goto('./');
  const stored = await reopened.evaluate(
    () => (JSON.parse(localStorage.getItem('control') ?? '[]') as unknown[]).length,
  );
  await again.close();
  rmSync(profile, { recursive: true, force: true });
  expect(acknowledged).toBeGreaterThan(3);
  expect(stored).toBeLessThan(acknowledged);
});
