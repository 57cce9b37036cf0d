import type { DiaryEvent, EventId } from '../core/event.ts';
import { isReadableEvent } from '../core/eventFault.ts';
import { countArchived, type ArchiveReader, type StoredArchive } from './archiveStore.ts';
import type { Connection, ReadTransaction, WriteTransaction } from './connection.ts';
import { addEvents } from './eventRows.ts';
import type { StagingKey } from './rows.ts';
import { stagesAtWork } from './stageLocks.ts';
import { StorageFailure, type Change, type Receipt } from './storage.ts';

/** Slices are in play from the moment that the `published` entry of their stage stands, until they have moved on. */
const PUBLISHED = () => IDBKeyRange.bound(['published'], ['published', []]);
const slicesOf = (stage: string) => IDBKeyRange.bound(['slice', stage], ['slice', stage, []]);

/** Lays events aside in slices, a strict transaction each, so that no other tab waits long; gives their number. */
export async function stageEvents(
  { write }: Connection,
  stage: string,
  events: readonly DiaryEvent[],
  sliceSize: number,
): Promise<number> {
  const slices = Math.ceil(events.length / sliceSize);
  for (let index = 0; index < slices; index += 1) {
    const slice = events.slice(index * sliceSize, (index + 1) * sliceSize);
    // oxlint-disable-next-line no-await-in-loop -- all at once would be one long transaction again
    await write(
      ['staging'],
      (tx) => tx.objectStore('staging').put(slice, ['slice', stage, index]),
      slice.length,
    );
  }
  return slices;
}

/** Brings a stage into play; whatever else its import brings goes into the same transaction. */
export async function publish(tx: WriteTransaction, stage: string, slices: number): Promise<void> {
  const staging = tx.objectStore('staging');
  if ((await staging.count(slicesOf(stage))) !== slices) throw new StorageFailure('failed', SWEPT_AWAY);
  await staging.put(slices, ['published', stage]);
}

const SWEPT_AWAY =
  'Another tab cleared the import away before it was complete. Nothing was changed; import it again.';

/** Clears away a stage that was given up, unless it has been published after all. */
export async function dropStage({ write }: Connection, stage: string): Promise<void> {
  await write(['staging'], async (tx) => {
    const staging = tx.objectStore('staging');
    if ((await staging.get(['published', stage])) === undefined) await staging.delete(slicesOf(stage));
  });
}

/** The diary as it is in play: the archive, and the other rows; `isTidy` when nothing lies in the staging store. */
export type DiaryRows = StoredArchive & { readonly rows: unknown[]; readonly isTidy: boolean };

/** The diary, published slices included, each id once. */
export async function readRows(tx: ReadTransaction, readArchive: ArchiveReader): Promise<DiaryRows> {
  const stored = await readArchive(tx);
  const staging = tx.objectStore('staging');
  const [rows, keys] = [await tx.objectStore('events').getAll(), await staging.getAllKeys()];
  const staged: unknown[] = [];
  for (const [kind, stage] of keys) {
    // oxlint-disable-next-line no-await-in-loop -- hardly ever more than one
    if (kind === 'published') staged.push(...(await staging.getAll(slicesOf(stage))).flat());
  }
  const missing = staged.filter((row) => !(isReadableEvent(row) && stored.archive.has(row)));
  return { ...stored, rows: missing.length > 0 ? union(rows, missing) : rows, isTidy: keys.length === 0 };
}

/** How many rows the diary has, published slices included. */
export async function countRows(tx: ReadTransaction, readArchive: ArchiveReader): Promise<number> {
  const hasStages = (await tx.objectStore('staging').count(PUBLISHED())) > 0;
  const rows = hasStages
    ? (await readRows(tx, readArchive)).rows.length
    : await tx.objectStore('events').count();
  return rows + (await countArchived(tx));
}

/** As it will be once the slices have moved, but for an unreadable row, which makes way without being kept here. */
function union(rows: readonly unknown[], staged: readonly unknown[]): unknown[] {
  const byId = new Map(rows.map((row) => [idOf(row), row]));
  for (const row of staged) {
    const present = byId.get(idOf(row));
    if (present === undefined || !isReadableEvent(present)) byId.set(idOf(row), row);
  }
  return [...byId.values()];
}

function idOf(row: unknown): unknown {
  return typeof row === 'object' && row !== null ? Reflect.get(row, 'id') : row;
}

/**
 * Moves the published slices of some stages to the diary, a strict transaction each; it may end and go on at any slice.
 * Tells what that changed.
 */
export async function settleStages(
  { read, write }: Connection,
  readArchive: ArchiveReader,
  isMeant: (stage: string) => boolean,
): Promise<Receipt & { readonly slices: number }> {
  const keys = await read(['staging'], (tx) => tx.objectStore('staging').getAllKeys());
  const published = new Set(keys.flatMap(([kind, stage]) => (kind === 'published' ? [stage] : [])));
  const added: EventId[] = [];
  const changes: Change[] = [];
  let slices = 0;
  for (const key of keys) {
    if (key[0] !== 'slice' || !published.has(key[1]) || !isMeant(key[1])) continue;
    // oxlint-disable-next-line no-await-in-loop -- the first of two events with one id stays, so in order
    const settled = await write(
      ['events', 'archive', 'recent', 'quarantine', 'staging'],
      (tx) => settleSlice(tx, key, readArchive),
      PATIENT_ITEMS,
    );
    if (settled === null) continue;
    for (const id of settled.added) added.push(id);
    changes.push(...settled.changes);
    slices += 1;
  }
  return { added, changes, slices };
}

/** A slice is waited for as if it held so many events. */
const PATIENT_ITEMS = 5000;

/** `null` when another tab has moved it. */
async function settleSlice(
  tx: WriteTransaction,
  key: StagingKey,
  readArchive: ArchiveReader,
): Promise<Receipt | null> {
  const staging = tx.objectStore('staging');
  const slice: unknown = await staging.get(key);
  if (!Array.isArray(slice)) return null;
  const added = await addEvents(tx, slice as DiaryEvent[], readArchive);
  await staging.delete(key);
  if ((await staging.count(slicesOf(key[1]))) === 0) await staging.delete(['published', key[1]]);
  return added;
}

/** Finishes what a killed import left: published stages move on, the rest is cleared away. Work in progress is left alone. */
export async function tidyStages(connection: Connection, readArchive: ArchiveReader): Promise<void> {
  const keys = await connection.read(['staging'], (tx) => tx.objectStore('staging').getAllKeys());
  const atWork = await stagesAtWork();
  const left = new Set(keys.map(([, stage]) => stage).filter((stage) => !atWork.has(stage)));
  await Promise.all([...left].map((stage) => dropStage(connection, stage)));
  await settleStages(connection, readArchive, (stage) => left.has(stage));
}
