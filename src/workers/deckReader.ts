import type { Deck, Problem } from '../core/deck.ts';

type Reading = { readonly deck: Deck | null; readonly problems: readonly Problem[] };

const PATIENCE_MS = 20_000;

/**
 * Reads a deck file off the page. A file that keeps the reader busy for 20 seconds is given up with a problem, so
 * that no input can freeze the app.
 */
export function readInWorker(fileName: string, text: string): Promise<Reading> {
  const worker = new Worker(new URL('./readDeck.ts', import.meta.url), { type: 'module' });
  return new Promise<Reading>((resolve, reject) => {
    const timer = setTimeout(() => resolve(givenUp), PATIENCE_MS);
    worker.addEventListener('message', (event: MessageEvent<Reading>) => resolve(event.data));
    worker.addEventListener('error', (event) =>
      reject(new Error(event.message || 'The deck reader could not start.')),
    );
    worker.postMessage({ fileName, text });
    void timer;
  }).finally(() => worker.terminate());
}

const givenUp: Reading = {
  deck: null,
  problems: [
    {
      line: 1,
      severity: 'error',
      message: `This file was still not read after ${PATIENCE_MS / 1000} seconds. Split it into smaller decks.`,
    },
  ],
};
