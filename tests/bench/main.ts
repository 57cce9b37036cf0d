import process from 'node:process';
import { findChromium } from '../e2e/chromium.ts';
import { browserRows } from './browser.ts';
import { coreRows } from './core.ts';
import { printTable } from './measure.ts';
import { progressRows } from './progress.ts';

const browser = findChromium();
if (browser === undefined) {
  console.error(
    'No Chromium or Chrome could be found or installed. Install one, or set CHROMIUM_PATH to its program.',
  );
  process.exit(1);
}
printTable([...coreRows(), ...progressRows(), ...(await browserRows(browser))]);
process.exit(0);
