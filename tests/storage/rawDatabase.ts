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
