import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { Learner } from './learner.ts';
import { serve } from './serve.ts';

const LESSON = 'deck=lesson-11-model-deployment-and-mlops';
const FIRST_PORT = 4530;

/** Puts a newer build in place of the one that is served: every script has another name, as after any change. */
function deployNewer(folder: string): void {
  const assets = join(folder, 'assets');
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
  const renamed = scripts.map((name) => [name, name.replace('.js', 'b.js')] as const);
  for (const [before, after] of renamed) renameSync(join(assets, before), join(assets, after));
  const texts = [
    join(folder, 'sw.js'),
    join(folder, 'index.html'),
    ...readdirSync(assets)
      .filter((name) => name.endsWith('.js'))
      .map((name) => join(assets, name)),
  ];
  for (const path of texts) {
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      renamed.reduce((all, [before, after]) => all.replaceAll(before, after), text),
    );
  }
  const worker = join(folder, 'sw.js');
  const page = /(url:"index\.html",revision:")[^"]*/;
  const manifest = readFileSync(worker, 'utf8');
  if (!page.test(manifest)) throw new Error('The service worker does not name index.html as expected.');
  writeFileSync(worker, manifest.replace(page, '$1newer'));
}

/** A copy of the build on a port of its own, which can be replaced while pages are open. */
function host(port: number) {
  const folder = mkdtempSync(join(tmpdir(), 'flipside-deploy-'));
  cpSync('dist', folder, { recursive: true });
  const server = serve(folder, port, '/');
  return {
    url: `http://localhost:${port}/`,
    deployNewer: () => deployNewer(folder),
    stop() {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function controlled(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}

const lookForUpdate = (page: Page) =>
  page.evaluate(() => navigator.serviceWorker.ready.then((worker) => worker.update().then(() => undefined)));

test('a newer version waits until the session is over, reloads once when asked, and costs no answer', async ({
  browser,
}) => {
  const site = host(FIRST_PORT);
  const context = await browser.newContext({ baseURL: site.url });
  const page = await context.newPage();
  let loads = 0;
  page.on('load', () => (loads += 1));
  const learner = new Learner(page);
  await learner.study(LESSON);
  await controlled(page);
  await page.reload();
  await learner.answer('4');
  const before = loads;
  site.deployNewer();
  await lookForUpdate(page);
  await learner.answer('4');
  await learner.answer('4');
  const prompt = page.getByText('A new version is ready.');
  await expect(prompt).toBeHidden();
  await learner.press('Escape');
  await expect(prompt).toBeVisible();
  for (const [path, title] of [
    ['/settings', 'Settings'],
    ['/progress', 'Progress'],
    ['/browse', 'Browse'],
  ] as const) {
    await learner.open(path);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  }
  expect(loads).toBe(before);
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect.poll(() => loads).toBe(before + 1);
  await learner.open('/settings');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  expect(await learner.stored()).toBe(3);
  await context.close();
  site.stop();
});

const SCREENS = [
  ['/', /due|card/i],
  ['/deck/lesson-11-model-deployment-and-mlops', 'Lesson 11 - Model Deployment and MLOps'],
  ['/browse', 'Browse'],
  ['/progress', 'Progress'],
  ['/exam', /exam/i],
  ['/settings', 'Settings'],
  ['/data', 'Your data'],
  ['/tuning', /./],
] as const;

async function openEveryScreen(learner: Learner): Promise<void> {
  for (const [path, name] of SCREENS) {
    await learner.open(path);
    await expect(learner.page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(learner.page.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0);
  }
  await learner.study(LESSON);
}

test('without a network every screen opens in an old tab after a deploy, and after its one reload in the new version', async ({
  browser,
}) => {
  const site = host(FIRST_PORT + 2);
  const context = await browser.newContext({ baseURL: site.url });
  const page = await context.newPage();
  const learner = new Learner(page);
  await learner.open();
  await controlled(page);
  await page.reload();
  await learner.study(LESSON);
  await learner.answer('4');
  let loads = 0;
  page.on('load', () => (loads += 1));
  site.deployNewer();
  await lookForUpdate(page);
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.ready.then(({ waiting }) => waiting?.state)))
    .toBe('installed');
  await context.setOffline(true);
  await learner.answer('4');
  expect(loads).toBe(0);
  // Forgets what was fetched ahead: each screen now comes from what the service worker has kept.
  await page.reload();
  await openEveryScreen(learner);
  await learner.press('Escape');
  expect(loads).toBe(1);
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect.poll(() => loads).toBe(2);
  await openEveryScreen(learner);
  await learner.answer('4');
  expect(loads).toBe(2);
  expect(await learner.stored()).toBe(3);
  await context.close();
  site.stop();
});

test('a screen that a deploy took away is told with a way on, not a white page', async ({ browser }) => {
  const site = host(FIRST_PORT + 1);
  const context = await browser.newContext({ baseURL: site.url, serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.addInitScript(() => {
    // The other screens are fetched in idle time; this page never has any.
    window.requestIdleCallback = () => 0;
  });
  const learner = new Learner(page);
  await learner.study(LESSON);
  await learner.answer('4');
  site.deployNewer();
  await page.evaluate(() => (location.hash = '/settings'));
  await expect(page.getByRole('alert')).toContainText(
    'A newer version of Flipside has taken the place of this one.',
  );
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  expect(await learner.stored()).toBe(1);
  await context.close();
  site.stop();
});
