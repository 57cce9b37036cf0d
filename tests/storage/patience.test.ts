import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { patienceFor, withPatience } from '../../src/storage/patience.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const PATIENCE_MS = 600;
const silence = () => new Error('silence');

type Wait = <T>(promise: Promise<T>) => Promise<T>;
const ways: readonly (readonly [string, () => Wait])[] = [
  ['once', () => (promise) => withPatience(promise, PATIENCE_MS, silence)],
  ['again and again', () => patienceFor(PATIENCE_MS, silence)],
];

const after = (ms: number) => new Promise<string>((resolve) => setTimeout(() => resolve('came'), ms));
const told = (promise: Promise<string>) => promise.catch((error: Error) => error.message);

test.each(ways)('who waits %s has what comes early, and is told of silence in time', async (_say, open) => {
  const delays = fc.array(fc.record({ from: fc.nat({ max: 2000 }), ms: fc.nat({ max: 1500 }) }), {
    minLength: 1,
  });
  await fc.assert(
    fc.asyncProperty(delays, async (waits) => {
      const wait = open();
      const ends = waits.map(async ({ from, ms }) => {
        await after(from);
        const begin = Date.now();
        return { ms, what: await told(wait(after(ms))), took: Date.now() - begin };
      });
      await vi.advanceTimersByTimeAsync(4000);
      for (const { ms, what, took } of await Promise.all(ends)) {
        if (ms < (PATIENCE_MS * 5) / 6) expect(what).toBe('came');
        if (ms > PATIENCE_MS) expect(what).toBe('silence');
        expect(took).toBeLessThanOrEqual(PATIENCE_MS);
      }
    }),
    { numRuns: 50 },
  );
});

test.each(ways)('what fails while somebody waits %s, fails with its own reason', async (_say, open) => {
  await expect(open()(Promise.reject(new Error('torn')))).rejects.toThrow('torn');
});

test.each(ways)('nothing ticks for ever when somebody has waited %s, even in vain', async (_say, open) => {
  const wait = open();
  const never = told(wait(new Promise<string>(() => {})));
  expect(await Promise.all([told(wait(after(1))), vi.advanceTimersByTimeAsync(2)])).toContain('came');
  await vi.advanceTimersByTimeAsync(PATIENCE_MS * 20);
  expect(await never).toBe('silence');
  expect(vi.getTimerCount()).toBe(0);
  await told(Promise.race([wait(after(1)), vi.advanceTimersByTimeAsync(2).then(() => 'came')]));
  await vi.advanceTimersByTimeAsync(PATIENCE_MS * 20);
  expect(vi.getTimerCount(), 'nor when it began anew').toBe(0);
});
