import { expect } from 'vitest';
import { forceCloseDatabase } from 'fake-indexeddb';
import type { Millis } from '../../src/core/day.ts';
import type { Graded } from '../../src/core/event.ts';
import { writeBackup } from '../../src/formats/backup.ts';
import type { App } from '../../src/state/app.ts';
import { openBrowserStorage } from '../../src/storage/browserStorage.ts';
import { StorageFailure, type Storage } from '../../src/storage/storage.ts';
import { answer } from '../contracts/diaryEvents.ts';
import { createLearnersApp, deck } from '../fixtures/learnersApp.ts';
import { abortBecause, roundTransactions } from '../storage/meddling.ts';
import type { Fate } from './deeds.ts';

/** What lies between the app and its database. */
export type Wrap = (storage: Storage) => Storage;

/** What happens to the next write of events, in whatever tab, and how often each has happened. */
export const disk = { next: 'kept' as Fate, met: { refused: 0, aborted: 0, closed: 0, kept: 0 } };

function meet(): Fate {
  const fate = disk.next;
  disk.next = 'kept';
  disk.met[fate] += 1;
  return fate;
}

/** Lets the disk be as `disk.next` says, until `vi.restoreAllMocks`. */
export function spoilDisk(): void {
  roundTransactions((database, [stores, mode], proceed) => {
    if (mode !== 'readwrite' || !stores.includes('events') || disk.next === 'refused') return proceed();
    const fate = meet();
    if (fate === 'closed') forceCloseDatabase(database as never);
    const tx = proceed();
    if (fate === 'aborted') queueMicrotask(() => abortBecause(tx, 'QuotaExceededError'));
    return tx;
  });
}

/** A storage whose next write of an answer can be refused before it has begun. */
function refusable(inner: Storage): Storage {
  return {
    ...inner,
    append(events) {
      if (disk.next !== 'refused') return inner.append(events);
      meet();
      return Promise.reject(new StorageFailure('full', 'The disk is full.'));
    },
  };
}

export const IMPORTED = deck('imported', 3);
/** Answers of another device, on cards that no deck here has. */
export const ELSEWHERE = [0, 1, 2].map((n) => answer(n, `elsewhere-${n}`) as Graded);
export const BACKUP = writeBackup({ events: ELSEWHERE, decks: [], settings: {} });

export type Tab = { readonly app: App; readonly storage: Storage };

/** Two tabs of the app over one database, and a clock that both look at. */
export type World = {
  readonly tab: (index: number) => Tab;
  readonly move: (hours: number) => void;
  readonly reopenTab: (index: number) => Promise<void>;
  /** Both tabs anew, after a while in which nobody did anything. */
  readonly reopen: () => Promise<void>;
  readonly close: () => void;
};

/** How many starts so far began with what was dealt for them. */
export const starts = { dealt: 0 };

export async function openWorld(name: string, wrap: Wrap): Promise<World> {
  let hours = 0;
  let ids = 0;
  const clock = () => ({
    at: (Date.UTC(2026, 2, 1, 9) + hours * 3_600_000 + ids) as Millis,
    utcOffsetMinutes: 0,
  });
  const openTab = async (): Promise<Tab> => {
    const storage = refusable(wrap(await openBrowserStorage({ name, archiving: { slice: 3, restMs: 0 } })));
    const { app } = createLearnersApp([deck('bundled', 4)], {
      storage,
      clock,
      newId: () => `id-${String((ids += 1)).padStart(6, '0')}`,
      // Even the imported deck is many, so that starts read it in outline and begin with what is dealt.
      manyCards: 1,
      readDeckFile: () => Promise.resolve({ deck: IMPORTED, problems: [] }),
    });
    await app.start();
    // A start that knows only what is dealt deals just what the whole diary and shelf give.
    if (!app.store.getState().shelf.isWhole) starts.dealt += 1;
    const dealt = app.agenda('').cards;
    await app.complete();
    expect(dealt).toEqual(app.agenda('').cards);
    app.study.restart('ahead=');
    return { app, storage };
  };
  let [one, two] = await Promise.all([openTab(), openTab()]);
  const close = () => [one, two].forEach(({ storage }) => storage.close());
  return {
    tab: (index) => (index === 0 ? one : two),
    move: (by) => (hours += by),
    close,
    async reopenTab(index) {
      (index === 0 ? one : two).storage.close();
      const opened = await openTab();
      if (index === 0) one = opened;
      else two = opened;
    },
    async reopen() {
      for (const { app } of [one, two]) await app.upkeep();
      close();
      [one, two] = await Promise.all([openTab(), openTab()]);
    },
  };
}
