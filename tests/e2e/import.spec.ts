import { expect, test } from '@playwright/test';
import { file, manyCards } from './decks.ts';
import { Learner } from './learner.ts';

test('an import is shown before it is written, and can be cancelled', async ({ page }) => {
  const learner = new Learner(page);
  await learner.open();
  await page.getByLabel('Deck files').setInputFiles(file('rivers.md', manyCards('Rivers', 3)));
  const report = page.getByRole('dialog', { name: 'Import 1 deck' });
  await expect(report).toContainText('3 cards, 0 problems found. New in your library.');
  await report.getByRole('button', { name: 'Cancel' }).click();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Rivers' })).toBeHidden();
});

test('a broken deck gets sentences with true line numbers and is not imported', async ({ page }) => {
  const learner = new Learner(page);
  await learner.open();
  const broken = '# Flashcard Set: Broken\n\n### Card 1 | Easy\n**FRONT (Question):**\nWhy?\n';
  await page
    .getByLabel('Deck files')
    .setInputFiles([file('broken.md', broken), file('notes.md', 'Buy milk.')]);
  const report = page.getByRole('dialog');
  await expect(report).toContainText('Line 3');
  await expect(report).toContainText('No cards were found in this file.');
  await page.keyboard.press('Escape');
  await expect(report).toBeHidden();
});

test('a deck can be pasted, studied, re-imported with its history, removed and brought back', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.open();
  await page.evaluate(
    (text) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    },
    manyCards('Rivers', 2),
  );
  await learner.acceptImport();
  await learner.study('deck=rivers');
  await learner.answer('4');
  await learner.open();
  const edited = manyCards('Rivers', 3).replace('Answer 1.', 'Another answer.');
  await page.getByLabel('Deck files').setInputFiles(file('rivers.md', edited));
  await expect(page.getByRole('dialog')).toContainText('2 cards kept with their history, 1 new, 0 gone');
  await learner.acceptImport();
  await expect(page.getByText('1 of 3 learned')).toBeVisible();
  await page.getByRole('link', { name: 'Rivers' }).click();
  await page.getByRole('button', { name: 'Remove deck' }).click();
  await expect(page.getByRole('link', { name: 'Rivers' })).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('1 of 3 learned')).toBeVisible();
});

test('a hostile deck runs nothing, asks nobody for anything and leaves the app standing', async ({
  page,
  baseURL,
}) => {
  const strangers: string[] = [];
  const ran: string[] = [];
  await page.exposeFunction('ran', (what: string) => ran.push(what));
  page.on('request', (request) => {
    if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(baseURL ?? ''))
      strangers.push(request.url());
  });
  page.on('dialog', (dialog) => {
    ran.push(dialog.message());
    void dialog.dismiss();
  });
  const payloads = [
    '<script>ran("script")</script>',
    '<img src=x onerror="ran(1)">',
    '![pixel](https://evil.example/t.gif?u=1)',
    '[click](javascript:ran(2))',
    '<svg onload=ran(3)>',
    '<iframe srcdoc="<script>parent.ran(4)</script>"></iframe>',
    '>'.repeat(2000),
    '[go](#/settings)',
  ];
  const cards = payloads.map(
    (payload, index) =>
      `### Card ${index + 1} | Easy\n**FRONT (Question):**\nHostile ${index + 1}?\n\n${payload}\n\n**BACK (Answer):**\n${payload}\n\nend\n`,
  );
  const learner = new Learner(page);
  await learner.open();
  await page
    .getByLabel('Deck files')
    .setInputFiles(
      file('x.md', `# Flashcard Set: \u202E<img src=x onerror=ran(5)>\n\n${cards.join('\n\n')}`),
    );
  await learner.acceptImport();
  await learner.open('/study?q=Hostile');
  for (let card = 0; card < payloads.length; card += 1) {
    await learner.expectFront();
    await learner.press('Space');
    await learner.expectBack();
    for (const link of await page.getByRole('region', { name: 'Answer' }).getByRole('link').all())
      await link.click();
    await learner.press('4');
    await expect(page.getByRole('region', { name: 'Answer' })).toBeHidden();
  }
  await expect(page.getByRole('heading', { name: 'Session finished' })).toBeVisible();
  expect(ran).toEqual([]);
  expect(strangers).toEqual([]);
});

test('everything exported and imported into an empty browser is everything', async ({
  page,
  browser,
  baseURL,
}) => {
  const learner = new Learner(page);
  await learner.study('deck=lesson-11-model-deployment-and-mlops');
  for (let card = 0; card < 3; card += 1) await learner.answer('4');
  await learner.open('/settings');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export everything' }).click();
  const path = await (await downloading).path();
  const empty = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const other = new Learner(await empty.newPage());
  await other.open('/data');
  const restore = async () => {
    await other.open('/data');
    await other.page.getByLabel('Backup file').setInputFiles(path);
    await expect(other.page.getByRole('dialog', { name: 'Import this backup' })).toContainText(
      'Adds 3 diary entries',
    );
    await other.page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(other.page.getByText(/^Backup imported/)).toBeVisible();
  };
  await restore();
  await other.page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(other.page.getByText(/^Import taken back/)).toBeVisible();
  expect(await other.stored()).toBe(0);
  await other.page.reload();
  await expect(other.page.getByText('0 entries', { exact: true })).toBeVisible();
  await other.page.getByRole('button', { name: 'Check now' }).click();
  await expect(other.page.getByText('0 entries and 0 cards checked. Everything agrees.')).toBeVisible();
  await expect(other.page.getByRole('alert')).toHaveCount(0);
  await restore();
  await other.open();
  await expect(other.page.getByText('3 of 5 learned')).toBeVisible();
  expect(await other.stored()).toBe(3);
  await empty.close();
});
