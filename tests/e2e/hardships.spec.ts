import { expect, test } from '@playwright/test';
import { Learner } from './learner.ts';

const LESSON = 'deck=lesson-11-model-deployment-and-mlops';
const GUIDE = 'deck=how-memory-works-and-how-to-use-flipside';
/** The longest that an answer may take to be stored, or the learner to be told. */
const PATIENCE_MS = 3000;

test('a tab that crashes takes no answer with it, and the other tab goes on', async ({ context, page }) => {
  const [one, two] = [new Learner(page), new Learner(await context.newPage())];
  await one.study(LESSON);
  await two.study(GUIDE);
  await one.answer('4');
  await one.answer('4');
  const crashing = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  crashing.send('Page.crash').catch(() => {});
  await crashed;
  expect(await two.stored()).toBe(2);
  await two.answer('4');
  expect(await two.stored()).toBe(3);
});

test('a frozen tab holds up no answer of another, and knows of it when it thaws', async ({
  context,
  page,
}) => {
  const [one, two] = [new Learner(page), new Learner(await context.newPage())];
  await one.open();
  await two.study(LESSON);
  const freezer = await context.newCDPSession(page);
  await freezer.send('Page.setWebLifecycleState', { state: 'frozen' });
  const before = Date.now();
  await two.answer('4');
  expect(Date.now() - before).toBeLessThan(PATIENCE_MS);
  await freezer.send('Page.setWebLifecycleState', { state: 'active' });
  await expect(one.page.getByText('1 of 5 learned')).toBeVisible();
});

/** In another page: keeps the diary's store to itself, as a frozen tab in mid-write would, until it is let go. */
async function holdDiary(): Promise<void> {
  const opening = indexedDB.open('flipside');
  await new Promise((resolve) => {
    opening.addEventListener('success', resolve);
  });
  const events = opening.result.transaction('events', 'readwrite').objectStore('events');
  const hold = () => {
    if (Reflect.get(window, 'isLetGo') !== true) events.count().addEventListener('success', hold);
  };
  hold();
}

test('an answer that the database does not take is told of within 3 seconds, and taken when it can be', async ({
  context,
  page,
}) => {
  const learner = new Learner(page);
  await learner.study(LESSON);
  await learner.answer('4');
  const other = await context.newPage();
  await other.goto('./icon.svg');
  await other.evaluate(holdDiary);
  await page.bringToFront();
  const question = await learner.question();
  await learner.press('Space');
  await learner.expectBack();
  const toldMs = await learner.pressUntilTold('3', 'Not saved.');
  console.log(`Told after ${toldMs.toFixed(0)} ms that the database does not answer.`);
  expect(toldMs).toBeLessThanOrEqual(PATIENCE_MS);
  expect(await learner.question()).toBe(question);
  await other.evaluate(() => Object.assign(window, { isLetGo: true }));
  await learner.press('3');
  await expect.poll(() => learner.question()).not.toBe(question);
  expect(await learner.stored()).toBe(2);
});

test('a clock set back by years and forward again loses no answer and reorders none', async ({ page }) => {
  const learner = new Learner(page);
  await page.clock.install({ time: '2026-03-01T10:00:00' });
  await learner.study(LESSON);
  await learner.answer('4');
  for (const time of ['2019-01-01T10:00:00', '2031-06-01T10:00:00', '2026-03-01T11:00:00']) {
    await page.clock.setSystemTime(time);
    await learner.answer('4');
  }
  expect(await learner.stored()).toBe(4);
  await page.reload();
  await learner.open('/browse');
  await expect(page.getByRole('heading', { level: 1, name: 'Browse' })).toBeVisible();
  await learner.open('/data');
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText('4 entries and 4 cards checked.')).toBeVisible();
});

test('a page that comes back out of the back/forward cache knows what happened meanwhile', async ({
  context,
  page,
}) => {
  const [one, two] = [new Learner(page), new Learner(await context.newPage())];
  await one.open();
  await page.goto('about:blank');
  await two.study(LESSON);
  await two.answer('4');
  await page.goBack();
  await expect(page.getByText('1 of 5 learned')).toBeVisible();
});

test('a database that another program upgraded is refused with a sentence and left as it is', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.study(LESSON);
  await learner.answer('4');
  await page.goto('about:blank');
  await page.goto('./icon.svg');
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('flipside', 99);
        request.addEventListener('error', () => reject(new Error('The database could not be upgraded.')));
        request.addEventListener('success', () => {
          request.result.transaction('meta', 'readwrite').objectStore('meta').put(99, 'schema');
          request.result.close();
          resolve();
        });
      }),
  );
  await learner.open();
  await expect(page.getByRole('alert')).toContainText('A newer version of Flipside wrote your data.');
  expect(await learner.stored()).toBe(1);
});
