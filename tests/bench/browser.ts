import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type Response } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { CHROMIUM_FLAGS } from '../e2e/playwright.config.ts';
import { serve } from '../e2e/serve.ts';
import { spread, type Row } from './measure.ts';
import { appendRows } from './appendRows.ts';
import { inProfile } from './profile.ts';
import { flipsIn, observe, timesOf, type Site, type Times } from './page.ts';
import { scaleRows } from './scale.ts';

const STARTS = 9;
const PORT = 4620;
/** What runs in the page beside the app. */
const IN_PAGE = { longDiary: 'tests/bench/longDiary.ts', appending: 'tests/bench/appending.ts' };

async function buildSites(): Promise<{ sites: Site[]; stop: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'flipside-bench-'));
  const [ours, floor] = [join(folder, 'ours'), join(folder, 'floor')];
  await build({ logLevel: 'error', build: { outDir: ours } });
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: ours,
      emptyOutDir: false,
      copyPublicDir: false,
      lib: { entry: IN_PAGE, formats: ['es'], fileName: (_, name) => `${name}.js` },
    },
  });
  await build({
    configFile: false,
    root: 'tests/bench/floor',
    base: './',
    plugins: [react()],
    logLevel: 'error',
    build: { outDir: floor, emptyOutDir: true },
  });
  const servers = [serve(ours, PORT, '/'), serve(floor, PORT + 1, '/')];
  const lesson = '#/study?deck=lesson-11-model-deployment-and-mlops&ahead=';
  return {
    sites: [
      { name: 'ours', url: `http://localhost:${PORT}/${lesson}` },
      { name: 'floor', url: `http://localhost:${PORT + 1}/` },
    ],
    stop: () => servers.forEach((server) => server.close()),
  };
}

async function start(browser: Browser, { url }: Site): Promise<{ first: number; bytes: number }> {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const scripts: Response[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response);
  });
  await observe(page);
  await page.goto(url);
  await page.waitForFunction(() => (window as unknown as { times: Times }).times.first > 0);
  const bodies = await Promise.all([...scripts].map((response) => response.body()));
  const { first } = await timesOf(page);
  await context.close();
  return { first, bytes: bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1000 };
}

/** What a learner waits for, against a React page that only turns a text. */
export async function browserRows(executablePath: string): Promise<Row[]> {
  const { sites, stop } = await buildSites();
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  const measured = {
    ours: { first: [] as number[], bytes: [] as number[], reveals: [] as number[], grades: [] as number[] },
  };
  const all = { ...measured, floor: structuredClone(measured.ours) };
  for (let run = 0; run < STARTS; run += 1) {
    for (const site of sites) {
      const { first, bytes } = await start(browser, site);
      all[site.name].first.push(first);
      all[site.name].bytes.push(bytes);
    }
  }
  for (const site of [...sites, ...sites]) {
    const { reveals, grades } = await inProfile(executablePath, (context) => flipsIn(context, site));
    all[site.name].reveals.push(...reveals);
    all[site.name].grades.push(...grades);
  }
  const ours = sites.find(({ name }) => name === 'ours');
  await browser.close();
  const longer = ours
    ? [...(await appendRows(executablePath, ours)), ...(await scaleRows(executablePath, ours))]
    : [];
  stop();
  const row = (what: string, unit: Row['unit'], key: keyof typeof all.ours, goal: number | null): Row => ({
    what,
    unit,
    goal,
    ours: spread(all.ours[key]),
    floor: spread(all.floor[key]),
  });
  return [
    row('open the page to the first card', 'ms', 'first', 1.25),
    row('script before the first card, gzip', 'kB', 'bytes', 1.3),
    row('Space to the answer, painted', 'ms', 'reveals', 1.15),
    row('1 to the next card, painted, answer on disk', 'ms', 'grades', null),
    ...longer,
  ];
}
