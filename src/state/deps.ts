import type { Moment } from '../core/day.ts';
import type { Deck, DeckId, Problem } from '../core/deck.ts';
import type { DiarySnapshot } from '../core/diarySnapshot.ts';
import type { FitReport } from '../core/optimizer/fit.ts';
import type { WhatIfPoint, WhatIfRequest } from '../core/simulation/whatIf.ts';
import type { ReplayRequest } from '../workers/replayer.ts';
import type { FitRequest } from '../workers/optimizer.ts';
import type { Summarizer } from '../workers/summarizer.ts';
import type { Task } from '../workers/task.ts';
import type { Face } from '../core/face.ts';
import type { GuardedStorage } from '../storage/guardedStorage.ts';
import type { FolderBackup } from '../storage/folderBackup.ts';
import type { Persistence, Space } from '../storage/persistence.ts';
import type { Storage } from '../storage/storage.ts';

/** A deck that the build compiled in; its JSON and its faces are fetched when first asked for. */
export type BundledDeck = {
  readonly id: DeckId;
  readonly title: string;
  readonly deck: () => Promise<Deck>;
  /** For each card in the deck's order, the faces of `cardTexts`. */
  readonly faces: () => Promise<readonly (readonly Face[])[]>;
};

/** A deck file as its reader understood it; `deck` is `null` when nothing in it can be studied. */
export type DeckReading = { readonly deck: Deck | null; readonly problems: readonly Problem[] };

/** Everything the app may not know by itself; named once, in `main.tsx`. */
export type Deps = {
  readonly storage: Storage;
  /** The watch over both copies of the diary; `null` where nothing is kept. */
  readonly guard: Pick<GuardedStorage, 'alarm' | 'secondCopy' | 'checkCopies' | 'acceptLoss'> | null;
  /** A shelf of so many cards is read in outline. */
  readonly manyCards: number;
  readonly clock: () => Moment;
  readonly newId: () => string;
  readonly newSeed: () => number;
  readonly bundled: readonly BundledDeck[];
  readonly readDeckFile: (fileName: string, text: string) => Promise<DeckReading>;
  /** Begins to draw up figures off the page; to be closed. */
  readonly summarizer: () => Summarizer;
  readonly fit: (request: FitRequest, onProgress: (share: number) => void) => Task<FitReport>;
  readonly whatIf: (request: WhatIfRequest, onProgress: (share: number) => void) => Task<WhatIfPoint[]>;
  /** Works out what an archived diary adds up to. */
  readonly replay: (request: ReplayRequest) => Task<DiarySnapshot | null>;
  /** Hands the learner a file to keep. */
  readonly saveFile: (name: string, type: string, content: string | Blob) => void;
  /** Why nothing can be kept in this browser, for the learner; `null` when all is well. */
  readonly warning: string | null;
  /** Backup files outside the browser, opened when first needed; `null` where nothing is kept. */
  readonly folder: (() => Promise<FolderBackup>) | null;
  readonly readSpace: () => Promise<Space>;
  /** Whether the browser has promised not to evict the data; asks nobody. */
  readonly readPersistence: () => Promise<Persistence>;
  /** Asks the browser not to evict the data; the browser's answer. */
  readonly askToPersist: () => Promise<Persistence>;
};
