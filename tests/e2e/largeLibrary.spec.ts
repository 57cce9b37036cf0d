import { expect, test, type Page } from '@playwright/test';
import { file, manyCards } from './decks.ts';
import { Learner } from './learner.ts';

const DECKS = ['Rivers', 'Lakes', 'Seas'];
const CARDS = 400;
const DAY_MS = 86_400_000;
/** What is kept for starts to begin from, and may be thrown away. */
const CACHES = ['deal', 'shelf', 'outlines', 'diary'] as const;

/** In the page: lays down old answers to three of every four cards, as if they had been studied a month ago. */
function layOldAnswers(dayMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('flipside');
    request.addEventListener('success', () => {
      const tx = request.result.transaction(['decks', 'events'], 'readwrite');
      const decks = tx.objectStore('decks').getAll() as IDBRequest<{ deck: { cards: { id: string }[] } }[]>;
      decks.addEventListener('success', () => {
        const ids = decks.result.flatMap(({ deck }) => deck.cards.map(({ id }) => id));
        for (const [order, card] of ids.entries()) {
          for (const ago of order % 4 === 0 ? [] : [40, 30 - (order % 20)]) {
            const at = Date.now() - ago * dayMs + order * 1000;
            const id = `old-${order}-${ago}`;
            const day = Math.floor(at / dayMs);
            const stamp = { id, at, hlc: at, utcOffsetMinutes: 0, day };
            tx.objectStore('events').add({ ...stamp, kind: 'graded', card, grade: 'easy', tookMs: 3000 });
          }
        }
      });
      tx.addEventListener('complete', () => {
        request.result.close();
        resolve();
      });
      tx.addEventListener('abort', () => reject(tx.error ?? new Error('no reason')));
    });
  });
}

/** In the page: does something to what is kept for starts; gives the names of what is there afterwards. */
function meddle([name, damage]: readonly [string, 'none' | 'drop' | 'garble']): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('flipside');
    request.addEventListener('success', () => {
      const tx = request.result.transaction('snapshots', 'readwrite');
      const store = tx.objectStore('snapshots');
      if (damage === 'drop') store.delete(name);
      if (damage === 'garble') store.put({ of: 'nothing', index: [1], outlines: 'torn', memories: {} }, name);
      const keys = store.getAllKeys();
      tx.addEventListener('complete', () => {
        request.result.close();
        resolve(keys.result.map(String));
      });
      tx.addEventListener('abort', () => reject(tx.error ?? new Error('no reason')));
    });
  });
}

const kept = (page: Page) => page.evaluate(meddle, ['', 'none'] as const);

async function laidOut(page: Page): Promise<void> {
  await page.reload();
  await expect
    .poll(() => kept(page), { timeout: 30_000 })
    .toEqual([...CACHES].toSorted((a, b) => (a < b ? -1 : 1)));
}

/** What the library says of today, once it has read everything. */
async function today(learner: Learner): Promise<string> {
  await learner.open('/');
  const study = learner.page.getByRole('button', { name: /^Study \d+/ });
  await expect(study).toBeVisible();
  return study.innerText();
}

test('a library of many cards with a long diary is studied and searched, whatever becomes of its caches', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.open();
  const files = DECKS.map((title) => file(`${title}.md`, manyCards(title, CARDS)));
  await page.getByLabel('Deck files').setInputFiles(files);
  await learner.acceptImport();
  await page.evaluate(layOldAnswers, DAY_MS);
  await laidOut(page);

  await learner.study('');
  for (let card = 0; card < 3; card += 1) await learner.answer('4');
  const answers = await learner.stored();
  const expected = await today(learner);
  for (const name of CACHES) {
    for (const damage of ['drop', 'garble'] as const) {
      await laidOut(page);
      await page.evaluate(meddle, [name, damage] as const);
      await page.goto('./#/study?again=');
      await page.reload();
      await learner.expectFront();
      expect(await today(learner), `after a ${damage} of ${name}`).toBe(expected);
    }
  }
  expect(await learner.stored()).toBe(answers);

  await learner.open('/browse');
  await page.getByPlaceholder(/^Find by words/).fill('Lakes 217');
  await expect(page.getByText('1 card', { exact: true })).toBeVisible();
  await expect(page.getByText('Question 217 of Lakes?')).toBeVisible();
});
