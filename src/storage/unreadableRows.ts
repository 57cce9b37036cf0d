import { sameData } from '../core/sameData.ts';
import type { UnreadableRecord } from '../core/unreadable.ts';
import type { WriteTransaction } from './connection.ts';
import { keyOf } from './rows.ts';

/**
 * Keeps unreadable records that come from elsewhere: in their own place if it is free, so that a version that can
 * read them finds them there, else in the quarantine. Records that are there already are not kept twice.
 */
export async function keepUnreadable(
  tx: WriteTransaction,
  records: readonly UnreadableRecord[],
): Promise<void> {
  if (records.length === 0) return;
  const quarantine = tx.objectStore('quarantine');
  const kept: unknown[] = (await quarantine.getAll()).map(({ value }) => value);
  const setAside = async ({ value, fault }: UnreadableRecord) => {
    if (kept.some((other) => sameData(other, value))) return;
    kept.push(value);
    await quarantine.add({ value, fault });
  };
  const keep = async (record: UnreadableRecord) => {
    const key = keyOf(record);
    if (record.from === 'quarantine' || key === null) return setAside(record);
    const store = tx.objectStore(record.from);
    const present: unknown = await store.get(key);
    if (present !== undefined) return sameData(present, record.value) ? undefined : setAside(record);
    await (record.from === 'events' ? store.put(record.value) : store.put(record.value, key));
    return undefined;
  };
  await Promise.all(records.map(keep));
}
