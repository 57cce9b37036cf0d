import { expect, test } from '@playwright/test';
import { file, manyCards } from './decks.ts';
import { Learner } from './learner.ts';
import { answerCards } from './quickHands.ts';

const ANSWERS = 200;

test('two tabs that grade at once lose none of each other’s answers and double none', async ({
  context,
  page,
}) => {
  const [one, two] = [new Learner(page), new Learner(await context.newPage())];
  await one.takeUp(file('rivers.md', manyCards('Rivers', ANSWERS)), 2 * ANSWERS);
  await one.takeUp(file('lakes.md', manyCards('Lakes', ANSWERS)), 2 * ANSWERS);
  await one.study('deck=rivers');
  await two.study('deck=lakes');
  await Promise.all([one, two].map((learner) => learner.page.evaluate(answerCards, ANSWERS)));
  for (const learner of [one, two])
    await expect(learner.page.getByRole('heading', { name: 'Session finished' })).toBeVisible();
  expect(await one.stored()).toBe(2 * ANSWERS);
  await one.open();
  await expect(one.page.getByText(`${ANSWERS} of ${ANSWERS} learned`)).toHaveCount(2);
  const { events } = await one.exported();
  const cards = events.flatMap((event) => (event.kind === 'graded' ? [event.card] : []));
  expect(cards).toHaveLength(2 * ANSWERS);
  expect(new Set(cards).size).toBe(2 * ANSWERS);
});

/** Keeps its answers as one list, which it reads, makes longer and writes: what a tab must not do. */
async function getThenSet({ count, startAt }: { count: number; startAt: number }): Promise<number> {
  const opening = indexedDB.open('control');
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('lists'));
  await new Promise((resolve) => opening.addEventListener('success', resolve));
  const ask = <T>(mode: IDBTransactionMode, what: (lists: IDBObjectStore) => IDBRequest<T>) =>
    new Promise<T>((resolve) => {
      const request = what(opening.result.transaction('lists', mode).objectStore('lists'));
      request.addEventListener('success', () => resolve(request.result));
    });
  await new Promise((resolve) => {
    setTimeout(resolve, startAt - Date.now());
  });
  let length = 0;
  for (let n = 0; n < count; n += 1) {
    const list: unknown = await ask('readonly', (lists) => lists.get('answers'));
    const longer = [...(Array.isArray(list) ? list : []), n];
    length = longer.length;
    await ask('readwrite', (lists) => lists.put(longer, 'answers'));
  }
  opening.result.close();
  return length;
}

test('two tabs that each read a list and write it longer lose answers, so the harness can tell', async ({
  context,
  page,
}) => {
  const tabs = [page, await context.newPage()];
  await Promise.all(tabs.map((tab) => tab.goto('./icon.svg')));
  await page.evaluate(getThenSet, { count: 0, startAt: 0 });
  const work = { count: ANSWERS, startAt: Date.now() + 1000 };
  const lengths = await Promise.all(tabs.map((tab) => tab.evaluate(getThenSet, work)));
  console.log(
    `Of ${2 * ANSWERS} answers that two tabs wrote into one list, it kept ${Math.max(...lengths)}.`,
  );
  expect(Math.max(...lengths)).toBeLessThan(2 * ANSWERS);
});

test('a deck imported in one tab is on the shelf of the other', async ({ context, page }) => {
  const [one, two] = [new Learner(page), new Learner(await context.newPage())];
  await one.open();
  await two.open();
  await two.page.getByLabel('Deck files').setInputFiles(file('rivers.md', manyCards('Rivers', 3)));
  await two.acceptImport();
  await expect(one.page.getByRole('link', { name: 'Rivers' })).toBeVisible();
});
