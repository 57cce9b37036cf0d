import { StorageFailure } from './storage.ts';

/**
 * A copy of the value as a disk would give it back. A value that cannot be written (a function, a proxy) is refused
 * here, before a transaction has begun.
 */
export function cloned<T>(value: T, what: string): T {
  try {
    return structuredClone(value);
  } catch (cause) {
    throw new StorageFailure(
      'failed',
      `A fault in Flipside: ${what} holds something that cannot be saved. Nothing was written.`,
      {
        cause,
      },
    );
  }
}
