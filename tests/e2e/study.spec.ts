import { expect, test } from '@playwright/test';
import { Learner } from './learner.ts';

const LESSON = 'deck=lesson-11-model-deployment-and-mlops';

test('Lesson 11 is studied from the library to the summary with the keyboard alone', async ({ page }) => {
  const learner = new Learner(page);
  await learner.open();
  await page.getByRole('link', { name: /Lesson 11/ }).focus();
  await learner.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lesson 11 - Model Deployment and MLOps');
  await page.getByRole('button', { name: 'Study 5' }).focus();
  await learner.press('Enter');
  await expect(page).toHaveTitle(/^Lesson 11 - Model Deployment and MLOps/);
  for (let card = 0; card < 5; card += 1) await learner.answer('4');
  await expect(page.getByRole('heading', { name: 'Session finished' })).toBeVisible();
  await expect(page.getByRole('row', { name: 'Easy 5' })).toBeVisible();
  expect(await learner.stored()).toBe(5);
  await learner.press('Escape');
  await expect(page.getByText('5 of 5 learned')).toBeVisible();
});

test('a grade key before the reveal does nothing, and a revealed card shows what each grade will give', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.study(LESSON);
  const question = await learner.question();
  await learner.press('3', '1', '4');
  await learner.expectFront();
  expect(await learner.question()).toBe(question);
  expect(await learner.stored()).toBe(0);
  await learner.press('Enter');
  await learner.expectBack();
  await expect(page.getByRole('button', { name: 'Again' })).toContainText('1m');
  await expect(page.getByRole('button', { name: 'Easy' })).toContainText(/\d+d/);
});

test('Space reveals, then grades Good, and does only the first when that is switched off', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.study(LESSON);
  await learner.press('Space');
  await learner.expectBack();
  await learner.press('Space');
  await learner.expectFront();
  await expect.poll(() => learner.stored()).toBe(1);
  await learner.open('/settings');
  await page.getByLabel('Space and Enter grade Good').uncheck();
  await learner.study(LESSON);
  await learner.press('Space', 'Space', 'Enter');
  await learner.expectBack();
  expect(await learner.stored()).toBe(1);
});

test('undo and redo go many steps deep and reach the summary', async ({ page }) => {
  const learner = new Learner(page);
  await learner.study(LESSON);
  const asked: string[] = [];
  for (let card = 0; card < 5; card += 1) {
    asked.push(await learner.question());
    await learner.answer('4');
  }
  await expect(page.getByRole('heading', { name: 'Session finished' })).toBeVisible();
  const keys = ['u', 'z', 'Control+z'];
  for (const [steps, key] of keys.entries()) {
    await learner.press(key);
    await expect.poll(() => learner.question()).toBe(asked[4 - steps]);
    await learner.expectBack();
  }
  await learner.press('Control+Shift+z');
  await expect.poll(() => learner.question()).toBe(asked[3]);
  await learner.press('Control+Shift+z');
  await learner.press('Control+Shift+z');
  await expect(page.getByRole('heading', { name: 'Session finished' })).toBeVisible();
});

test('a reload comes back to the same card', async ({ page }) => {
  const learner = new Learner(page);
  await learner.study(LESSON);
  await learner.answer('3');
  await learner.answer('3');
  const question = await learner.question();
  await page.reload();
  await learner.expectFront();
  expect(await learner.question()).toBe(question);
});

test('bury, suspend and star act on the card on screen', async ({ page }) => {
  const learner = new Learner(page);
  await learner.study(LESSON);
  const first = await learner.question();
  await learner.press('*', '-');
  await expect.poll(() => learner.question()).not.toBe(first);
  const second = await learner.question();
  await learner.press('@');
  await expect.poll(() => learner.question()).not.toBe(second);
  await learner.open('/browse?state=buried');
  await expect(page.getByRole('status').filter({ hasText: '1 card' })).toBeVisible();
  await learner.open('/browse?state=suspended');
  await expect(page.getByRole('status').filter({ hasText: '1 card' })).toBeVisible();
  await learner.open('/browse?state=starred');
  await expect(page.getByRole('status').filter({ hasText: '1 card' })).toBeVisible();
});

test('filters narrow a session and leave the other cards alone', async ({ page }) => {
  const learner = new Learner(page);
  await learner.study(`${LESSON}&difficulty=hard`);
  await expect(page.getByText('1 of 1')).toBeVisible();
  expect(await learner.question()).toContain('MLOps Maturity Level 1');
  await learner.study(`${LESSON}&critical=yes`);
  await expect(page.getByText('1 of 5')).toBeVisible();
  await learner.open('/browse');
  await page.getByRole('checkbox', { name: /^Hard\s*\d/ }).check();
  await expect(page).toHaveURL(/difficulty=hard/);
  await page.reload();
  await expect(page.getByRole('checkbox', { name: /^Hard\s*\d/ })).toBeChecked();
});

test('? lists the keys, i tells about the card, and Escape closes them before it leaves', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.study(LESSON);
  await learner.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await learner.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await learner.press('i');
  await expect(page.getByRole('dialog', { name: 'Card info' })).toContainText('Source section');
  await learner.press('Escape');
  await learner.expectFront();
  await learner.press('Escape');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('to learn');
});

