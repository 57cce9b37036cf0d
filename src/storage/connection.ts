import { unwrap, type IDBPTransaction, type StoreNames } from 'idb';
import { openDatabase, type Database, type FlipsideSchema } from './database.ts';
import { CLOSED, failureOf, isDeadConnection, UPDATED_ELSEWHERE } from './failures.ts';
import { patienceFor } from './patience.ts';
import { settled, silentDisk, tried, type Trial } from './settled.ts';
import { StorageFailure } from './storage.ts';

type Stores = StoreNames<FlipsideSchema>[];
export type ReadTransaction = IDBPTransaction<FlipsideSchema, Stores>;
export type WriteTransaction = IDBPTransaction<FlipsideSchema, Stores, 'readwrite'>;

/** Reading waits that many times longer than writing: nobody's answer hangs on it, and a history may be long. */
const READ_PATIENCE = 20;
const STRICT: IDBTransactionOptions = { durability: 'strict' };
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
  /**
   * As `write`, for a few requests that go out at once, with nothing between them and the browser. Whether they were
   * carried out: the work may give up while they are on their way, and then nothing was written.
   */
  readonly tryWrite: (stores: Stores, work: Trial) => Promise<boolean>;
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
  const wait = patienceFor(patienceMs, silentDisk);

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
        const tx = database.transaction(named, 'readwrite', STRICT);
        if (named !== stores) nameDecks(tx);
        return settled(tx, work, patienceMs + items * MS_PER_ITEM);
      }),
    tryWrite: (stores, work) =>
      run((database) => tried(unwrap(database).transaction(stores, 'readwrite', STRICT), work, wait)),
    close: () => shut(CLOSED),
  };
}

/** Whoever may write a deck gives the decks another name, so that nothing is taken for what it says of the former ones. */
function nameDecks(tx: WriteTransaction): void {
  tx.objectStore('meta')
    .put(crypto.randomUUID(), 'decks')
    .catch(() => {});
}
