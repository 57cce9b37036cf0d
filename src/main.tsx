import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { bundledDecks } from 'virtual:decks';
import { registerSW } from 'virtual:pwa-register';
import type { Millis, Moment } from './core/day.ts';
import { createApp } from './state/app.ts';
import { openBrowserStorage } from './storage/browserStorage.ts';
import { createMemoryStorage } from './storage/memoryStorage.ts';
import { askToPersist, readPersistence } from './storage/persistence.ts';
import type { Storage } from './storage/storage.ts';
import { App } from './ui/App.tsx';
import { readInWorker } from './workers/deckReader.ts';
import './ui/index.css';

function clock(): Moment {
  const now = new Date();
  return { at: now.getTime() as Millis, utcOffsetMinutes: -now.getTimezoneOffset() };
}

function saveFile(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}

/** The browser's storage; where it cannot be had, memory and a sentence that says what that means. */
async function openStorage(): Promise<{ storage: Storage; warning: string | null }> {
  try {
    return { storage: await openBrowserStorage(), warning: null };
  } catch (error) {
    const why = error instanceof Error ? error.message : 'The browser gave no reason.';
    const warning = `${why} You can study, but nothing is kept once this page is closed, unless you export it.`;
    return { storage: createMemoryStorage(), warning };
  }
}

const app = createApp({
  ...(await openStorage()),
  clock,
  newId: () => crypto.randomUUID(),
  newSeed: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
  bundled: bundledDecks,
  readDeckFile: readInWorker,
  saveFile,
  readPersistence,
  askToPersist,
});

void app.start();
const MINUTE = 60_000;
setInterval(app.refresh, MINUTE);
for (const moment of ['visibilitychange', 'pageshow']) window.addEventListener(moment, app.refresh);

const update = registerSW({ onNeedRefresh: () => app.offerUpdate(() => void update(true)) });

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App app={app} />
    </StrictMode>,
  );
}
