import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { openBackup, type Backup } from '../../src/formats/backup.ts';

/** What a learner does, in the learner's words, with the keyboard alone unless said otherwise. */
export class Learner {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(path = ''): Promise<void> {
    await this.page.goto(path === '' ? './' : `./#${path}`);
    await expect(
      this.page.getByRole('link', { name: 'Flipside', exact: true }).or(this.page.getByRole('progressbar')),
    ).toBeVisible();
  }

  /** Opens the study screen for an address such as `deck=…&difficulty=hard`. */
  async study(query = ''): Promise<void> {
    await this.page.goto(`./#/study${query === '' ? '' : `?${query}`}`);
    await this.expectFront();
  }

  /** Takes over the deck whose import report is on screen. */
  async acceptImport(): Promise<void> {
    await this.page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(this.page.getByText(/^Added /)).toBeVisible();
  }

  /** Takes over a deck file and lets all its cards be new today. */
  async takeUp(deckFile: { name: string; mimeType: string; buffer: Buffer }, cards: number): Promise<void> {
    await this.open();
    await this.page.getByLabel('Deck files').setInputFiles(deckFile);
    await this.acceptImport();
    await this.open('/settings');
    const perDay = this.page.getByLabel('New cards a day');
    await perDay.fill(String(cards));
    await perDay.blur();
    await this.page.reload();
    await expect(perDay).toHaveValue(String(cards));
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Presses a key; how many milliseconds later the page says these words, by its own clock. */
  async pressUntilTold(key: string, words: string): Promise<number> {
    await this.page.evaluate((awaited) => {
      const told = new Promise((resolve) => {
        let pressedAt = Infinity;
        addEventListener('keydown', () => (pressedAt = performance.now()), { capture: true, once: true });
        new MutationObserver(() => {
          const ms = performance.now() - pressedAt;
          if (ms >= 0 && document.body.innerText.includes(awaited)) resolve(ms);
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
      });
      Object.assign(window, { told });
    }, words);
    await this.press(key);
    return this.page.evaluate(() => Reflect.get(window, 'told') as Promise<number>);
  }

  /** Reveals the card on screen and grades it with a digit, waiting until the next one is there. */
  async answer(digit: '1' | '2' | '3' | '4'): Promise<void> {
    await this.expectFront();
    await this.press('Space');
    await this.expectBack();
    await this.press(digit);
    await expect(this.page.getByRole('region', { name: 'Answer' })).toBeHidden();
  }

  async expectFront(): Promise<void> {
    await expect(this.page.getByRole('button', { name: 'Show answer' })).toBeVisible();
  }

  async expectBack(): Promise<void> {
    await expect(this.page.getByRole('region', { name: 'Answer' })).toBeVisible();
  }

  question(): Promise<string> {
    return this.page.getByRole('region', { name: 'Question' }).innerText();
  }

  /** Everything there is, as the learner's own export has it. */
  async exported(): Promise<Backup> {
    await this.open('/settings');
    const downloading = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: 'Export everything' }).click();
    const reading = openBackup(await readFile(await (await downloading).path(), 'utf8'));
    if (!reading.ok) throw new Error(reading.problems[0]?.message);
    return reading.backup;
  }

  /** How many answers the diary on disk holds. */
  stored(): Promise<number> {
    return this.page.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const request = indexedDB.open('flipside');
          request.addEventListener('error', () => reject(new Error('The database could not be opened.')));
          request.addEventListener('success', () => {
            const tx = request.result.transaction(['events', 'archive']);
            const rows = tx.objectStore('events').count();
            const segments = tx.objectStore('archive').getAllKeys();
            tx.addEventListener('complete', () => {
              request.result.close();
              const archived = segments.result.map((key) => Number(Reflect.get(Object(key), 1)));
              resolve(archived.reduce((sum, count) => sum + count, rows.result));
            });
          });
        }),
    );
  }
}
