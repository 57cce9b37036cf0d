import { createMemoryHub, createMemoryStorage } from '../../src/storage/memoryStorage.ts';
import { testStorage } from '../contracts/storage.ts';

testStorage(() => {
  const hub = createMemoryHub();
  return { openTab: () => Promise.resolve(createMemoryStorage(hub)) };
});
