import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { file } from './decks.ts';
import { Learner } from './learner.ts';

const LESSON = 'deck=lesson-11-model-deployment-and-mlops';

type Stop = { readonly name: string; readonly reach: (learner: Learner) => Promise<void> };

const back = (query: string) => async (learner: Learner) => {
  await learner.study(query);
  await learner.press('Space');
  await learner.expectBack();
};

const SCREENS: readonly Stop[] = [
  { name: 'library', reach: (learner) => learner.open() },
  { name: 'deck page', reach: (learner) => learner.open('/deck/lesson-11-model-deployment-and-mlops') },
  { name: 'question', reach: (learner) => learner.study(LESSON) },
  { name: 'answer with a table', reach: back(`${LESSON}&q=canary`) },
  { name: 'answer with code', reach: back(`${LESSON}&difficulty=hard`) },
  {
    name: 'summary',
    async reach(learner) {
      await learner.study(`${LESSON}&difficulty=hard`);
      await learner.answer('4');
      await expect(learner.page.getByRole('heading', { name: 'Session finished' })).toBeVisible();
    },
  },
  { name: 'cramming', reach: back(`${LESSON}&cram=`) },
  { name: 'nothing to study', reach: (learner) => learner.open('/study?q=nosuchword') },
  { name: 'browse', reach: (learner) => learner.open('/browse') },
  { name: 'settings', reach: (learner) => learner.open('/settings') },
  {
    name: 'progress',
    async reach(learner) {
      await learner.study(LESSON);
      for (let card = 0; card < 5; card += 1) await learner.answer('4');
      await learner.open('/progress');
      await expect(learner.page.getByRole('img', { name: /^Answers a week/ })).toBeVisible();
    },
  },
  {
    name: 'days off',
    async reach(learner) {
      await learner.open('/settings');
      const today = new Date();
      const day = (offset: number) =>
        new Date(today.getTime() + offset * 86_400_000).toISOString().slice(0, 10);
      await learner.page.getByLabel('First day off').fill(day(-2));
      await learner.page.getByLabel('Last day off').fill(day(9));
      await learner.page.getByRole('button', { name: 'Add days off' }).click();
      await expect(learner.page.getByRole('button', { name: /^Remove/ })).toBeVisible();
      await learner.open('/');
      await expect(learner.page.getByRole('heading', { name: /^You are off until/ })).toBeVisible();
    },
  },
  {
    name: 'exam',
    async reach(learner) {
      await learner.open('/exam');
      await learner.page.getByLabel('Name', { exact: true }).fill('Final');
      await learner.page.getByRole('checkbox', { name: /Lesson 11/ }).check();
      await learner.page.getByRole('button', { name: 'Prepare for this exam' }).click();
      await expect(learner.page.getByText(/^Expected recall on the day/)).toBeVisible();
    },
  },
  { name: 'data', reach: (learner) => learner.open('/data') },
  {
    name: 'tuning',
    async reach(learner) {
      await learner.open('/tuning');
      await learner.page.getByRole('button', { name: 'Simulate the coming year' }).click();
      await expect(learner.page.getByRole('table')).toBeVisible();
    },
  },
  { name: 'unknown deck', reach: (learner) => learner.open('/deck/nowhere') },
  {
    name: 'list of keys',
    async reach(learner) {
      await learner.study(LESSON);
      await learner.press('?');
      await expect(learner.page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    },
  },
  {
    name: 'card info',
    async reach(learner) {
      await back(LESSON)(learner);
      await learner.press('i');
      await expect(learner.page.getByRole('dialog', { name: 'Card info' })).toBeVisible();
    },
  },
  {
    name: 'import report',
    async reach(learner) {
      await learner.open();
      await learner.page
        .getByLabel('Deck files')
        .setInputFiles(file('broken.md', '# Broken\n\n### Card 1 | Easy\n'));
      await expect(learner.page.getByRole('dialog')).toBeVisible();
    },
  },
];

async function settled(page: Page): Promise<void> {
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const { name, reach } of SCREENS) {
    test(`${name}, ${colorScheme}: no axe violation, and no sideways scrolling at 390 px`, async ({
      page,
    }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.emulateMedia({ colorScheme });
      await reach(new Learner(page));
      await settled(page);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
        [],
      );
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(390);
    });
  }
}

test('a reveal and a grade are announced, and the title names the deck', async ({ page }) => {
  const learner = new Learner(page);
  await learner.study(LESSON);
  await expect(page).toHaveTitle('Lesson 11 - Model Deployment and MLOps – Flipside');
  await learner.press('Space');
  await expect(page.getByRole('status').filter({ hasText: 'Answer shown' })).toBeAttached();
  await learner.press('3');
  await expect(page.getByRole('status').filter({ hasText: 'Good, 10m.' })).toBeAttached();
});

test('nothing moves for those who asked for less motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await back(LESSON)(new Learner(page));
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test('the tab key reaches every control of the study screen', async ({ page }) => {
  const learner = new Learner(page);
  await back(LESSON)(learner);
  const reached = new Set<string>();
  for (let press = 0; press < 12; press += 1) {
    await learner.press('Tab');
    reached.add(
      await page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
      ),
    );
  }
  for (const name of ['Again', 'Hard', 'Good', 'Easy', 'More', 'Leave']) expect([...reached]).toContain(name);
});
