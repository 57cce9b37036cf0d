import { afterEach, expect, test, vi } from 'vitest';
import { askToPersist, readPersistence, readSpace } from '../../src/storage/persistence.ts';

afterEach(() => vi.unstubAllGlobals());

const browser = (storage: object) => vi.stubGlobal('navigator', { storage });

test.each([
  [true, 'granted'],
  [false, 'denied'],
] as const)('the browser’s %s is %s', async (word, answer) => {
  browser({ persist: () => Promise.resolve(word), persisted: () => Promise.resolve(word) });
  expect(await askToPersist()).toBe(answer);
  expect(await readPersistence()).toBe(answer);
});

test('reading what was promised asks nobody', async () => {
  const persist = vi.fn<() => Promise<boolean>>();
  browser({ persist, persisted: () => Promise.resolve(false) });
  await readPersistence();
  expect(persist).not.toHaveBeenCalled();
});

test.each([
  ['no navigator', undefined],
  ['no storage manager', {}],
  ['no such question', { storage: {} }],
  ['an answer that fails', { storage: { persist: () => Promise.reject(new Error('opaque origin')) } }],
])('%s is unsupported', async (_what, navigator) => {
  vi.stubGlobal('navigator', navigator);
  expect(await askToPersist()).toBe('unsupported');
  expect(await readSpace()).toEqual({ kind: 'unsupported' });
});

test('space is told in bytes, or not at all', async () => {
  browser({ estimate: () => Promise.resolve({ usage: 12, quota: 1000 }) });
  expect(await readSpace()).toEqual({ kind: 'known', usedBytes: 12, quotaBytes: 1000 });
  browser({ estimate: () => Promise.resolve({}) });
  expect(await readSpace()).toEqual({ kind: 'unsupported' });
});
