import type { StoreNames } from 'idb';
import type { ArchiveReader } from './archiveStore.ts';
import type { Connection, WriteTransaction } from './connection.ts';
import type { FlipsideSchema } from './database.ts';
import { addEvents } from './eventRows.ts';
import { atWorkOn } from './stageLocks.ts';
import { dropStage, publish, settleStages, stageEvents } from './staging.ts';
import type { Change, Contents, Receipt } from './storage.ts';
import { keepUnreadable } from './unreadableRows.ts';
import { readmit } from './withdrawal.ts';

type Stores = StoreNames<FlipsideSchema>[];

/** `isComplete` unless another tab has had a hand in it, so that some of what was new is not in the receipt. */
export type Put = { readonly receipt: Receipt; readonly isComplete: boolean };

/** Puts everything in one transaction; or, for many events, many small ones of which the one that publishes them all counts. */
export async function putWhole(
  connection: Connection,
  contents: Contents,
  sliceSize: number,
  readArchive: ArchiveReader,
  isFromElsewhere: boolean,
): Promise<Put> {
  const { events } = contents;
  const again = isFromElsewhere && events.length > 0 ? (tx: WriteTransaction) => readmit(tx, events) : null;
  if (events.length <= sliceSize)
    return { receipt: await putAtOnce(connection, contents, readArchive, again, ['meta']), isComplete: true };
  const stage = crypto.randomUUID();
  return atWorkOn(stage, async () => {
    let staged = 0;
    let receipt: Receipt;
    try {
      const slices = await stageEvents(connection, stage, events, sliceSize);
      const alongside = async (tx: WriteTransaction) => {
        await again?.(tx);
        await publish(tx, stage, slices);
      };
      receipt = await putAtOnce(connection, { ...contents, events: [] }, readArchive, alongside, [
        'meta',
        'staging',
      ]);
      staged = slices;
    } catch (error) {
      await dropStage(connection, stage).catch(() => {});
      throw error;
    }
    // Everything is in play and on the disk; what cannot move now moves at the next start.
    const settled = await settleStages(connection, readArchive, (other) => other === stage).catch(() => null);
    return {
      receipt: {
        added: [...receipt.added, ...(settled?.added ?? [])],
        changes: [...receipt.changes, ...(settled?.changes ?? [])],
      },
      isComplete: settled?.slices === staged,
    };
  });
}

/** Locks no more stores than it writes, so that an answer waits for no deck. */
async function putAtOnce(
  { write }: Connection,
  contents: Contents,
  readArchive: ArchiveReader,
  alongside: ((tx: WriteTransaction) => Promise<void>) | null,
  itsStores: Stores,
): Promise<Receipt> {
  const { events, decks, values, unreadable } = contents;
  const stores: Stores = [
    ...(events.length + unreadable.length > 0
      ? (['events', 'archive', 'recent', 'quarantine'] as const)
      : []),
    ...(decks.length + unreadable.length > 0 ? (['decks'] as const) : []),
    ...(Object.keys(values).length > 0 ? (['values'] as const) : []),
    ...(alongside ? itsStores : []),
  ];
  if (stores.length === 0) return { added: [], changes: [] };
  const work = async (tx: WriteTransaction) => {
    const receipt = await putContents(tx, contents, readArchive);
    await alongside?.(tx);
    return receipt;
  };
  return write(stores, work, events.length + decks.length + unreadable.length);
}

async function putContents(
  tx: WriteTransaction,
  contents: Contents,
  readArchive: ArchiveReader,
): Promise<Receipt> {
  const [{ added, changes }, ...replaced] = await Promise.all([
    addEvents(tx, contents.events, readArchive),
    // Async, so that a call that throws cannot leave the promises of the calls before it to nobody.
    ...contents.decks.map((stored) => replace(tx, 'decks', stored.deck.id, stored)),
    ...Object.entries(contents.values).map(([key, value]) => replace(tx, 'values', key, value)),
  ]);
  const kept = await keepUnreadable(tx, contents.unreadable);
  return { added, changes: [...changes, ...replaced, ...kept] };
}

async function replace(
  tx: WriteTransaction,
  store: 'decks' | 'values',
  key: string,
  put: unknown,
): Promise<Change> {
  const rows = tx.objectStore(store);
  const before: unknown = await rows.get(key);
  await rows.put(put, key);
  return { store, key, put, before };
}
