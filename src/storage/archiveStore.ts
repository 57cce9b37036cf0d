import { createArchive, type Archive, type ArchiveOutline } from '../core/archive.ts';
import { inDiaryOrder, type DiaryEvent, type EventId } from '../core/event.ts';
import { isReadableEvent } from '../core/eventFault.ts';
import { packSegment, unpackSegment, type PackedSegment } from '../core/packedSegment.ts';
import { sameData } from '../core/sameData.ts';
import { segmentFault, toSegment, type Segment } from '../core/segment.ts';
import type { Connection, ReadTransaction, WriteTransaction } from './connection.ts';
import { pagesOfRows } from './rowPages.ts';
import type { ArchiveKey, QuarantineRow } from './rows.ts';

/** The segments that can be read, and those that cannot. */
export type StoredArchive = {
  readonly archive: Archive;
  readonly segments: readonly Segment[];
  /** Where the segments lie, one for one. */
  readonly keys: readonly ArchiveKey[];
  readonly outline: ArchiveOutline;
  readonly unreadable: readonly (QuarantineRow & { readonly key: ArchiveKey })[];
};

/** Reads the archive; what it read last is kept, as segments never change. */
export type ArchiveReader = (tx: ReadTransaction | WriteTransaction) => Promise<StoredArchive>;

export function createArchiveReader(): ArchiveReader {
  let last = opened([], []);
  return async (tx) => {
    const store = tx.objectStore('archive');
    const keys = await store.getAllKeys();
    if (outlineOf(keys).of !== last.outline.of) last = opened(keys, await store.getAll());
    return last;
  };
}

/** What the keys of the archive tell of it. */
export async function outlineArchive(tx: ReadTransaction): Promise<ArchiveOutline> {
  return outlineOf(await tx.objectStore('archive').getAllKeys());
}

function opened(keys: readonly ArchiveKey[], values: readonly unknown[]): StoredArchive {
  const rows = keys.map((key, index) => {
    const segment = unpackSegment(values[index]);
    return { key, value: values[index], segment, fault: segmentFault(segment) };
  });
  const whole = rows.filter(({ fault }) => fault === null);
  const segments = whole.map(({ segment }) => segment as Segment);
  const unreadable = rows.flatMap(({ key, value, fault }) => (fault === null ? [] : [{ key, value, fault }]));
  return {
    archive: createArchive(segments),
    segments,
    keys: whole.map(({ key }) => key),
    outline: outlineOf(keys),
    unreadable,
  };
}

function outlineOf(keys: readonly ArchiveKey[]): ArchiveOutline {
  return {
    of: keys.map(([, , name]) => name).join(),
    size: keys.reduce((sum, [, count]) => sum + count, 0),
    newestHlc: keys.reduce((newest, [upTo]) => Math.max(newest, upTo), 0),
  };
}

/** How many events the archive holds, readable or not. */
export async function countArchived(tx: ReadTransaction): Promise<number> {
  return (await outlineArchive(tx)).size;
}

/** The events that the archive does not hold; looks no further than needed, as new answers are newer than it. */
export async function notArchived(
  tx: WriteTransaction,
  events: readonly DiaryEvent[],
  read: ArchiveReader,
): Promise<readonly DiaryEvent[]> {
  const oldest = events.reduce((least, { hlc }) => Math.min(least, hlc), Infinity);
  const reaching = await tx.objectStore('archive').count(IDBKeyRange.lowerBound([oldest]));
  if (reaching === 0) return events;
  const { archive } = await read(tx);
  return events.filter((event) => !archive.has(event));
}

/** Makes anew every segment that holds one of these, without them. */
export async function removeArchived(
  tx: WriteTransaction,
  ids: ReadonlySet<EventId>,
  read: ArchiveReader,
): Promise<void> {
  const { segments, keys } = await read(tx);
  const store = tx.objectStore('archive');
  for (const [index, segment] of segments.entries()) {
    const key = keys[index];
    const left = [...createArchive([segment]).events()].filter(({ id }) => !ids.has(id));
    if (key === undefined || left.length === segment.count) continue;
    void store.delete(key);
    if (left.length === 0) continue;
    const smaller = toSegment(left);
    void store.add(packSegment(smaller), keyOf(smaller));
  }
}

export type Archiving = {
  /** So many rows are worth a segment, and go into one in a transaction that another tab's answer can wait for. */
  readonly slice: number;
  /** What is younger may still be taken back or written once more, so it stays as it is. */
  readonly restMs: number;
};

export const ARCHIVING: Archiving = { slice: 250, restMs: 86_400_000 };

/** So many segments of about one size become one; each names its cards, which costs a small one more than its answers. */
const FAN_IN = 4;

/**
 * Moves rows of the diary that have come to rest into segments, and segments into larger ones. Each step is one strict
 * transaction, so that every event is in one place at every moment, and goes ahead only when what it takes away comes
 * out of the new segment as it went in. May be left at any step.
 */
