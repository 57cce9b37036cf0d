import { expect, test } from '@playwright/test';
import { file, manyCards } from './decks.ts';
import { Learner } from './learner.ts';

async function answerAll(learner: Learner, cards: number): Promise<void> {
  for (let card = 0; card < cards; card += 1) await learner.answer('4');
}

test('two tabs that grade at once lose none of each other’s answers', async ({ context, page }) => {
  const [one, two] = [new Learner(page), new Learner(await context.newPage())];
  await one.study('deck=lesson-11-model-deployment-and-mlops');
  await two.study('deck=how-memory-works-and-how-to-use-flipside');
  await Promise.all([answerAll(one, 5), answerAll(two, 9)]);
  expect(await one.stored()).toBe(14);
  await one.open();
  await expect(one.page.getByText('5 of 5 learned')).toBeVisible();
  await expect(one.page.getByText('9 of 9 learned')).toBeVisible();
});

test('a deck imported in one tab is on the shelf of the other', async ({ context, page }) => {
  const [one, two] = [new Learner(page), new Learner(await context.newPage())];
  await one.open();
  await two.open();
  await two.page.getByLabel('Deck files').setInputFiles(file('rivers.md', manyCards('Rivers', 3)));
  await two.acceptImport();
  await expect(one.page.getByRole('link', { name: 'Rivers' })).toBeVisible();
});
