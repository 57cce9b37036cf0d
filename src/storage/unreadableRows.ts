import { sameData } from '../core/sameData.ts';
import type { UnreadableRecord } from '../core/unreadable.ts';
import type { ArchiveReader } from './archiveStore.ts';
import type { Connection, WriteTransaction } from './connection.ts';
import { pagesOfRows } from './rowPages.ts';
import { keyOf, sortRows } from './rows.ts';
import type { Change } from './storage.ts';

/** Looks for them as `Storage.readUnreadable` promises. */
export async function readUnreadable(
  connection: Connection,
  readArchive: ArchiveReader,
): Promise<readonly UnreadableRecord[]> {
  const found: UnreadableRecord[] = [];
  for await (const events of pagesOfRows(connection))
    found.push(...sortRows({ events, decks: [], quarantine: [] }).unreadable);
  const rest = await connection.read(['archive', 'decks', 'quarantine'], async (tx) => ({
    events: [],
    decks: await tx.objectStore('decks').getAll(),
    quarantine: [...(await tx.objectStore('quarantine').getAll()), ...(await readArchive(tx)).unreadable],
  }));
  return [...found, ...sortRows(rest).unreadable];
}

/**
 * Keeps unreadable records that come from elsewhere: in their own place if it is free, so that a version that can
 * read them finds them there, else in the quarantine. Records that are there already are not kept twice. Tells what that changed.
 */
export async function keepUnreadable(
  tx: WriteTransaction,
  records: readonly UnreadableRecord[],
): Promise<Change[]> {
  if (records.length === 0) return [];
  const quarantine = tx.objectStore('quarantine');
  const kept: unknown[] = (await quarantine.getAll()).map(({ value }) => value);
  const setAside = async ({ value, fault }: UnreadableRecord): Promise<Change[]> => {
    if (kept.some((other) => sameData(other, value))) return [];
    kept.push(value);
    await quarantine.add({ value, fault });
    return [{ store: 'quarantine', key: null, put: { value, fault }, before: undefined }];
  };
  const keep = async (record: UnreadableRecord): Promise<Change[]> => {
    const key = keyOf(record);
    if (record.from === 'quarantine' || key === null) return setAside(record);
    const store = tx.objectStore(record.from);
    const present: unknown = await store.get(key);
    if (present !== undefined) return sameData(present, record.value) ? [] : setAside(record);
    await (record.from === 'events' ? store.put(record.value) : store.put(record.value, key));
    return [{ store: record.from, key, put: record.value, before: undefined }];
  };
  return (await Promise.all(records.map(keep))).flat();
}
