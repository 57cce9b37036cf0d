/**
 * Finds a Chromium, or installs one:
 * an installed chromium or chrome first, else Playwright's own download, else Debian's package when root.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  ...(process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name))),
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const run = (command: string, args: readonly string[], stdio: 'inherit' | 'ignore' = 'inherit') =>
  spawnSync(command, args, { stdio, shell: process.platform === 'win32' });
const runs = (path: string | undefined): path is string =>
  path !== undefined && existsSync(path) && run(path, ['--version'], 'ignore').status === 0;
const installed = () => [process.env['CHROMIUM_PATH'], ...PLACES, chromium.executablePath()].find(runs);

function downloaded(): string | undefined {
  console.log('No Chromium found; asking Playwright to download one.');
  run('npx', ['playwright', 'install', 'chromium']);
  return installed();
}

function fromDebian(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  console.log("Installing Debian's chromium.");
  run('apt-get', ['update', '-q']);
  run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium']);
  return installed();
}

/** The path of a browser that runs, or `undefined` when none could be found or installed. */
export function findChromium(): string | undefined {
  return installed() ?? downloaded() ?? fromDebian();
}
