import { packSegment } from '../../src/core/packedSegment.ts';
import { toSegment } from '../../src/core/segment.ts';
import { answer, DAY_MS, SIZES, YEARS } from './longHistory.ts';

/** What has not come to rest yet. */
const RECENT = 1000;

/** In the page: puts a million answers to many cards, over ten years, into the database that the app has made. */
export async function fill(cards: number): Promise<number> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('flipside');
    request.addEventListener('success', () => resolve(request.result));
  });
  const archived = SIZES.reduce((sum, size) => sum + size, 0);
  const total = archived + RECENT;
  const begin = Date.now() - YEARS * 365 * DAY_MS;
  const step = (YEARS * 365 * DAY_MS) / total;
  let from = 0;
  for (const size of SIZES) {
    const events = Array.from({ length: size }, (_, index) => answer(from + index, begin, step, cards));
    const segment = packSegment(toSegment(events));
    const tx = database.transaction('archive', 'readwrite');
    tx.objectStore('archive').add(segment, [segment.upTo, segment.count, crypto.randomUUID()]);
    // oxlint-disable-next-line no-await-in-loop -- one segment in memory at a time
    await new Promise((resolve) => tx.addEventListener('complete', resolve));
    from += size;
  }
  const tx = database.transaction('events', 'readwrite', { durability: 'strict' });
  for (let index = archived; index < total; index += 1)
    tx.objectStore('events').add(answer(index, begin, step, cards));
  await new Promise((resolve) => tx.addEventListener('complete', resolve));
  database.close();
  return total;
}
