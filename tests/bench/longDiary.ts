import { packSegment } from '../../src/core/packedSegment.ts';
import { toSegment } from '../../src/core/segment.ts';
import type { DiaryEvent } from '../../src/core/event.ts';
import { decksOf, eveningsOf, type Years } from './keptUp.ts';

/** What has not come to rest yet. */
const RECENT = 1000;
/** How a long diary rests after years of tidying: a few large segments and some smaller ones. */
const SIZES = [256_000, 64_000, 16_000, 4000, 1000];

/** In the page: puts the answers of many years into the database that the app has made; gives their number. */
export async function layAnswers(years: Years): Promise<number> {
  const database = await opened();
  const events = [...eveningsOf(years)].flat();
  let from = 0;
  for (const size of SIZES) {
    for (; from + size <= events.length - RECENT; from += size) {
      const segment = packSegment(toSegment(events.slice(from, from + size)));
      const key = [segment.upTo, segment.count, crypto.randomUUID()];
      // oxlint-disable-next-line no-await-in-loop -- one segment in memory at a time
      await write(database, 'archive', (store) => store.add(segment, key));
    }
  }
  const recent: readonly DiaryEvent[] = events.slice(from);
  await write(database, 'events', (store) => recent.forEach((event) => store.add(event)));
  database.close();
  return events.length;
}

/** In the page: puts the decks of all these cards there. */
export async function layDecks(years: Years): Promise<void> {
  const database = await opened();
  for (const deck of decksOf(years)) {
    const stored = { deck, addedAt: years.now, fileName: `${deck.id}.md` };
    // oxlint-disable-next-line no-await-in-loop -- one deck in memory at a time
    await write(database, 'decks', (store) => store.add(stored, deck.id));
  }
  database.close();
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve) => {
    const request = indexedDB.open('flipside');
    request.addEventListener('success', () => resolve(request.result));
  });
}

async function write(
  database: IDBDatabase,
  name: string,
  work: (store: IDBObjectStore) => unknown,
): Promise<void> {
  const tx = database.transaction(name, 'readwrite', { durability: 'strict' });
  work(tx.objectStore(name));
  await new Promise((resolve) => tx.addEventListener('complete', resolve));
}
