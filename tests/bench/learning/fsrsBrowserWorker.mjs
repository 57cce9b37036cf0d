import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';

// The package expects a browser's worker: `self`, and listeners for a thread pool that is never started here.
globalThis.self = globalThis;
globalThis.addEventListener = () => {};
console.log = () => {};

const wasm = createRequire(import.meta.url).resolve('fsrs-browser/fsrs_browser_bg.wasm');
const { initSync, Fsrs } = await import('fsrs-browser');
initSync({ module: readFileSync(wasm) });

/** Its items: for each scored answer, oldest first, all answers of the card up to it. */
function itemsOf({ starts, ratings, elapsedDays, scored }) {
  const startOf = new Int32Array(ratings.length);
  for (let card = 0; card + 1 < starts.length; card += 1)
    startOf.fill(starts[card], starts[card], starts[card + 1]);
  const lengths = Uint32Array.from(scored, (row) => row - startOf[row] + 1);
  const size = lengths.reduce((sum, length) => sum + length, 0);
  const items = { ratings: new Uint32Array(size), days: new Uint32Array(size), lengths };
  let at = 0;
  for (const row of scored) {
    items.ratings.set(ratings.subarray(startOf[row], row + 1), at);
    items.days.set(elapsedDays.subarray(startOf[row], row + 1), at);
    at += row - startOf[row] + 1;
  }
  return items;
}

parentPort.on('message', (log) => {
  const { ratings, days, lengths } = itemsOf(log);
  const start = performance.now();
  const weights = new Fsrs().computeParameters(ratings, days, lengths, null, true);
  parentPort.postMessage({ weights: [...weights], ms: performance.now() - start });
});
