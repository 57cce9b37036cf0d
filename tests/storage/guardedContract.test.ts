import { guardStorage } from '../../src/storage/guardedStorage.ts';
import { openJournal } from '../../src/storage/journal.ts';
import { createMemoryHub, createMemoryStorage } from '../../src/storage/memoryStorage.ts';
import { openTripwire } from '../../src/storage/tripwire.ts';
import { testStorage } from '../contracts/storage.ts';
import { createFakeFolder } from '../fixtures/fakeFolder.ts';
import { createJournalWorker } from '../fixtures/journalWorker.ts';

testStorage(() => {
  const [hub, folder, local] = [createMemoryHub(), createFakeFolder(), new Map<string, string>()];
  const tripwire = openTripwire(() => ({
    getItem: (key) => local.get(key) ?? null,
    setItem: (key, value) => void local.set(key, value),
  }));
  return {
    openTab: () =>
      Promise.resolve(
        guardStorage({
          inner: createMemoryStorage(hub),
          journal: openJournal(() => createJournalWorker(folder)),
          tripwire,
          later: (work) => work(),
        }),
      ),
  };
});