test('d sets a date, f flags, Shift F makes a card new, and the card tells why it comes when', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.study(LESSON);
  await learner.press('f');
  await expect(page.getByRole('article')).toContainText('Red flag');
  await learner.answer('4');
  await learner.press('u', 'i');
  const info = page.getByRole('dialog', { name: 'Card info' });
  await expect(info).toContainText('A first answer: stability starts at');
  await learner.press('Escape', 'd');
  await expect(page.getByRole('dialog', { name: 'Set due date' })).toBeVisible();
  const question = await learner.question();
  await page.keyboard.type('2');
  await learner.press('Enter');
  await expect.poll(() => learner.question()).not.toBe(question);
  await learner.press('Shift+F');
  await learner.open('/browse?flag=red');
  await expect(page.getByRole('status').filter({ hasText: '1 card' })).toBeVisible();
});

test('points are ticked by keyboard, suggest a grade, and what was missed is shown next time', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.study(`${LESSON}&difficulty=hard`);
  await learner.press('c', 'Space');
  await learner.expectBack();
  const points = page.getByRole('group', { name: 'What did you recall?' }).getByRole('checkbox');
  const count = await points.count();
  expect(count).toBeGreaterThan(4);
  await learner.press('j', 'Space', 'j', 'Space');
  await expect(points.nth(1)).toBeChecked();
  await expect(page.getByRole('button', { name: 'Again' })).toHaveAccessibleDescription(/suggested/);
  await learner.press('a');
  await expect(page.getByRole('button', { name: 'Good' })).toHaveAccessibleDescription(/suggested/);
  await learner.press('j', 'Space', 'Enter');
  await expect(page.getByRole('region', { name: 'Answer' })).toBeHidden();
  await learner.study(`${LESSON}&difficulty=hard&ahead=`);
  await learner.press('Space');
  await expect(page.getByText(/^Last time you missed: /)).toBeVisible();
});

test('an answer is typed, and its key terms are marked after the reveal', async ({ page }) => {
  const learner = new Learner(page);
  await learner.study(`${LESSON}&q=quantization`);
  await learner.press('t');
  await page.keyboard.type('4 times less with int8 and i know 3 ways');
  await learner.press('Control+Enter');
  await learner.expectBack();
  await expect(page.getByRole('region', { name: 'What you typed' }).locator('mark').first()).toBeVisible();
  await expect(page.getByText(/key terms; not found: /)).toBeVisible();
});

/** Below the question, where a thumb is. */
const point = (x: number) => [{ x, y: 500 }];

test.describe('with a finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('a tap shows the answer, a swipe grades it, and a swipe before the answer only shows it', async ({
    page,
  }) => {
    const learner = new Learner(page);
    await learner.study(LESSON);
    const client = await page.context().newCDPSession(page);
    const swipe = async (from: number, to: number) => {
      await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: point(from) });
      for (let step = 1; step <= 5; step += 1) {
        const x = from + ((to - from) * step) / 5;
        await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: point(x) });
      }
      await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    };
    const first = await learner.question();
    await swipe(100, 300);
    await learner.expectBack();
    expect(await learner.stored()).toBe(0);
    await swipe(100, 300);
    await expect.poll(() => learner.question()).not.toBe(first);
    expect(await learner.stored()).toBe(1);
    await page.getByRole('region', { name: 'Question' }).tap();
    await learner.expectBack();
    await swipe(300, 280);
    await learner.expectBack();
    await swipe(300, 100);
    await expect.poll(() => learner.stored()).toBe(2);
  });
});

test('an exam is prepared for with the keyboard: set up, today’s part studied, kept over a reload', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.open('/exam');
  await page.getByLabel('Name', { exact: true }).focus();
  await page.keyboard.type('Final');
  await page.getByRole('checkbox', { name: /Lesson 11/ }).focus();
  await learner.press('Space');
  await page.getByLabel('Cards a day at most').focus();
  await learner.press('Control+A');
  await page.keyboard.type('2');
  await learner.press('Enter');
  await expect(page.getByText(/^In 28 days, on .+5 cards, at most 2 a day\.$/)).toBeVisible();
  await page.getByRole('button', { name: /^Study today’s/ }).focus();
  await learner.press('Enter');
  await learner.answer('4');
  await page.reload();
  await learner.open('/');
  await expect(page.getByRole('list', { name: 'Exams' })).toContainText(
    /Final in 28 days · (\d+ cards? today|done for today)/,
  );
});

test('the menu hears Escape before the screen does, and gives the focus back to the card', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.study(LESSON);
  await page.getByRole('button', { name: 'More' }).focus();
  await learner.press('Enter');
  await expect(page.getByRole('button', { name: 'Star' })).toBeVisible();
  await learner.press('Escape');
  await expect(page.getByRole('button', { name: 'Star' })).toBeHidden();
  await learner.expectFront();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: 'Star' }).click();
  await expect(page.getByText(/^Starred · /)).toBeVisible();
  await learner.press('Space');
  await learner.expectBack();
});

test('a dialog gives the focus back to what opened it, whichever way it is closed', async ({ page }) => {
  const learner = new Learner(page);
  await learner.open('/browse');
  await page.getByRole('region', { name: 'Cards found' }).locator('summary').first().click();
  const opener = page.getByRole('button', { name: 'Set due date' });
  for (const leave of ['Escape', 'Enter']) {
    await opener.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await learner.press(leave);
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(opener).toBeFocused();
  }
});
