import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { Learner } from './learner.ts';

const LESSON = 'deck=lesson-11-model-deployment-and-mlops';

test('after the first visit the app starts and studies without a network', async ({ page, context }) => {
  const learner = new Learner(page);
  await learner.open();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 500));
  });
  await context.setOffline(true);
  await page.reload();
  await learner.study(LESSON);
  await learner.answer('3');
  await learner.open('/settings');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await learner.open('/browse');
  await expect(page.getByRole('heading', { level: 1, name: 'Browse' })).toBeVisible();
  expect(await learner.stored()).toBe(1);
});

test('without the service worker the same reload fails: the network was really gone', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({
    serviceWorkers: 'block',
    ...(baseURL === undefined ? {} : { baseURL }),
  });
  const page = await context.newPage();
  await page.goto('./');
  await context.setOffline(true);
  await expect(page.reload()).rejects.toThrow(/ERR_INTERNET_DISCONNECTED/);
  await context.close();
});

test('a study session asks nobody else for anything and breaks no rule of the content policy', async ({
  page,
  baseURL,
}) => {
  const strangers: string[] = [];
  const violations: string[] = [];
  page.on('request', (request) => {
    if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(baseURL ?? ''))
      strangers.push(request.url());
  });
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
  });
  const learner = new Learner(page);
  await learner.study(LESSON);
  for (let card = 0; card < 5; card += 1) await learner.answer('4');
  await expect(page.getByRole('heading', { name: 'Session finished' })).toBeVisible();
  expect(strangers).toEqual([]);
  expect(violations).toEqual([]);
});

test('the built page states its content policy first and has no inline script', () => {
  const html = readFileSync('dist/index.html', 'utf8');
  expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<script'));
  expect(html.replaceAll('&#39;', "'")).toContain("default-src 'none'; script-src 'self'; ");
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/);
});
