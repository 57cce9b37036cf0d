import { eventId, type DiaryEvent } from '../../src/core/event.ts';
import { openBrowserStorage } from '../../src/storage/browserStorage.ts';

const ANSWERS = 150;

function answer(number: number): DiaryEvent {
  const at = Date.UTC(2026, 0, 1) + number * 60_000;
  return {
    id: eventId('0b9f1c2e-7d3a-4c55-8e21-000000000000', at),
    at,
    hlc: at,
    utcOffsetMinutes: 0,
    day: Math.floor(at / 86_400_000),
    kind: 'graded',
    card: 'lesson-11/0123456789abcdef',
    grade: 'good',
    tookMs: 5000,
  } as unknown as DiaryEvent;
}

/** The least that writes an answer safely: one put in one strict transaction of a database with nothing else. */
async function openFloor(): Promise<(event: DiaryEvent) => Promise<void>> {
  const request = indexedDB.open('floor');
  request.addEventListener('upgradeneeded', () =>
    request.result.createObjectStore('events', { keyPath: 'id' }),
  );
  await new Promise((resolve) => request.addEventListener('success', resolve));
  return (event) =>
    new Promise((resolve) => {
      const tx = request.result.transaction('events', 'readwrite', { durability: 'strict' });
      tx.objectStore('events').put(event);
      tx.addEventListener('complete', () => resolve());
    });
}

async function timed(into: number[], work: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await work();
  into.push(performance.now() - start);
}

/** In the page: how long each of some answers takes until it is on the disk, in milliseconds, and a bare put in turn. */
export async function appendInTurn(): Promise<{ ours: number[]; floor: number[] }> {
  const storage = await openBrowserStorage({ name: 'appending' });
  const put = await openFloor();
  const times = { ours: [] as number[], floor: [] as number[] };
  for (let number = 0; number < ANSWERS; number += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as they are given
    await timed(times.ours, () => storage.append([answer(number)]));
    // oxlint-disable-next-line no-await-in-loop -- as above
    await timed(times.floor, () => put(answer(number)));
  }
  storage.close();
  return times;
}
