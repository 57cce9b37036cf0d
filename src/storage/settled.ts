import type { IDBPTransaction, StoreNames } from 'idb';
import type { FlipsideSchema } from './database.ts';
import { SILENT_DISK } from './failures.ts';
import { withPatience } from './patience.ts';
import { StorageFailure } from './storage.ts';

type Stores = StoreNames<FlipsideSchema>[];

/**
 * Does the work and waits until the transaction is complete. An exception does not abort a transaction by itself,
 * and one that hangs must not write after the learner was told that it failed: both are aborted here.
 */
export async function settled<T, M extends 'readonly' | 'readwrite'>(
  tx: IDBPTransaction<FlipsideSchema, Stores, M>,
  work: (tx: IDBPTransaction<FlipsideSchema, Stores, M>) => Promise<T>,
  patienceMs: number,
): Promise<T> {
  let cause: DOMException | null = null;
  tx.addEventListener('error', ({ target }) => {
    cause ??= target instanceof IDBRequest ? target.error : null;
  });
  const complete = async () => {
    tx.done.catch(() => {});
    const result = await work(tx);
    await tx.done;
    return result;
  };
  try {
    return await withPatience(complete(), patienceMs, silentDisk);
  } catch (error) {
    abort(tx);
    // The transaction and the request know the reason; what reaches the work is often an AbortError, or nothing.
    throw tx.error ?? cause ?? error ?? noReason();
  }
}

/** Makes its requests at once, and listens to them; it may give up until they are carried out. */
export type Trial = (tx: IDBTransaction, giveUp: () => void) => void;

/** The same for work without promises; whether it was carried out. */
export async function tried(
  tx: IDBTransaction,
  work: Trial,
  wait: (complete: Promise<void>) => Promise<void>,
): Promise<boolean> {
  let isGivenUp = false;
  const giveUp = () => {
    isGivenUp = true;
    abort(tx);
  };
  try {
    const complete = completion(tx);
    work(tx, giveUp);
    await wait(complete);
    return true;
  } catch (error) {
    abort(tx);
    // The browser may have had a reason of its own, and then there is one.
    if (isGivenUp && tx.error === null) return false;
    throw tx.error ?? error;
  }
}

function completion(tx: IDBTransaction): Promise<void> {
  const complete = new Promise<void>((resolve, reject) => {
    tx.addEventListener('complete', () => resolve());
    tx.addEventListener('abort', () => reject(tx.error ?? noReason()));
  });
  // Work that throws leaves it to nobody.
  complete.catch(() => {});
  return complete;
}

export const silentDisk = () => new StorageFailure('failed', SILENT_DISK);
const noReason = () => new DOMException('It gave no reason.', 'AbortError');

function abort(tx: { abort: () => void }): void {
  try {
    tx.abort();
  } catch {
    // It is over already: complete, or aborted by the browser.
  }
}
