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

/** P4 of the promises: how soon the learner is told. */
const TOLD_MS = 1000;

/** In the page: takes up all the room that the browser grants, in ever smaller pieces. */
async function useUpRoom(): Promise<void> {
  const opening = indexedDB.open('filler');
  opening.addEventListener('upgradeneeded', () => {
    opening.result.createObjectStore('pieces', { autoIncrement: true });
  });
  await new Promise((resolve) => {
    opening.addEventListener('success', resolve);
  });
  const take = (size: number) =>
    new Promise<boolean>((resolve) => {
      const tx = opening.result.transaction('pieces', 'readwrite');
      tx.objectStore('pieces').add(crypto.getRandomValues(new Uint8Array(size)));
      tx.addEventListener('complete', () => resolve(true));
      tx.addEventListener('abort', () => resolve(false));
    });
  for (const size of [50_000, 5000, 500, 50, 1]) while (await take(size));
  opening.result.close();
}

test('when the room that the browser grants is used up the learner is told within a second, and nothing is half written', async ({
  context,
  page,
  baseURL,
}) => {
  const browser = await context.newCDPSession(page);
  const grant = (quotaSize: number) =>
    browser.send('Storage.overrideQuotaForOrigin', { origin: new URL(baseURL ?? '').origin, quotaSize });
  // A browser asks for the quota at the first write and remembers it for a while.
  await grant(5_000_000);
  const learner = new Learner(page);
  await learner.study(LESSON);
  await learner.answer('4');
  await page.evaluate(useUpRoom);
  const question = await learner.question();
  await learner.press('Space');
  await learner.expectBack();
  const toldMs = await learner.pressUntilTold('3', 'Not saved.');
  expect(toldMs).toBeLessThanOrEqual(TOLD_MS);
  expect(await learner.question()).toBe(question);
  expect(await learner.stored()).toBe(1);
  await grant(50_000_000);
  await learner.press('3');
  await expect.poll(() => learner.question()).not.toBe(question);
  expect(await learner.stored()).toBe(2);
  await learner.open('/data');
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText('2 entries and 2 cards checked. Everything agrees.')).toBeVisible();
  console.log(`Told after ${toldMs.toFixed(0)} ms that there is no room.`);
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
