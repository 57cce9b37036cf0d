import { afterEach, describe } from 'vitest';
import { openBrowserStorage } from '../../src/storage/browserStorage.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { testStorage } from '../contracts/storage.ts';
import { installFakeIndexedDb } from './fakeIndexedDb.ts';

installFakeIndexedDb();

const opened: Storage[] = [];
afterEach(() => {
  for (const storage of opened.splice(0)) storage.close();
});

let places = 0;
const newPlace = (sliceSize: number) => () => {
  places += 1;
  const name = `place-${places}`;
  return {
    async openTab() {
      const storage = await openBrowserStorage({ name, sliceSize });
      opened.push(storage);
      return storage;
    },
  };
};

describe('in one transaction', () => {
  testStorage(newPlace(500));
});
describe('in slices of one event', () => {
  testStorage(newPlace(1));
});
