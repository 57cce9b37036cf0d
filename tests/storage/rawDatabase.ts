import { createHash } from 'node:crypto';

/** The database without any of our own code: for preparing what another program, tab or version left behind. */
export function openRaw(
  name: string,
  version?: number,
  upgrade: (database: IDBDatabase) => void = () => {},
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.addEventListener('upgradeneeded', () => upgrade(request.result));
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('no reason')));
  });
}

/** Puts rows as they are, whatever they hold. */
export function putRaw(
  database: IDBDatabase,
  store: string,
  rows: readonly unknown[],
  keys: readonly IDBValidKey[] = [],
) {
  return new Promise<void>((resolve, reject) => {
    const tx = database.transaction(store, 'readwrite');
    for (const [index, row] of rows.entries()) tx.objectStore(store).put(row, keys[index]);
    tx.addEventListener('complete', () => resolve());
    tx.addEventListener('abort', () => reject(tx.error ?? new Error('no reason')));
  });
}

export function readRaw(database: IDBDatabase, store: string): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const request: IDBRequest<unknown[]> = database.transaction(store).objectStore(store).getAll();
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('no reason')));
  });
}

export function deleteRaw(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.addEventListener('success', () => resolve());
    request.addEventListener('error', () => reject(request.error ?? new Error('no reason')));
  });
}

/** Typed arrays have no JSON that tells their kind. */
function withColumns(_key: string, value: unknown): unknown {
  if (!ArrayBuffer.isView(value)) return value;
  const { buffer, byteOffset, byteLength } = value;
  return [value.constructor.name, ...new Uint8Array(buffer, byteOffset, byteLength)];
}

/** A hash of everything in every store, names included. */
export async function hashOf(name: string): Promise<string> {
  const database = await openRaw(name);
  const stores = [...database.objectStoreNames];
  const tx = database.transaction(stores);
  const requests = stores.map((store) => {
    const rows = tx.objectStore(store);
    return [store, rows.getAllKeys(), rows.getAll()] as const;
  });
  await new Promise((resolve) => {
    tx.addEventListener('complete', resolve);
  });
  database.close();
  const hash = createHash('sha256');
  for (const [store, keys, values] of requests)
    hash.update(JSON.stringify([store, keys.result, values.result], withColumns));
  return hash.digest('hex');
}
