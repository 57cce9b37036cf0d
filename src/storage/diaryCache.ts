import { fromColumns, toColumns, type DiaryColumns } from '../core/diaryColumns.ts';
import type { DiaryEvent } from '../core/event.ts';
import type { Connection, ReadTransaction, WriteTransaction } from './connection.ts';
import type { Storage } from './storage.ts';
import { countTakenBack } from './withdrawal.ts';

/**
 * The diary once more, made for a fast start: columns in the store `columns`, and what came since in `recent`, written
 * by the same transactions as the rows themselves. It may be thrown away at any time and is believed only while it
 * holds exactly as many events as the diary has rows.
 */

/** As many events as are put into columns without the page noticing. */
const SEGMENT = 10_000;
/** Fewer recent events than this are read as they are. */
const WORTH_A_SEGMENT = 1000;

/** Notes in the cache what the same transaction has added to the diary. */
export async function noteRecent(tx: WriteTransaction, events: readonly DiaryEvent[]): Promise<void> {
  if (events.length > 0) await tx.objectStore('recent').add([...events]);
}

/** The whole diary from the cache; `null` where it does not hold what the diary holds. */
export async function readCache(tx: ReadTransaction): Promise<DiaryEvent[] | null> {
  const [rows, staged] = [await tx.objectStore('events').count(), await tx.objectStore('staging').count()];
  if (staged > 0 || rows < WORTH_A_SEGMENT) return null;
  const segments = (await tx.objectStore('columns').getAll()) as DiaryColumns[];
  const recent = await readRecent(tx);
  const held = segments.reduce((sum, { count }) => sum + count, recent.length);
  return held === rows ? [...segments.flatMap(fromColumns), ...recent] : null;
}

/** The imports that are on their way from the staging store to the diary. */
const PUBLISHED = () => IDBKeyRange.bound(['published'], ['published', []]);
/** So many batches at once keep no answer waiting. */
const PAGE = 10;

/** Reads the batches that came since it was last asked, a few at a time, as `Storage.readRecent` promises. */
export function recentReader({ read }: Connection): Storage['readRecent'] {
  let last = 0;
  return async () => {
    const events: DiaryEvent[] = [];
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- page after page
      const { keys, batches, count } = await read(['events', 'staging', 'recent'], async (tx) => {
        const since = IDBKeyRange.lowerBound(last, true);
        const recent = tx.objectStore('recent');
        const found = await recent.getAllKeys(since, PAGE);
        const isLast = found.length < PAGE;
        const isMoving = isLast && (await tx.objectStore('staging').count(PUBLISHED())) > 0;
        return {
          keys: found,
          batches: (await recent.getAll(since, PAGE)) as DiaryEvent[][],
          count: isLast && !isMoving ? await tx.objectStore('events').count() : null,
        };
      });
      for (const batch of batches) for (const event of batch) events.push(event);
      last = keys.at(-1) ?? last;
      if (keys.length < PAGE) return { events, count };
    }
  };
}

/** What was added since the columns were made. */
async function readRecent(tx: ReadTransaction): Promise<DiaryEvent[]> {
  return ((await tx.objectStore('recent').getAll()) as DiaryEvent[][]).flat();
}

/** A diary that was read row by row; `withdrawn` is how many events had been taken back by then. */
export type Uncached = { readonly rows: readonly DiaryEvent[]; readonly withdrawn: number };

/** Makes the next start fast: recent events become columns, and a cache that was not believed is built anew. */
export async function tidyCache(connection: Connection, found: Uncached | null): Promise<void> {
  if (found === null) await packRecent(connection);
  else if (found.rows.length >= WORTH_A_SEGMENT) await rebuild(connection, found);
}

async function packRecent({ read, write }: Connection): Promise<void> {
  const { keys, recent } = await read(['recent'], async (tx) => {
    const store = tx.objectStore('recent');
    return { keys: await store.getAllKeys(), recent: (await store.getAll()) as DiaryEvent[][] };
  });
  const events = recent.flat();
  if (events.length < WORTH_A_SEGMENT) return;
  const segments = await inColumns(events);
  await write(['columns', 'recent'], async (tx) => {
    const [last] = keys.slice(-1);
    // Another tab may have packed the same ones.
    if (last === undefined || (await tx.objectStore('recent').get(last)) === undefined) return;
    await Promise.all(keys.map((key) => tx.objectStore('recent').delete(key)));
    for (const segment of segments) void tx.objectStore('columns').add(segment);
  });
}

async function rebuild({ write }: Connection, { rows, withdrawn }: Uncached): Promise<void> {
  const segments = await inColumns(rows);
  await write(['events', 'columns', 'recent', 'meta'], async (tx) => {
    // What was added meanwhile is not in these columns, what was taken back is; the next start has another try.
    if ((await tx.objectStore('events').count()) !== rows.length) return;
    if ((await countTakenBack(tx)) !== withdrawn) return;
    await tx.objectStore('columns').clear();
    await tx.objectStore('recent').clear();
    for (const segment of segments) void tx.objectStore('columns').add(segment);
  });
}

/** Segment by segment, with a pause for the page after each. */
async function inColumns(events: readonly DiaryEvent[]): Promise<DiaryColumns[]> {
  const segments: DiaryColumns[] = [];
  for (let from = 0; from < events.length; from += SEGMENT) {
    segments.push(toColumns(events.slice(from, from + SEGMENT)));
    // oxlint-disable-next-line no-await-in-loop -- the pause is the point
    await new Promise((resolve) => setTimeout(resolve));
  }
  return segments;
}
