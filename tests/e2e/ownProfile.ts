import { readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { chromium, type BrowserContext } from '@playwright/test';
import { CHROMIUM_FLAGS } from './playwright.config.ts';

/** The two ways in which Chromium keeps a database: as ever, and as it will. */
export const BACKENDS = { leveldb: [], sqlite: ['--enable-features=IdbSqliteBackingStore'] } as const;
export type Backend = keyof typeof BACKENDS;

/** The other way for any test that starts its own browser: `BACKEND=sqlite npm run e2e -- kill`. */
const USUAL: Backend = process.env['BACKEND'] === 'sqlite' ? 'sqlite' : 'leveldb';

/** A browser of one's own, whose data lie in the folder `profile`. */
export function launch(
  profile: string,
  baseURL: string | undefined,
  backend: Backend = USUAL,
): Promise<BrowserContext> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '';
  return chromium.launchPersistentContext(profile, {
    executablePath,
    args: [...CHROMIUM_FLAGS, ...BACKENDS[backend]],
    baseURL: baseURL ?? '',
  });
}

export const pageOf = async (context: BrowserContext) => context.pages()[0] ?? (await context.newPage());

/** As hard as it gets: the browser and all its processes, which are a group of their own, at once. */
export async function kill(profile: string, context: BrowserContext): Promise<void> {
  const lock = join(profile, 'SingletonLock');
  const pid = Number(readlinkSync(lock).split('-').at(-1));
  process.kill(-pid, 'SIGKILL');
  await context.close().catch(() => {});
  rmSync(lock, { force: true });
}
