/** Runs the end-to-end tests in a Chromium that is found or installed; arguments go to Playwright. */
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { findChromium } from './chromium.ts';

const browser = findChromium();
if (browser === undefined) {
  console.error(
    'No Chromium or Chrome could be found or installed. Install one, or set CHROMIUM_PATH to its program, and run the tests again.',
  );
  process.exit(1);
}

const result = spawnSync(
  'npx',
  ['playwright', 'test', '-c', 'tests/e2e/playwright.config.ts', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, CHROMIUM_PATH: browser },
  },
);
process.exit(result.status ?? 1);
