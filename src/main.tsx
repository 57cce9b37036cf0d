import { bundledDecks } from 'virtual:decks';
import { registerSW } from 'virtual:pwa-register';
import type { Millis, Moment } from './core/day.ts';
import { createApp } from './state/app.ts';
import { openJournal } from './storage/journal.ts';
import { openStorage } from './storage/openStorage.ts';
import { askToPersist, readPersistence, readSpace } from './storage/persistence.ts';
import { openTripwire } from './storage/tripwire.ts';
import { whenIdle } from './ui/parts/whenIdle.ts';
import { readInWorker } from './workers/deckReader.ts';
import { fitInWorker } from './workers/optimizer.ts';
import { whatIfInWorker } from './workers/simulator.ts';
import { replayInWorker } from './workers/replayer.ts';
import { summarizeInWorker } from './workers/summarizer.ts';
import './ui/index.css';

/** So many cards are read whole at each start without anybody noticing; of more there is an index. */
const MANY_CARDS = 1000;

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

/** React and the screens come in files of their own, so that the database opens while they are evaluated. */
const screens = import('./mount.tsx');
const isStudying = location.hash.startsWith('#/study');
const first = {
  study: () => import('./ui/study/StudyPage.tsx'),
  library: () => import('./ui/library/LibraryPage.tsx'),
};
void first[isStudying ? 'study' : 'library']();

/** Fetched while the database opens: every screen needs the decks, the study screen the faces of those it deals from. */
const asked = new URLSearchParams(location.hash.split('?')[1]).getAll('deck');
for (const { id, deck, faces } of bundledDecks) {
  void deck();
  if (isStudying && (asked.length === 0 || asked.includes(id))) void faces();
}

/** No top-level `await` here: the screens share this file's modules and could not be evaluated before it has ended. */
async function open(): Promise<void> {
  const opened = await openStorage({
    journal: openJournal(
      () => new Worker(new URL('./workers/journal.ts', import.meta.url), { type: 'module' }),
    ),
    tripwire: openTripwire(() => localStorage),
    later: onceOpen,
  });

  const app = createApp({
    storage: opened.storage,
    guard: opened.storage,
    folder:
      opened.kind === 'lasting'
        ? async () => {
            const { folderPicker, openFolderBackup } = await import('./storage/folderBackup.ts');
            return openFolderBackup({ values: opened.storage, pick: folderPicker(window) });
          }
        : null,
    manyCards: MANY_CARDS,
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
    replay: replayInWorker,
    saveFile,
    readPersistence,
    askToPersist,
  });

  const started = app.start();
  const MINUTE = 60_000;
  setInterval(app.refresh, MINUTE);
  for (const moment of ['visibilitychange', 'pageshow']) window.addEventListener(moment, app.refresh);

  onceOpen(() => void app.upkeep());
  onceOpen(() => {
    const update = registerSW({ onNeedRefresh: () => app.offerUpdate(() => void update(true)) });
  });

  const root = document.getElementById('root');
  if (root) await (await screens).mount(app, root);
  await started;
}

const isOpen = open();

/** The page has idle moments before it is open too, while it waits for its files; they are not for other work. */
function onceOpen(work: () => void): void {
  void isOpen.finally(() => whenIdle(work));
}
