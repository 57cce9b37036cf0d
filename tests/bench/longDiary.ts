import { eventId, GRADES, type DiaryEvent } from '../../src/core/event.ts';
import { toSegment } from '../../src/core/segment.ts';

/** How a long diary rests after years of tidying: a few large segments and some smaller ones. */
const SIZES = [512_000, ...Array.from({ length: 7 }, () => 64_000), ...Array.from({ length: 5 }, () => 8000)];

const DAY = 86_400_000;
const YEARS = 10;
const ANSWERS_A_SESSION = 200;

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
  const begin = Date.now() - YEARS * 365 * DAY;
  const step = (YEARS * 365 * DAY) / total;
  let from = 0;
  for (const size of SIZES) {
    const events = Array.from({ length: size }, (_, index) => answer(from + index, begin, step, cards));
    const segment = toSegment(events);
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

function answer(index: number, begin: number, step: number, cards: number): DiaryEvent {
  const at = Math.floor(begin + index * step);
  const session = Math.floor(index / ANSWERS_A_SESSION);
  const number = (index * 7919) % cards;
  return {
    id: eventId(`0b9f1c2e-7d3a-4c55-8e21-${String(session).padStart(12, '0')}`, at),
    at,
    hlc: at,
    utcOffsetMinutes: 0,
    day: Math.floor(at / DAY),
    kind: 'graded',
    card: `lesson-${number % 1000}-of-many/${((number * 2_654_435_761) % 2 ** 32).toString(16).padStart(16, '0')}`,
    grade: GRADES[[0, 1, 2, 2, 2, 3][(index * 31) % 6] ?? 2] ?? 'good',
    tookMs: 2000 + ((index * 104_729) % 20_000),
  } as unknown as DiaryEvent;
}
