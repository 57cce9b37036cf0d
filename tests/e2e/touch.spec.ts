import { expect, test } from '@playwright/test';
import { Learner } from './learner.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const LESSON = '/deck/lesson-11-model-deployment-and-mlops';

/** Half of the 44 px that a thumb needs, less the pixel that rounding may take. */
const REACH = 21;

/** Controls on screen that a tap `reach` above or below their middle misses; links within a sentence are left out. */
function missedByThumb(reach: number): string[] {
  const CONTROLS = 'main :is(a, button, select, summary, input:not([type=file]))';
  return [...document.querySelectorAll(CONTROLS)]
    .filter((control) => control.checkVisibility() && !control.matches(':disabled'))
    .filter(
      (control) => !control.matches('p > a') || control.parentElement?.textContent === control.textContent,
    )
    .filter((control) => {
      control.scrollIntoView({ block: 'center', behavior: 'instant' });
      const box = control.getBoundingClientRect();
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      return [y - reach, y + reach].some((at) => {
        const hit = document.elementFromPoint(x, at);
        return (
          (hit?.closest('label')?.control ?? hit?.closest('a, button, input, select, summary')) !== control
        );
      });
    })
    .map((control) => control.textContent || control.outerHTML);
}

for (const path of ['', LESSON, '/browse', '/exam', '/settings', '/data', '/tuning']) {
  test(`every control of ${path || 'the library'} is tall enough for a thumb`, async ({ page }) => {
    const learner = new Learner(page);
    await learner.open(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await page.evaluate(missedByThumb, REACH)).toEqual([]);
  });
}

test('every control of the progress screen is tall enough for a thumb', async ({ page }) => {
  const learner = new Learner(page);
  await learner.study('deck=lesson-11-model-deployment-and-mlops');
  await learner.answer('4');
  await learner.open('/progress');
  await page.getByText('Numbers').first().click();
  await expect(page.getByRole('button', { name: 'Save as CSV' })).toBeVisible();
  expect(await page.evaluate(missedByThumb, REACH)).toEqual([]);
});

test('every filter, and every point of an answer to tick off, is tall enough for a thumb', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.open('/browse');
  await page.getByRole('button', { name: 'Filters', exact: true }).tap();
  await expect(page.getByRole('form', { name: 'Filters' })).toBeVisible();
  await page.getByRole('list').last().getByText('Quantization').first().tap();
  await expect(page.getByRole('button', { name: 'Card info' })).toBeVisible();
  expect(await page.evaluate(missedByThumb, REACH)).toEqual([]);
  await learner.study('deck=lesson-11-model-deployment-and-mlops&difficulty=hard');
  await learner.press('c', 'Space');
  await learner.expectBack();
  expect(await page.evaluate(missedByThumb, REACH)).toEqual([]);
});

test('a tap anywhere on a row of the library opens its deck', async ({ page }) => {
  const learner = new Learner(page);
  await learner.open();
  await page.getByText('0 of 5 learned').tap({ force: true });
  await expect(page.getByRole('heading', { level: 1, name: /^Lesson 11/ })).toBeVisible();
});
