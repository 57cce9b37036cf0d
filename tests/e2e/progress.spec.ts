import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { studyDay, type Millis } from '../../src/core/day.ts';
import { DEFAULT_SETTINGS, writeSettings } from '../../src/core/settings.ts';
import { writeBackup } from '../../src/formats/backup.ts';
import { parseDeck } from '../../src/formats/markdown.ts';
import { learnersYear } from '../fixtures/learnersYear.ts';
import { lessonDecks } from '../fixtures/lessonDecks.ts';
import { Learner } from './learner.ts';

/** A simulated learner's year, as the backup that somebody would bring from another device. */
function yearsBackup(): string {
  const now = Date.now() as Millis;
  const decks = lessonDecks().flatMap((text) => parseDeck(text).deck ?? []);
  return writeBackup({
    settings: writeSettings(DEFAULT_SETTINGS),
    decks: decks.map((deck) => ({ deck, addedAt: now, fileName: null })),
    events: learnersYear(decks, studyDay({ at: now, utcOffsetMinutes: 0 }, DEFAULT_SETTINGS.rolloverHour)),
  });
}

async function withYear(page: Page): Promise<Learner> {
  const learner = new Learner(page);
  await learner.open('/data');
  const backup = { name: 'year.json', mimeType: 'application/json', buffer: Buffer.from(yearsBackup()) };
  await page.getByLabel('Backup file').setInputFiles(backup);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText(/^Backup imported/)).toBeVisible();
  return learner;
}

async function saved(page: Page, chart: string, kind: 'CSV' | 'PNG') {
  const figure = page.getByRole('figure', { name: chart });
  await figure.getByText('Numbers', { exact: true }).click();
  const download = page.waitForEvent('download');
  await figure.getByRole('button', { name: `Save as ${kind}` }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

test('a year of answers is drawn, filtered and saved as pictures and tables', async ({ page }) => {
  const learner = await withYear(page);
  await learner.open('/progress?days=365');
  await expect(page.getByRole('img', { name: /^Cards by state/ })).toBeVisible();
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width: 390, height: 844 });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  }

  const answers = page.getByText(/^[\d,]+ answers, by how well/);
  const all = await answers.innerText();
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('checkbox', { name: /^Hard/ }).check();
  await expect(page).toHaveURL(/#\/progress\?days=365&difficulty=hard$/);
  await expect(answers).not.toHaveText(all);

  const picture = await saved(page, 'Cards by state', 'PNG');
  expect(picture.name).toBe('flipside-cards-by-state.png');
  expect([...picture.bytes.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  expect(picture.bytes.length).toBeGreaterThan(5000);
  const table = await saved(page, 'Answer buttons', 'CSV');
  expect(table.bytes.toString().split('\r\n')[0]).toBe('"Grade","Mature","Young","Learning"');
});

test('a weak concept of a year of answers opens a session', async ({ page }) => {
  const learner = await withYear(page);
  await learner.open('/progress');
  const tile = page.getByRole('figure', { name: 'Concepts, weakest first' }).getByRole('link').first();
  await tile.click();
  await learner.expectFront();
});
