import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import type { Backup } from '../../src/formats/backup.ts';
import { file, manyCards } from './decks.ts';
import { Learner } from './learner.ts';
import { kill, launch, pageOf } from './ownProfile.ts';
import { answerCards } from './quickHands.ts';

/** More kills for a longer run: `KILLS=50 npm run e2e -- kill`. */
const KILLS = Number(process.env['KILLS'] ?? 6);
/** P1 of the promises speaks of 300 answers in 15 kills. */
const ANSWERS = 20;
const CARDS = 3 * ANSWERS * KILLS;

test.skip(process.platform === 'win32', 'Processes are killed the Unix way.');

const pause = (ms: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** Lets the page work until so many more answers were acknowledged, and then as long as it takes to be in mid-answer. */
async function killDuring(
  profile: string,
  context: BrowserContext,
  work: (page: Page) => Promise<unknown>,
  { acknowledged, round }: { readonly acknowledged: Set<string>; readonly round: number },
): Promise<void> {
  const page = await pageOf(context);
  const enough = acknowledged.size + ANSWERS;
  await page.exposeFunction('acknowledge', (answer: string) => acknowledged.add(answer));
  const progress = { isOver: false };
  const over = work(page)
    .catch(() => {})
    .finally(() => (progress.isOver = true));
  while (acknowledged.size < enough && !progress.isOver) await pause(1);
  await pause((round * 11) % 40);
  await kill(profile, context);
  await over;
}

async function inProfile(work: (profile: string) => Promise<void>): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'flipside-kill-'));
  try {
    await work(profile);
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** How often the diary holds an answer to each question. */
function answersByQuestion({ events, decks }: Backup): Map<string, number> {
  const cards = decks.flatMap(({ deck }) => deck.cards);
  const questions = new Map(cards.map(({ id, front }) => [id, front]));
  const counts = new Map<string, number>();
  for (const event of events) {
    if (event.kind !== 'graded') continue;
    const question = questions.get(event.card) ?? event.card;
    counts.set(question, (counts.get(question) ?? 0) + 1);
  }
  return counts;
}

test('kill -9 right after an answer loses no answer that was acknowledged, doubles none and tears none', async ({
  baseURL,
}) => {
  test.setTimeout(60_000 + KILLS * 15_000);
  await inProfile(async (profile) => {
    const acknowledged = new Set<string>();
    const setUp = await launch(profile, baseURL);
    await new Learner(await pageOf(setUp)).takeUp(file('many.md', manyCards('Many', CARDS)), CARDS);
    await setUp.close();
    for (let round = 0; round < KILLS; round += 1) {
      const context = await launch(profile, baseURL);
      await new Learner(await pageOf(context)).study('deck=many');
      const work = (page: Page) => page.evaluate(answerCards, CARDS);
      await killDuring(profile, context, work, { acknowledged, round });
    }
    const context = await launch(profile, baseURL);
    const learner = new Learner(await pageOf(context));
    const found = await learner.exported();
    const stored = answersByQuestion(found);
    await learner.open('/data');
    await learner.page.getByRole('button', { name: 'Check now' }).click();
    await expect(learner.page.getByText(/Everything agrees\.$/)).toBeVisible();
    await context.close();
    console.log(`${KILLS} kills, ${acknowledged.size} answers acknowledged, ${stored.size} stored.`);
    expect(
      [...acknowledged].filter((question) => !stored.has(question)),
      'lost',
    ).toEqual([]);
    expect(
      [...stored.values()].filter((count) => count !== 1),
      'doubled',
    ).toEqual([]);
    expect(found.unreadable, 'torn').toEqual([]);
    // An answer can be on disk when the kill comes before the screen has said so.
    expect(stored.size - acknowledged.size).toBeLessThanOrEqual(KILLS);
    expect(acknowledged.size).toBeGreaterThanOrEqual(ANSWERS * KILLS);
  });
});

/** Answers that are written down together, 300 ms after the last of them. */
async function answerLate(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const acknowledge = Reflect.get(window, 'acknowledge') as (answer: string) => Promise<void>;
    const answers: string[] = [];
    let timer = 0;
    for (;;) {
      answers.push(`answer ${answers.length}`);
      clearTimeout(timer);
      timer = window.setTimeout(() => localStorage.setItem('control', JSON.stringify(answers)), 300);
      await acknowledge(answers.at(-1) ?? '');
      await new Promise((resolve) => {
        setTimeout(resolve, 40);
      });
    }
  });
}

test('the same kills make a writer that waits 300 ms lose answers, so the harness can tell', async ({
  baseURL,
}) => {
  await inProfile(async (profile) => {
    const acknowledged = new Set<string>();
    const context = await launch(profile, baseURL);
    await (await pageOf(context)).goto('./');
    await killDuring(profile, context, answerLate, { acknowledged, round: 0 });
    const again = await launch(profile, baseURL);
    const reopened = await pageOf(again);
    await reopened.goto('./');
    const stored = await reopened.evaluate(
      () => (JSON.parse(localStorage.getItem('control') ?? '[]') as unknown[]).length,
    );
    await again.close();
    expect(acknowledged.size).toBeGreaterThan(3);
    expect(stored).toBeLessThan(acknowledged.size);
  });
});
