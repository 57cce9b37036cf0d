import type { DiaryEvent } from '../core/event.ts';
import { countArchived } from './archiveStore.ts';
import type { Connection, WriteTransaction } from './connection.ts';
import type { Storage } from './storage.ts';

/**
 * What was added to the diary of late, batch by batch in the order of writing, so that another tab reads on from where
 * it left off. It may be thrown away: who misses something notices by the number of events, and reads the diary. Its
 * numbers never come again, so no tab has written to the diary or to the archive between two that follow each other.
 */

/** Notes what the same transaction has added to the diary. */
export async function noteNews(tx: WriteTransaction, events: readonly DiaryEvent[]): Promise<void> {
  if (events.length > 0) await tx.objectStore('recent').add([...events]);
}

/** The imports that are on their way from the staging store to the diary. */
const PUBLISHED = () => IDBKeyRange.bound(['published'], ['published', []]);
/** So many batches at once keep no answer waiting, even where each is a slice of an import. */
const PAGE = 4;

/** Reads the batches that came since it was last asked, a few at a time, as `Storage.readRecent` promises. */
export function newsReader({ read }: Connection): Storage['readRecent'] {
  let last = 0;
  return async () => {
    const events: DiaryEvent[] = [];
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- page after page
      const { keys, batches, count } = await read(['events', 'archive', 'staging', 'recent'], async (tx) => {
        const since = IDBKeyRange.lowerBound(last, true);
        const recent = tx.objectStore('recent');
        const found = await recent.getAllKeys(since, PAGE);
        const isLast = found.length < PAGE;
        const isMoving = isLast && (await tx.objectStore('staging').count(PUBLISHED())) > 0;
        return {
          keys: found,
          batches: (await recent.getAll(since, PAGE)) as DiaryEvent[][],
          count:
            isLast && !isMoving ? (await tx.objectStore('events').count()) + (await countArchived(tx)) : null,
        };
      });
      for (const batch of batches) for (const event of batch) events.push(event);
      last = keys.at(-1) ?? last;
      if (keys.length < PAGE) return { events, count };
    }
  };
}

/** So many batches are more than any tab that is awake has still to read. */
const PLENTY = 1000;

/** Throws old news away. */
export async function trimNews({ read, write }: Connection): Promise<void> {
  const keys = await read(['recent'], (tx) => tx.objectStore('recent').getAllKeys());
  const last = keys.at(-PLENTY);
  if (last === undefined) return;
  await write(['recent'], (tx) => tx.objectStore('recent').delete(IDBKeyRange.upperBound(last)));
}
