import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { eventId, type DiaryEvent } from '../../src/core/event.ts';
import type { Deps } from '../../src/state/deps.ts';
import type { App } from '../../src/state/app.ts';
import { openBrowserStorage } from '../../src/storage/browserStorage.ts';
import { createLearnersApp, deck } from '../fixtures/learnersApp.ts';
import 'fake-indexeddb/auto';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 5, 9);
const LESSON = deck('a', 30);

/** Fifty answers a day for forty days, and one `undone`. */
function history(): DiaryEvent[] {
  const graded = Array.from({ length: 2000 }, (_, index) => {
    const day = Math.floor(index / 50);
    const at = START + day * DAY + (index % 50) * 60_000;
    const grade = (['good', 'again', 'hard', 'good', 'easy'] as const)[(index * 7) % 5];
    const stamp = { id: eventId('former', at), at, hlc: at, utcOffsetMinutes: 0, day: Math.floor(at / DAY) };
    const card = LESSON.cards[index % 30]?.id;
    return { ...stamp, kind: 'graded', card, grade, tookMs: 4000 } as unknown as DiaryEvent;
  });
  const last = graded[1200] as DiaryEvent;
  const hlc = last.hlc + 1;
  return [
    ...graded,
    { ...last, kind: 'undone', target: last.id, hlc, id: eventId('former', hlc) } as unknown as DiaryEvent,
  ];
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

async function started(replay = vi.fn<Deps['replay']>()) {
  const storage = await openBrowserStorage();
  const world = createLearnersApp([LESSON], { storage });
  replay.mockImplementation(world.deps.replay);
  const { app } = createLearnersApp([LESSON], { storage, replay });
  await app.start();
  return { app, storage, replay };
}

const told = (app: App) => ({
  cards: LESSON.cards.map(({ id }) => ({ ...app.diary.standing(id), answers: app.diary.answers(id).length })),
  size: app.diary.size,
  days: [...Array(40).keys()].map((day) => app.diary.answeredOn((Math.floor(START / DAY) + day) as never)),
});

test('after the upkeep of one start the next begins from the snapshot and knows the same', async () => {
  const first = await started();
  await first.storage.append(history());
  first.storage.close();
  const second = await started();
  const before = told(second.app);
  expect(before.size).toBe(2001);
  await second.app.upkeep();
  expect(second.replay).toHaveBeenCalledTimes(1);
  second.storage.close();
  const third = await started();
  const { archive, snapshot } = await third.storage.readDiary();
  expect([archive.size, snapshot !== undefined]).toEqual([1000, true]);
  expect(told(third.app)).toEqual(before);
  await third.app.upkeep();
  expect(third.replay).not.toHaveBeenCalled();
  third.storage.close();
});

test('another schedule makes the snapshot useless, and the next upkeep takes another', async () => {
  const first = await started();
  await first.storage.append(history());
  await first.app.upkeep();
  await first.app.changeSettings({ desiredRetention: 0.8 });
  first.storage.close();
  const second = await started();
  const before = told(second.app);
  await second.app.upkeep();
  expect(second.replay).toHaveBeenCalledTimes(1);
  second.storage.close();
  const third = await started();
  expect(told(third.app)).toEqual(before);
  await third.app.upkeep();
  expect(third.replay).not.toHaveBeenCalled();
  third.storage.close();
});
