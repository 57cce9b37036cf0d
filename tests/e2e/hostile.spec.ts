import { expect, test, type Page } from '@playwright/test';
import { file } from './decks.ts';
import { Learner } from './learner.ts';
import { PAYLOADS } from './payloads.ts';

/** What a page does that no deck may make it do. */
async function witness(page: Page, home: string) {
  const seen = { ran: [] as string[], strangers: [] as string[] };
  await page.exposeFunction('ran', (what: unknown) => seen.ran.push(String(what)));
  page.on('request', (request) => {
    if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(home))
      seen.strangers.push(request.url());
  });
  page.on('dialog', (dialog) => {
    seen.ran.push(dialog.message());
    void dialog.dismiss();
  });
  return seen;
}

test(`${PAYLOADS.length} hostile texts on both sides of cards run nothing, ask nobody and lead nowhere`, async ({
  page,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const home = baseURL ?? '';
  const seen = await witness(page, home);
  const cards = PAYLOADS.map(
    (payload, index) =>
      `### Card ${index + 1} | Easy\n**FRONT (Question):**\nHostile ${index + 1}?\n\n**BACK (Answer):**\n${payload}\n\nend\n`,
  );
  const half = Math.ceil(cards.length / 2);
  const learner = new Learner(page);
  await learner.open();
  await page
    .getByLabel('Deck files')
    .setInputFiles([
      file('one.md', `# Flashcard Set: One\n\n${cards.slice(0, half).join('\n\n')}`),
      file('two.md', `# Flashcard Set: Two\n\n${cards.slice(half).join('\n\n')}`),
    ]);
  await learner.acceptImport();
  for (const deck of ['one', 'two']) {
    await learner.open(`/browse?deck=${deck}`);
    await expect(page.getByRole('status').filter({ hasText: `${half} cards` })).toBeVisible();
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('section details')) details.setAttribute('open', '');
    });
    await expect(page.locator('section details .prose-card').last()).toContainText('end');
    const bad = await page.evaluate(() => {
      const inside = document.querySelectorAll('section .prose-card *');
      return [...inside].flatMap((element) =>
        /^(?:SCRIPT|IFRAME|OBJECT|EMBED|STYLE|LINK|META|BASE|FORM|SVG|VIDEO|AUDIO)$/i.test(element.tagName) ||
        [...element.attributes].some(
          ({ name, value }) => name.startsWith('on') || /^\s*(?:java|vb)script:/i.test(value),
        )
          ? [element.outerHTML]
          : [],
      );
    });
    expect(bad).toEqual([]);
  }
  await expect(page).toHaveURL(new RegExp(`^${home}`));
  expect(seen).toEqual({ ran: [], strangers: [] });
});

test('the same texts put into a page as HTML run and ask, so the harness can tell', async ({ page }) => {
  const seen = await witness(page, 'about:');
  await page.route(/evil\.example/, (route) => route.abort());
  await page.setContent('<div id="root"></div>');
  for (const payload of PAYLOADS.filter((text) => !/refresh|<base/.test(text))) {
    await page.evaluate((html) => {
      const box = document.createElement('div');
      document.body.append(box);
      box.innerHTML = html;
    }, payload);
  }
  await page.waitForTimeout(500);
  expect(seen.ran.length).toBeGreaterThan(20);
  expect(seen.strangers.length).toBeGreaterThan(3);
});
