import { unsavable } from './failures.ts';

/**
 * A copy of the value as a disk would give it back. A value that cannot be written (a function, a proxy) is refused
 * here, before a transaction has begun.
 */
export function cloned<T>(value: T, what: string): T {
  try {
    return structuredClone(value);
  } catch (cause) {
    throw unsavable(what, cause);
  }
}
