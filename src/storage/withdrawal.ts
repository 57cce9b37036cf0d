import { unwrap } from 'idb';
import type { EventId } from '../core/event.ts';
import { isReadableEvent } from '../core/eventFault.ts';
import { sameData } from '../core/sameData.ts';
import { removeArchived, type ArchiveReader } from './archiveStore.ts';
import type { ReadTransaction, WriteTransaction } from './connection.ts';
import type { Change, Receipt } from './storage.ts';

/**
 * What was taken back is noted in the same transaction: its ids, so that neither the second copy of the diary nor
 * another tab brings it back, and its number, so that nobody misses it.
 */
const IDS = () => IDBKeyRange.bound('withdrawn ', 'withdrawn!');
const COUNT = 'withdrawn';

/** The events that this restore brought; what they replaced could not be read, so it is not in the second copy. */
export function eventsOf({ added, changes }: Receipt): EventId[] {
  const healed = changes.flatMap(({ store, put }) =>
    store === 'events' && isReadableEvent(put) ? [put.id] : [],
  );
  return [...added, ...healed];
}

/** Takes back what a restore did, the last first. */
export async function takeBack(
  tx: WriteTransaction,
  receipt: Receipt,
  readArchive: ArchiveReader,
): Promise<void> {
  const ids = new Set<EventId>(receipt.added);
  await tx.objectStore('recent').clear();
  await removeArchived(tx, ids, readArchive);
  await removeRows(tx, ids);
  let gone = receipt.added.length;
  for (const change of receipt.changes.toReversed()) {
    // oxlint-disable-next-line no-await-in-loop -- one record may have changed twice
    if ((await revert(tx, change)) && change.store === 'events' && change.before === undefined) gone += 1;
  }
  const meta = tx.objectStore('meta');
  const taken = eventsOf(receipt);
  if (taken.length > 0) await meta.put(taken, `withdrawn ${crypto.randomUUID()}`);
  await meta.put((await countTakenBack(tx)) + gone, COUNT);
}

/**
 * One request for each run of neighbours, as one for each row would take seconds that the answers of every tab wait
 * for; and no promise for it: what fails ends the transaction.
 */
async function removeRows(tx: WriteTransaction, ids: ReadonlySet<string>): Promise<void> {
  const keys = await tx.objectStore('events').getAllKeys();
  const events = unwrap(tx.objectStore('events'));
  let first: string | null = null;
  for (const [index, key] of keys.entries()) {
    if (!ids.has(key)) continue;
    first ??= key;
    const next = keys[index + 1];
    if (next !== undefined && ids.has(next)) continue;
    events.delete(IDBKeyRange.bound(first, key));
    first = null;
  }
}

/** Puts back what had been there, unless the record has changed since. */
async function revert(tx: WriteTransaction, { store, key, put, before }: Change): Promise<boolean> {
  if (store === 'quarantine' || key === null) return removeFromQuarantine(tx, put);
  const rows = tx.objectStore(store);
  if (!sameData(await rows.get(key), put)) return false;
  if (before === undefined) await rows.delete(key);
  else
    await (store === 'events' ? tx.objectStore(store).put(before) : tx.objectStore(store).put(before, key));
  return true;
}

async function removeFromQuarantine(tx: WriteTransaction, row: unknown): Promise<boolean> {
  const quarantine = tx.objectStore('quarantine');
  const [keys, rows] = [await quarantine.getAllKeys(), await quarantine.getAll()];
  const key = keys[rows.findIndex((present) => sameData(present, row))];
  if (key === undefined) return false;
  await quarantine.delete(key);
  return true;
}

/** Notes that these events are brought in again. */
export async function readmit(
  tx: WriteTransaction,
  events: readonly { readonly id: string }[],
): Promise<void> {
  const meta = tx.objectStore('meta');
  const keys = await meta.getAllKeys(IDS());
  if (keys.length === 0) return;
  const back = new Set<unknown>(events.map(({ id }) => id));
  for (const key of keys) {
    // oxlint-disable-next-line no-await-in-loop -- hardly ever more than one
    const left = asIds(await meta.get(key)).filter((id) => !back.has(id));
    // oxlint-disable-next-line no-await-in-loop -- as above
    await (left.length > 0 ? meta.put(left, key) : meta.delete(key));
  }
}

export async function readTakenBack(tx: ReadTransaction): Promise<EventId[]> {
  return (await tx.objectStore('meta').getAll(IDS())).flatMap(asIds);
}

/** How many rows of the diary were taken back, ever. */
export async function countTakenBack(tx: ReadTransaction | WriteTransaction): Promise<number> {
  const count = await tx.objectStore('meta').get(COUNT);
  return typeof count === 'number' ? count : 0;
}

function asIds(value: unknown): EventId[] {
  return Array.isArray(value) ? (value as EventId[]) : [];
}
