import type { Page } from '@playwright/test';
import { slowest, spread, type Row } from './measure.ts';
import type { Site } from './page.ts';
import { inProfile } from './profile.ts';

/** A page with these has a clock that tells microseconds; without, it tells tenths of the millisecond at stake. */
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

async function isolate(page: Page): Promise<void> {
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), ...ISOLATED } });
  });
}

/** What an answer costs until it is safely on the disk, with all that is noted beside it. */
export function appendRows(executablePath: string, { url }: Site): Promise<Row[]> {
  return inProfile(executablePath, async (context) => {
    const page = await context.newPage();
    await isolate(page);
    await page.goto(url);
    // What the app puts off until it has started is not at stake.
    await page.waitForTimeout(2000);
    const { ours, floor } = await page.evaluate(async () => {
      const file = new URL('./appending.js', location.href).href;
      const { appendInTurn } = (await import(file)) as typeof import('./appending.ts');
      return appendInTurn();
    });
    const what = 'an answer on the disk, against a bare strict put';
    return [
      { what, unit: 'ms', goal: 1.3, ours: spread(ours), floor: spread(floor) },
      {
        what: 'the same, 99 in 100 within',
        unit: 'ms',
        goal: 1.5,
        ours: slowest(ours),
        floor: slowest(floor),
      },
    ];
  });
}
