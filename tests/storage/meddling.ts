import { vi } from 'vitest';

type Meddling<T, A extends unknown[], R> = (target: T, args: A, proceed: () => R) => R;

/** Puts `meddle` round a method of the database until `vi.restoreAllMocks`. */
function round<T extends object, A extends unknown[], R>(
  prototype: T,
  method: string,
  meddle: Meddling<T, A, R>,
): void {
  const original: unknown = Reflect.get(prototype, method);
  if (typeof original !== 'function') throw new Error(`no method ${method}`);
  const methods = prototype as Record<string, (...args: A) => R>;
  vi.spyOn(methods, method).mockImplementation(function (this: T, ...args: A): R {
    return meddle(this, args, () => Reflect.apply(original, this, args) as R);
  });
}

/** The fake calls itself with the mode `versionchange`. */
type TransactionArgs = [stores: string | string[], mode?: string, how?: IDBTransactionOptions];

export function roundTransactions(meddle: Meddling<IDBDatabase, TransactionArgs, IDBTransaction>): void {
  round(IDBDatabase.prototype, 'transaction', meddle);
}

/** Hears of every request that writes, before it is made. */
export function onWriting(method: 'add' | 'put' | 'delete', hear: (store: IDBObjectStore) => void): void {
  round(IDBObjectStore.prototype, method, (store, _args: unknown[], proceed: () => IDBRequest) => {
    hear(store);
    return proceed();
  });
}

/** Lets rows move to the archive without an entry in the log of news. */
export function moveUnnoticed(): void {
  round(IDBObjectStore.prototype, 'add', (store, [value]: unknown[], proceed: () => IDBRequest) =>
    store.name === 'recent' && Array.isArray(value) && value.length === 0 ? store.count() : proceed(),
  );
}

/** Hears of the rows that a request for many has given. */
export function onReadingMany(hear: (tx: IDBTransaction, rows: readonly unknown[]) => void): void {
  round(
    IDBObjectStore.prototype,
    'getAll',
    ({ transaction }, _args: unknown[], proceed: () => IDBRequest<unknown[]>) => {
      const request = proceed();
      request.addEventListener('success', () => hear(transaction, request.result));
      return request;
    },
  );
}

export function roundClose(hear: (database: IDBDatabase) => void): void {
  round(IDBDatabase.prototype, 'close', (database, _args: unknown[], proceed: () => void) => {
    hear(database);
    proceed();
  });
}

export function onTransaction(hear: (database: IDBDatabase, tx: IDBTransaction) => void): void {
  roundTransactions((database, _args, proceed) => {
    const tx = proceed();
    hear(database, tx);
    return tx;
  });
}

/** What the browser does to a running transaction; a page cannot do it, hence the fake's own door. */
export function abortBecause(tx: IDBTransaction, reason: string): void {
  const abort: unknown = Reflect.get(tx, '_abort');
  const isOver = Reflect.get(tx, '_state') === 'finished';
  if (typeof abort === 'function' && !isOver) Reflect.apply(abort, tx, [reason]);
}

/** How an operation fails: at the call, in its answer, by losing its transaction, or when that is to be committed. */
export const FAILURES = ['call', 'answer', 'transaction', 'commit'] as const;
export type Failure = (typeof FAILURES)[number];

/** Replaces what the newest request of the transaction is about to do by an error. */
function answerWith(tx: IDBTransaction, error: DOMException): void {
  const requests = Reflect.get(tx, '_requests') as { operation: () => unknown }[];
  const newest = requests.at(-1);
  if (newest) {
    newest.operation = () => {
      throw error;
    };
  }
}

const METHODS = ['add', 'put', 'get', 'getAll', 'getAllKeys', 'delete', 'count'] as const;

/**
 * Lets the `nth` operation on the database fail (from 1), and those after it too when `isLasting`. Returns how many
 * operations there have been.
 */
export function failOperation(nth: number, how: Failure, reason: string, isLasting: boolean): () => number {
  let count = 0;
  const isDue = () => {
    count += 1;
    return count === nth || (isLasting && count > nth);
  };
  const error = () => new DOMException('Injected.', reason);
  round(indexedDB, 'open', (_factory, _args: unknown[], proceed: () => IDBOpenDBRequest) => {
    if (isDue()) throw error();
    return proceed();
  });
  roundTransactions((_database, [, mode], proceed) => {
    if (mode !== 'versionchange' && isDue()) throw error();
    return proceed();
  });
  for (const method of METHODS) {
    round(
      IDBObjectStore.prototype,
      method,
      (store: IDBObjectStore, _args: unknown[], proceed: () => IDBRequest) => {
        if (store.transaction.mode === 'versionchange' || !isDue()) return proceed();
        if (how === 'call') throw error();
        const request = proceed();
        const abort = () => abortBecause(store.transaction, reason);
        if (how === 'answer') answerWith(store.transaction, error());
        else if (how === 'transaction') queueMicrotask(abort);
        else for (const outcome of ['success', 'error']) request.addEventListener(outcome, abort);
        return request;
      },
    );
  }
  return () => count;
}
