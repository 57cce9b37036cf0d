import type { BrowserContext, Page } from '@playwright/test';

export type Site = { readonly name: 'ours' | 'floor'; readonly url: string };

const FLIPS = 60;

/* oxlint-disable unicorn/consistent-function-scoping -- the page gets this function alone, with everything it needs inside */
/** In the page: when was a text first on screen, and how long after a key press did it change? */
function watch(): void {
  const painted = (then: (at: number) => void) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.addEventListener('message', () => then(performance.now()));
      channel.port1.start();
      channel.port2.postMessage(null);
    });
  const shown = () =>
    ['Question', 'Answer']
      .map((name) => document.querySelector(`[aria-label=${name}]`)?.textContent ?? '')
      .join('|');
  const times = { first: 0, flips: [] as number[] };
  Object.assign(window, { times });
  let [pressedAt, before] = [0, ''];
  addEventListener(
    'keydown',
    (event) => {
      [pressedAt, before] = [event.timeStamp, shown()];
    },
    { capture: true },
  );
  new MutationObserver(() => {
    const now = shown();
    if (times.first === 0 && now !== '|') painted((at) => (times.first = at));
    if (pressedAt === 0 || now === before) return;
    const from = pressedAt;
    pressedAt = 0;
    painted((at) => times.flips.push(at - from));
  }).observe(document, { childList: true, subtree: true, characterData: true });
}

/** tsx compiles functions with a helper that a page does not have; it gets one before the watch starts. */
export async function observe(page: Page): Promise<void> {
  await page.addInitScript('globalThis.__name = (named) => named;');
  await page.addInitScript(watch);
}

/* oxlint-enable unicorn/consistent-function-scoping */

export type Times = { readonly first: number; readonly flips: readonly number[] };

export const timesOf = (page: Page) => page.evaluate(() => (window as unknown as { times: Times }).times);

export type Flips = { readonly reveals: number[]; readonly grades: number[] };

/** Presses Space to reveal and 1 to grade, so that the same few cards keep coming back. */
export async function flipsIn(context: BrowserContext, { url }: Site): Promise<Flips> {
  const page = await context.newPage();
  await observe(page);
  await page.goto(url);
  await page.waitForFunction(() => (window as unknown as { times: Times }).times.first > 0);
  await page.waitForTimeout(500);
  for (let flip = 0; flip < FLIPS; flip += 1) {
    await page.keyboard.press(flip % 2 === 0 ? 'Space' : '1');
    await page.waitForFunction(
      (done) => (window as unknown as { times: Times }).times.flips.length > done,
      flip,
    );
  }
  const { flips: all } = await timesOf(page);
  await page.close();
  return {
    reveals: all.filter((_, index) => index % 2 === 0),
    grades: all.filter((_, index) => index % 2 === 1),
  };
}
