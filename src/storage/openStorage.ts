import { isReadableEvent } from '../core/eventFault.ts';
import { isStoredDeck } from '../core/storedDeck.ts';
import { openBrowserStorage, type BrowserStorageOptions } from './browserStorage.ts';
import { DATABASE_NAME, readWithoutUpgrade } from './database.ts';
import { createMemoryStorage } from './memoryStorage.ts';
import { StorageFailure, type Storage } from './storage.ts';

/**
 * Where the learner's data is kept. `passing`: only in memory until the tab is closed, because the browser's own
 * storage could not be used; `notice` says why and must stay on the screen.
 */
export type OpenedStorage =
  | { readonly kind: 'lasting'; readonly storage: Storage }
  | {
      readonly kind: 'passing';
      readonly storage: Storage;
      readonly failure: StorageFailure;
      readonly notice: string;
    };

/**
 * Opens the browser's storage, or else one in memory, so that there is always something to study with. Data of a
 * newer version is read into it, so that it can be seen and exported, and is not touched.
 */
export async function openStorage(options: BrowserStorageOptions = {}): Promise<OpenedStorage> {
  try {
    return { kind: 'lasting', storage: await openBrowserStorage(options) };
  } catch (failure) {
    if (!(failure instanceof StorageFailure)) throw failure;
    const storage = createMemoryStorage();
    if (failure.kind === 'newer') await fill(storage, options.name ?? DATABASE_NAME).catch(() => {});
    const notice = `${failure.message} What you do here now is lost when you close the tab.`;
    return { kind: 'passing', storage, failure, notice };
  }
}

async function fill(storage: Storage, name: string): Promise<void> {
  const { events, decks } = await readWithoutUpgrade(name);
  await storage.putDecks(decks.filter(isStoredDeck), events.filter(isReadableEvent));
}
