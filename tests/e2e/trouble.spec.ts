import { expect, test } from '@playwright/test';
import { Learner } from './learner.ts';

const LESSON = 'deck=lesson-11-model-deployment-and-mlops';

test('an answer that cannot be saved keeps its card, says so with a way out, and is saved when there is room again', async ({
  page,
}) => {
  await page.addInitScript(() => {
    // oxlint-disable-next-line typescript/unbound-method -- it is applied to the database it was called on
    const begin = IDBDatabase.prototype.transaction;
    Object.assign(window, { isFull: false });
    IDBDatabase.prototype.transaction = function (...args) {
      const isFull = Reflect.get(window, 'isFull') === true;
      if (isFull && args[1] === 'readwrite') throw new DOMException('No space left.', 'QuotaExceededError');
      return begin.apply(this, args);
    };
  });
  const learner = new Learner(page);
  await learner.study(LESSON);
  await learner.answer('4');
  const question = await learner.question();
  await page.evaluate(() => Object.assign(window, { isFull: true }));
  await learner.press('Space');
  await learner.expectBack();
  await learner.press('3');
  const alarm = page.getByRole('alert').filter({ hasText: 'Not saved.' });
  await expect(alarm).toBeVisible();
  await expect(alarm.getByRole('button', { name: 'Export everything' })).toBeVisible();
  expect(await learner.question()).toBe(question);
  const downloading = page.waitForEvent('download');
  await alarm.getByRole('button', { name: 'Export everything' }).click();
  expect((await downloading).suggestedFilename()).toMatch(/^flipside-\d{4}-\d\d-\d\d\.json$/);
  await page.evaluate(() => Object.assign(window, { isFull: false }));
  await learner.press('3');
  await expect(alarm).toBeHidden();
  await expect.poll(() => learner.question()).not.toBe(question);
  expect(await learner.stored()).toBe(2);
});

test('a browser without its database studies on from the second copy, and says so', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(IDBFactory.prototype, 'open', {
      value: () => {
        throw new DOMException('Storage is switched off.', 'SecurityError');
      },
    });
  });
  const learner = new Learner(page);
  await learner.study(LESSON);
  await expect(page.getByRole('alert')).toContainText('your answers are kept in their second copy only');
  await learner.answer('4');
  await expect(page.getByText('2 of 5')).toBeVisible();
  await learner.open();
  await page.reload();
  await expect(page.getByText('1 of 5 learned')).toBeVisible();
});
