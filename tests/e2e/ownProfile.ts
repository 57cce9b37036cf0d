import { readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { chromium, type BrowserContext } from '@playwright/test';
import { CHROMIUM_FLAGS } from './playwright.config.ts';

/** A browser of one's own, whose data lie in the folder `profile`. */
export function launch(profile: string, baseURL: string | undefined): Promise<BrowserContext> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '';
  return chromium.launchPersistentContext(profile, {
    executablePath,
    args: CHROMIUM_FLAGS,
    baseURL: baseURL ?? '',
  });
}

/** As hard as it gets: the browser and all its processes, which are a group of their own, at once. */
export async function kill(profile: string, context: BrowserContext): Promise<void> {
  const lock = join(profile, 'SingletonLock');
  const pid = Number(readlinkSync(lock).split('-').at(-1));
  process.kill(-pid, 'SIGKILL');
  await context.close().catch(() => {});
  rmSync(lock, { force: true });
}
