import type { BrowserContext, Page } from '@playwright/test';
import { spread, type Row } from './measure.ts';
import { inProfile } from './profile.ts';
import { flipsIn, observe, timesOf, type Site, type Times } from './page.ts';

const CARDS = 100_000;
const DAYS = 3650;
const STARTS = 15;
/** Of these starts the memory is looked at. */
const WEIGHED = 3;
const UPKEEP_MS = 60_000;
/** Long enough for the whole diary to be in memory. */
const WHOLE_MS = 3000;

let starts = 0;

/** A session of whatever is due, never the same twice, so that it has to be dealt. */
function session({ name, url }: Site): Site {
  starts += 1;
  return { name, url: new URL(`#/study?start=${starts}`, url).href };
}

async function open(context: BrowserContext, site: Site) {
  const page = await context.newPage();
  await observe(page);
  await page.goto(session(site).url);
  await page.waitForFunction(() => (window as unknown as { times: Times }).times.first > 0, null, {
    timeout: 120_000,
  });
  return { page, first: (await timesOf(page)).first };
}

/** Bytes that the database and the journal take, as Chromium tells them apart. */
type Bytes = { readonly indexedDB: number; readonly fileSystem: number };

async function usageIn(page: Page): Promise<Bytes> {
  const { usageDetails = {} } = await page.evaluate(
    () => navigator.storage.estimate() as Promise<{ usageDetails?: Partial<Bytes> }>,
  );
  return { indexedDB: 0, fileSystem: 0, ...usageDetails };
}

async function usage(context: BrowserContext, site: Site): Promise<Bytes> {
  const { page } = await open(context, site);
  const bytes = await usageIn(page);
  await page.close();
  return bytes;
}

/** Waits until the second copy has caught up: nothing grows any more. */
async function settled(page: Page): Promise<void> {
  let [before, quiet] = [-1, 0];
  while (quiet < 5) {
    // oxlint-disable-next-line no-await-in-loop -- look after look
    await page.waitForTimeout(1000);
    // oxlint-disable-next-line no-await-in-loop -- as above
    const { fileSystem } = await usageIn(page);
    quiet = fileSystem === before && fileSystem > 1e6 ? quiet + 1 : 0;
    before = fileSystem;
  }
}

/** Lays down what belongs to a snapshot, then starts the app until that has made it; gives how much was laid down. */
async function lay(
  context: BrowserContext,
  site: Site,
  snapshot: 'diary' | 'shelf',
  studied: number,
): Promise<number> {
  const first = await open(context, site);
  const laid = await first.page.evaluate(
    async ([from, years, work]) => {
      const filler = (await import(new URL(from, location.href).href)) as typeof import('./longDiary.ts');
      if (work === 'diary') return filler.layAnswers(years);
      await filler.layDecks(years);
      return years.cards;
    },
    ['./longDiary.js', { cards: CARDS, studied, days: DAYS, now: Date.now() }, snapshot] as const,
  );
  await first.page.close();
  const { page } = await open(context, site);
  await page.waitForFunction(hasSnapshot, snapshot, { timeout: UPKEEP_MS, polling: 500 });
  await settled(page);
  await page.close();
  return laid;
}

/** In the page: whether the next start has this snapshot to begin from. */
function hasSnapshot(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = indexedDB.open('flipside');
    request.addEventListener('success', () => {
      const count = request.result.transaction('snapshots').objectStore('snapshots').count(name);
      count.addEventListener('success', () => {
        request.result.close();
        resolve(count.result > 0);
      });
    });
  });
}

/** What a learner of ten years waits for, against one who has just begun; 100,000 cards were answered a million times. */
export async function scaleRows(executablePath: string, site: Site): Promise<Row[]> {
  const against = (work: (long: BrowserContext, empty: BrowserContext) => Promise<Row[]>) =>
    inProfile(executablePath, (long) => inProfile(executablePath, (empty) => work(long, empty)));
  return [
    ...(await against((long, empty) => compared(long, empty, site))),
    ...(await against((long, empty) => comparedHalfway(long, empty, site))),
  ];
}

/** Starts in turn, and what the page takes some time after a start of the long diary. */
async function startsOf(long: BrowserContext, empty: BrowserContext, site: Site) {
  const firsts = { long: [] as number[], empty: [] as number[] };
  const heaps: number[] = [];
  for (let run = 0; run < STARTS; run += 1) {
    for (const [name, context] of [['long', long] as const, ['empty', empty] as const]) {
      const { page, first } = await open(context, site);
      firsts[name].push(first);
      if (name === 'long' && run < WEIGHED) {
        await page.waitForTimeout(WHOLE_MS);
        const devtools = await context.newCDPSession(page);
        const { usedSize } = await devtools.send('Runtime.getHeapUsage');
        heaps.push(usedSize / 1e6);
      }
      await page.close();
    }
  }
  return { firsts, heaps };
}

/** The same years, after which one card in two is still new. */
async function comparedHalfway(long: BrowserContext, empty: BrowserContext, site: Site): Promise<Row[]> {
  const answers = await lay(long, site, 'diary', CARDS / 2);
  await lay(long, site, 'shelf', CARDS / 2);
  const { firsts } = await startsOf(long, empty, site);
  return [
    {
      what: `open to the first due card with ${answers.toLocaleString('en')} answers, half of the cards still new`,
      unit: 'ms',
      goal: 1.3,
      ours: spread(firsts.long),
      floor: spread(firsts.empty),
    },
  ];
}

async function compared(long: BrowserContext, empty: BrowserContext, site: Site): Promise<Row[]> {
  const before = await usage(empty, site);
  const answers = await lay(long, site, 'diary', CARDS);
  const after = await usage(long, site);
  await lay(long, site, 'shelf', CARDS);
  const perAnswer = (kind: keyof Bytes) => spread([(after[kind] - before[kind]) / answers]);
  const { firsts, heaps } = await startsOf(long, empty, site);
  const grades = { long: await flipsIn(long, session(site)), empty: await flipsIn(empty, session(site)) };
  const count = answers.toLocaleString('en');
  return [
    {
      what: `open to the first due card with ${count} answers and ${CARDS.toLocaleString('en')} cards, against none`,
      unit: 'ms',
      goal: 1.3,
      ours: spread(firsts.long),
      floor: spread(firsts.empty),
    },
    {
      what: `1 to the next card with ${count} answers, against none`,
      unit: 'ms',
      goal: 1.3,
      ours: spread(grades.long.grades),
      floor: spread(grades.empty.grades),
    },
    {
      what: 'an answer at rest, snapshot included, against 17 bytes',
      unit: 'B',
      goal: 1,
      ours: perAnswer('indexedDB'),
      floor: spread([17]),
    },
    {
      what: 'an answer in the second copy, against 17 bytes',
      unit: 'B',
      goal: null,
      ours: perAnswer('fileSystem'),
      floor: spread([17]),
    },
    {
      what: `memory of the page with ${count} answers, against 300 MB`,
      unit: 'MB',
      goal: 1,
      ours: spread(heaps),
      floor: spread([300]),
    },
  ];
}
