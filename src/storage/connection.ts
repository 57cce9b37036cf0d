import type { IDBPTransaction, StoreNames } from 'idb';
import { openDatabase, type Database, type FlipsideSchema } from './database.ts';
import { CLOSED, failureOf, isDeadConnection, SILENT_DISK, UPDATED_ELSEWHERE } from './failures.ts';
import { withPatience } from './patience.ts';
import { StorageFailure } from './storage.ts';

type Stores = StoreNames<FlipsideSchema>[];
export type ReadTransaction = IDBPTransaction<FlipsideSchema, Stores>;
export type WriteTransaction = IDBPTransaction<FlipsideSchema, Stores, 'readwrite'>;

/** Reading waits that many times longer than writing: nobody's answer hangs on it, and a history may be long. */
const READ_PATIENCE = 20;
/** Many times what a record takes to write on a slow machine. */
const MS_PER_ITEM = 1;

/**
 * A database that is reached through transactions only. When the browser has dropped the connection, it is opened
 * anew and the work is done once more, so work must be repeatable.
 */
export type Connection = {
  readonly read: <T>(stores: Stores, work: (tx: ReadTransaction) => Promise<T>) => Promise<T>;
  /**
   * One strict transaction; resolves when it is complete. Work that throws leaves nothing behind. It may take longer
   * the more `items` it writes.
   */
  readonly write: <T>(
    stores: Stores,
    work: (tx: WriteTransaction) => Promise<T>,
    items?: number,
  ) => Promise<T>;
  readonly close: () => void;
};

export type ConnectionOptions = {
  readonly name: string;
  /** How long to wait for an answer before the learner is told. */
  readonly patienceMs: number;
  /** Nothing can be read or written any more. */
  readonly onClosed: (reason: string) => void;
  /** The connection was lost and there is a new one. */
  readonly onReopened: (database: Database) => void;
};

/** Opens the database; rejects with a `StorageFailure` when that fails. */
export async function openConnection({
  name,
  patienceMs,
  onClosed,
  onReopened,
}: ConnectionOptions): Promise<Connection> {
  let closedBecause: string | null = null;
  let opened: Promise<Database> | null = null;

  const shut = (reason: string) => {
    closedBecause ??= reason;
    void opened?.then((database) => database.close()).catch(() => {});
    opened = null;
  };
  const onOusted = () => {
    shut(UPDATED_ELSEWHERE);
    onClosed(UPDATED_ELSEWHERE);
  };
  const open = () => {
    const opening: Promise<Database> = openDatabase({
      name,
      patienceMs,
      onOusted,
      onTerminated: () => drop(opening),
    });
    opening.catch(() => drop(opening));
    return opening;
  };
  const drop = (lost: Promise<Database>) => {
    if (opened === lost) opened = null;
    lost.then((database) => database.close()).catch(() => {});
  };
  const reopen = () => {
    const opening = open();
    opening.then(onReopened).catch(() => {});
    return opening;
  };

  const attempt = async <T>(work: (database: Database) => Promise<T>): Promise<T> => {
    if (closedBecause !== null) throw new StorageFailure('closed', closedBecause);
    const current = (opened ??= reopen());
    try {
      return await work(await current);
    } catch (error) {
      if (isDeadConnection(error)) drop(current);
      throw error;
    }
  };
  const run = async <T>(work: (database: Database) => Promise<T>): Promise<T> => {
    try {
      return await attempt(work);
    } catch (error) {
      if (!isDeadConnection(error)) throw failureOf(error);
    }
    try {
      return await attempt(work);
    } catch (error) {
      throw failureOf(error);
    }
  };

  opened = open();
  await opened;
  return {
    read: (stores, work) =>
      run((database) => settled(database.transaction(stores, 'readonly'), work, patienceMs * READ_PATIENCE)),
    write: (stores, work, items = 0) =>
      run((database) => {
        const named: Stores = stores.includes('decks') ? [...stores, 'meta'] : stores;
        const tx = database.transaction(named, 'readwrite', { durability: 'strict' });
        if (named !== stores) nameDecks(tx);
        return settled(tx, work, patienceMs + items * MS_PER_ITEM);
      }),
    close: () => shut(CLOSED),
  };
}

/** Whoever may write a deck gives the decks another name, so that nothing is taken for what it says of the former ones. */
function nameDecks(tx: WriteTransaction): void {
  tx.objectStore('meta')
    .put(crypto.randomUUID(), 'decks')
    .catch(() => {});
}

/**
 * Does the work and waits until the transaction is complete. An exception does not abort a transaction by itself,
 * and one that hangs must not write after the learner was told that it failed: both are aborted here.
 */
async function settled<T, M extends 'readonly' | 'readwrite'>(
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
    return await withPatience(complete(), patienceMs, () => new StorageFailure('failed', SILENT_DISK));
  } catch (error) {
    abort(tx);
    // The transaction and the request know the reason; what reaches the work is often an AbortError, or nothing.
    throw tx.error ?? cause ?? error ?? new DOMException('It gave no reason.', 'AbortError');
  }
}

function abort(tx: { abort: () => void }): void {
  try {
    tx.abort();
  } catch {
    // It is over already: complete, or aborted by the browser.
  }
}