export async function compact(
  connection: Connection,
  read: ArchiveReader,
  { slice, restMs }: Archiving,
): Promise<void> {
  await setAsideUnreadable(connection, read);
  const events: DiaryEvent[] = [];
  for await (const rows of pagesOfRows(connection)) events.push(...rows.filter(isReadableEvent));
  const newest = events.reduce((latest, { hlc }) => Math.max(latest, hlc), 0);
  const resting = events.filter(({ hlc }) => hlc < newest - restMs).toSorted(inDiaryOrder);
  for (let from = 0; from + slice <= resting.length; from += slice) {
    // oxlint-disable-next-line no-await-in-loop -- all at once would keep the page and other tabs waiting
    await archiveRows(connection, resting.slice(from, from + slice));
  }
  // oxlint-disable-next-line no-await-in-loop -- each may make the next possible
  while (await mergeOnce(connection, slice)) await pause();
}

async function archiveRows({ write }: Connection, events: readonly DiaryEvent[]): Promise<void> {
  const segment = provenSegment(events);
  if (!segment) return;
  await write(
    ['events', 'archive', 'recent'],
    async (tx) => {
      const store = tx.objectStore('events');
      const present = await Promise.all(events.map(({ id }) => store.getKey(id)));
      // Another tab has moved some of them.
      if (present.includes(undefined)) return;
      await Promise.all([
        // No news, but an entry: it tells every tab that what it knew of the archive has changed; see `answerWriter.ts`.
        tx.objectStore('recent').add([]),
        tx.objectStore('archive').add(segment, keyOf(segment)),
        ...events.map(({ id }) => store.delete(id)),
      ]);
    },
    events.length,
  );
  await pause();
}

/** Makes one segment of several of about one size; whether there were so many. */
async function mergeOnce({ read, write }: Connection, slice: number): Promise<boolean> {
  const keys = await read(['archive'], (tx) => tx.objectStore('archive').getAllKeys());
  const group = mergeable(keys, slice);
  if (!group) return false;
  const values = await read(['archive'], (tx) =>
    Promise.all(group.map((key) => tx.objectStore('archive').get(key))),
  );
  const segments = values
    .map(unpackSegment)
    .filter((value): value is Segment => segmentFault(value) === null);
  const merged = segments.length === group.length && provenSegment([...createArchive(segments).events()]);
  if (!merged) return false;
  return write(
    ['archive'],
    async (tx) => {
      const store = tx.objectStore('archive');
      const present = await Promise.all(group.map((key) => store.getKey(key)));
      if (present.includes(undefined)) return false;
      await Promise.all([store.add(merged, keyOf(merged)), ...group.map((key) => store.delete(key))]);
      return true;
    },
    merged.count,
  );
}

/** The oldest segments of the smallest size of which there are enough. */
function mergeable(keys: readonly ArchiveKey[], slice: number): readonly ArchiveKey[] | null {
  const bySize = new Map<number, ArchiveKey[]>();
  for (const key of keys) {
    const size = Math.floor(Math.log2(Math.max(1, key[1] / slice)) / Math.log2(FAN_IN));
    bySize.set(size, [...(bySize.get(size) ?? []), key]);
  }
  const [smallest] = [...bySize].filter(([, group]) => group.length >= FAN_IN).toSorted(([a], [b]) => a - b);
  return smallest?.[1].slice(0, FAN_IN) ?? null;
}

/** A segment of these events; `null` if they would not come back out of it exactly as they are. */
function provenSegment(events: readonly DiaryEvent[]): PackedSegment | null {
  const packed = packSegment(toSegment(events));
  const segment = unpackSegment(packed) as Segment;
  const byId = new Map(events.map((event) => [event.id, event]));
  const back = [...createArchive([segment]).events()];
  const isWhole =
    segmentFault(segment) === null &&
    back.length === byId.size &&
    byId.size === events.length &&
    back.every((event) => sameData(event, byId.get(event.id)));
  return isWhole ? packed : null;
}

function keyOf({ upTo, count }: Pick<Segment, 'upTo' | 'count'>): ArchiveKey {
  return [upTo, count, crypto.randomUUID()];
}

/** A segment that cannot be read makes way without being lost, so that its events can come back from elsewhere. */
async function setAsideUnreadable({ read, write }: Connection, reader: ArchiveReader): Promise<void> {
  const { unreadable } = await read(['archive'], reader);
  if (unreadable.length === 0) return;
  await write(['archive', 'quarantine'], async (tx: WriteTransaction) => {
    for (const { key, value, fault } of unreadable) {
      // oxlint-disable-next-line no-await-in-loop -- hardly ever one
      if ((await tx.objectStore('archive').getKey(key)) === undefined) continue;
      void tx.objectStore('quarantine').add({ value, fault });
      void tx.objectStore('archive').delete(key);
    }
  });
}

/** Lets the page and other tabs have their turn. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
