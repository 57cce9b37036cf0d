import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';
import { CHROMIUM_FLAGS } from '../e2e/playwright.config.ts';

/** Works in a browser whose data lie on the disk, as a learner's do; a private one keeps its databases in memory. */
export async function inProfile<T>(
  executablePath: string,
  work: (context: BrowserContext) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'flipside-profile-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath,
    args: CHROMIUM_FLAGS,
    serviceWorkers: 'block',
  });
  try {
    return await work(context);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
