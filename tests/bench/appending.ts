import { eventId, type DiaryEvent } from '../../src/core/event.ts';
import { openBrowserStorage } from '../../src/storage/browserStorage.ts';

const ANSWERS = 1000;
/** The first find everything cold, as nobody's session stays. */
const WARM_UP = 50;

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

/** A turn of the page, so that what is left to do after an answer is done before the next is timed. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => resolve());
    port1.start();
    port2.postMessage(null);
  });
}

async function timed(into: number[], work: () => Promise<unknown>): Promise<void> {
  await turn();
  const start = performance.now();
  await work();
  into.push(performance.now() - start);
}

export type Appended = { readonly ours: number[]; readonly floor: number[] };

/**
 * In the page: how long each of some answers takes until it is on the disk, in milliseconds, and a bare put of the
 * same, either first as a die says.
 */
export async function appendInTurn(): Promise<Appended> {
  const storage = await openBrowserStorage({ name: 'appending' });
  const put = await openFloor();
  const times: Appended = { ours: [], floor: [] };
  for (let number = 0; number < WARM_UP + ANSWERS; number += 1) {
    const event = answer(number);
    const one = () => timed(times.ours, () => storage.append([event]));
    const other = () => timed(times.floor, () => put(event));
    const isOursFirst = Math.random() < 0.5;
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as they are given
    await (isOursFirst ? one() : other());
    // oxlint-disable-next-line no-await-in-loop -- as above
    await (isOursFirst ? other() : one());
  }
  storage.close();
  return { ours: times.ours.slice(WARM_UP), floor: times.floor.slice(WARM_UP) };
}
