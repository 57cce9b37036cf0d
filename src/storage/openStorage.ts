import { isReadableEvent } from '../core/eventFault.ts';
import { isStoredDeck } from '../core/storedDeck.ts';
import { openBrowserStorage, type BrowserStorageOptions } from './browserStorage.ts';
import { DATABASE_NAME, readWithoutUpgrade } from './database.ts';
import { guardStorage, type GuardedStorage, type GuardOptions } from './guardedStorage.ts';
import { StorageFailure, type Storage } from './storage.ts';

/**
 * Where the learner's data is kept. `lasting`: in the database, with its second copy. `journalOnly`: the database
 * could not be opened; answers are kept in the second copy and join the database when it opens again, decks and
 * settings are kept until the tab is closed. `passing`: nothing outlives the tab. `notice` says so to the learner and
 * must stay on the screen.
 */
export type OpenedStorage =
  | { readonly kind: 'lasting'; readonly storage: GuardedStorage }
  | {
      readonly kind: 'journalOnly' | 'passing';
      readonly storage: GuardedStorage;
      readonly failure: StorageFailure;
      readonly notice: string;
    };

export type OpenStorageOptions = Omit<GuardOptions, 'inner' | 'isJournalFirst'> & BrowserStorageOptions;

/** Opens the best storage that this browser has to give, so that there is always something to study with. */
export async function openStorage(options: OpenStorageOptions): Promise<OpenedStorage> {
  const { journal, tripwire, later, ...database } = options;
  const guard = { journal, tripwire, later };
  try {
    const inner = await openBrowserStorage(database);
    return { kind: 'lasting', storage: guardStorage({ ...guard, inner }) };
  } catch (failure) {
    if (!(failure instanceof StorageFailure)) throw failure;
    const { createMemoryStorage } = await import('./memoryStorage.ts');
    const inner = createMemoryStorage();
    if (failure.kind === 'newer') await fill(inner, database.name ?? DATABASE_NAME).catch(() => {});
    const survey = await journal.survey().catch(() => null);
    if (survey) tripwire.raise(survey.diarySize);
    return {
      kind: survey ? 'journalOnly' : 'passing',
      storage: guardStorage({ ...guard, inner, isJournalFirst: survey !== null }),
      failure,
      notice: `${failure.message} ${survey ? JOURNAL_ONLY : PASSING}`,
    };
  }
}

const JOURNAL_ONLY =
  'Until then your answers are kept in their second copy only, and decks that you add are gone when you close the tab.';
const PASSING = 'What you do here now is lost when you close the tab.';

/** Data of a newer version can be seen and exported, and is not touched. */
async function fill(storage: Storage, name: string): Promise<void> {
  const { events, decks } = await readWithoutUpgrade(name);
  await storage.putDecks(decks.filter(isStoredDeck), events.filter(isReadableEvent));
}
