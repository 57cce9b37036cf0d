import { bundledDecks } from 'virtual:decks';
import { registerSW } from 'virtual:pwa-register';
import type { Millis, Moment } from './core/day.ts';
import { createApp } from './state/app.ts';
import { openJournal } from './storage/journal.ts';
import { openStorage } from './storage/openStorage.ts';
import { folderPicker, openFolderBackup } from './storage/folderBackup.ts';
import { askToPersist, readPersistence, readSpace } from './storage/persistence.ts';
import { openTripwire } from './storage/tripwire.ts';
import { whenIdle } from './ui/parts/whenIdle.ts';
import { readInWorker } from './workers/deckReader.ts';
import { fitInWorker } from './workers/optimizer.ts';
import { whatIfInWorker } from './workers/simulator.ts';
import { summarizeInWorker } from './workers/summarizer.ts';
import './ui/index.css';

function clock(): Moment {
  const now = new Date();
  return { at: now.getTime() as Millis, utcOffsetMinutes: -now.getTimezoneOffset() };
}

function saveFile(name: string, type: string, content: string | Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}

/** React and the screens come in a file of their own, so that the database opens while they are evaluated. */
const screens = import('./mount.tsx');

/** Fetched while the database opens: every screen needs the decks, the study screen their faces too. */
for (const { deck, faces } of bundledDecks) {
  void deck();
  if (location.hash.startsWith('#/study')) void faces();
}

/** No top-level `await` here: the screens share this file's modules and could not be evaluated before it has ended. */
async function open(): Promise<void> {
  const opened = await openStorage({
    journal: openJournal(
      () => new Worker(new URL('./workers/journal.ts', import.meta.url), { type: 'module' }),
    ),
    tripwire: openTripwire(() => localStorage),
    later: whenIdle,
  });

  const app = createApp({
    storage: opened.storage,
    guard: opened.storage,
    folder:
      opened.kind === 'lasting'
        ? openFolderBackup({ values: opened.storage, pick: folderPicker(window) })
        : null,
    readSpace,
    warning: opened.kind === 'lasting' ? null : opened.notice,
    clock,
    newId: () => crypto.randomUUID(),
    newSeed: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
    bundled: bundledDecks,
    readDeckFile: readInWorker,
    summarizer: summarizeInWorker,
    fit: fitInWorker,
    whatIf: whatIfInWorker,
    saveFile,
    readPersistence,
    askToPersist,
  });

  void app.start();
  const MINUTE = 60_000;
  setInterval(app.refresh, MINUTE);
  for (const moment of ['visibilitychange', 'pageshow']) window.addEventListener(moment, app.refresh);

  whenIdle(() => {
    const update = registerSW({ onNeedRefresh: () => app.offerUpdate(() => void update(true)) });
  });

  const root = document.getElementById('root');
  if (root) (await screens).mount(app, root);
}

void open();
