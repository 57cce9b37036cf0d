import * as fake from 'fake-indexeddb';

/** Gives the process a database in memory under the browser's own names. */
export function installFakeIndexedDb(): void {
  for (const [name, value] of Object.entries(fake)) {
    if (name === 'indexedDB' || name.startsWith('IDB')) Reflect.set(globalThis, name, value);
  }
}
