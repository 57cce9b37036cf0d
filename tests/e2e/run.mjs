/**
 * Finds a Chromium, or installs one, and runs the end-to-end tests in it:
 * an installed chromium or chrome first, else Playwright's own download, else Debian's package when root.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  ...(process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name))),
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const run = (command, args, stdio = 'inherit') =>
  spawnSync(command, args, { stdio, shell: process.platform === 'win32' });
const runs = (path) =>
  path !== undefined && existsSync(path) && run(path, ['--version'], 'ignore').status === 0;
const installed = () => [process.env.CHROMIUM_PATH, ...PLACES, chromium.executablePath()].find(runs);

function downloaded() {
  console.log('No Chromium found; asking Playwright to download one.');
  run('npx', ['playwright', 'install', 'chromium']);
  return installed();
}

function fromDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  console.log("Installing Debian's chromium.");
  run('apt-get', ['update', '-q']);
  run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium']);
  return installed();
}

const browser = installed() ?? downloaded() ?? fromDebian();
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
