import { expect, test, vi } from 'vitest';
import { createMemoryHub, createMemoryStorage } from '../../src/storage/memoryStorage.ts';
import { StorageFailure, type Storage } from '../../src/storage/storage.ts';
import { answer } from '../contracts/diaryEvents.ts';
import { createLearnersApp, deck } from '../fixtures/learnersApp.ts';

type Reading = Awaited<ReturnType<Storage['readRecent']>>;

/** An app that reads what another tab writes no sooner than told. */
async function slowReader() {
  const hub = createMemoryHub();
  const inner = createMemoryStorage(hub);
  const waiting: ((go: boolean) => void)[] = [];
  const readRecent = vi.fn<() => Promise<Reading>>(async () => {
    const go = await new Promise<boolean>((resolve) => {
      waiting.push(resolve);
    });
    if (!go) throw new StorageFailure('failed', 'The disk does not answer.');
    return inner.readRecent();
  });
  const { app } = createLearnersApp([deck('a', 1)], { storage: { ...inner, readRecent } });
  await app.start();
  const other = createMemoryStorage(hub);
  const next = async (go = true) => {
    await expect.poll(() => waiting.length, { interval: 1 }).toBe(1);
    waiting.shift()?.(go);
  };
  return { app, other, next, readRecent };
}

test('however much another tab answers while its news is read, one more reading brings it all', async () => {
  const { app, other, next, readRecent } = await slowReader();
  for (let n = 0; n < 10; n += 1) {
    // oxlint-disable-next-line no-await-in-loop -- answer after answer
    await other.append([answer(n)]);
  }
  await next();
  await next();
  await expect.poll(() => app.diary.size, { interval: 1 }).toBe(10);
  await new Promise((resolve) => setTimeout(resolve));
  expect(readRecent).toHaveBeenCalledTimes(2);
});

test('news that could not be read is read with the next', async () => {
  const { app, other, next } = await slowReader();
  await other.append([answer(0)]);
  await next(false);
  await expect
    .poll(() => app.store.getState().trouble?.message, { interval: 1 })
    .toBe('The disk does not answer.');
  await other.append([answer(1)]);
  await next();
  await expect.poll(() => app.diary.size, { interval: 1 }).toBe(2);
});
