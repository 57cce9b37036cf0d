import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import type { CardId } from '../../src/core/deck.ts';
import { DEFAULT_DECK_OPTIONS } from '../../src/core/deckOptions.ts';
import { eventId, type DiaryEvent, type Graded } from '../../src/core/event.ts';
import type { Deps } from '../../src/state/deps.ts';
import type { App } from '../../src/state/app.ts';
import { libraryCommands } from '../../src/state/library.ts';
import { DECK_OPTIONS_KEY } from '../../src/state/values.ts';
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

const toldAtOnce = (app: App) => ({
  cards: LESSON.cards.map(({ id }) => app.diary.standing(id)),
  size: app.diary.size,
  days: [...Array(40).keys()].map((day) => app.diary.answeredOn((Math.floor(START / DAY) + day) as never)),
});

const told = (app: App) => ({
  ...toldAtOnce(app),
  answers: LESSON.cards.map(({ id }) => app.diary.answers(id).length),
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
  expect([archive.size, snapshot !== undefined]).toEqual([1750, true]);
  expect(third.app.store.getState().phase).toBe('begun');
  expect({ ...before, ...toldAtOnce(third.app) }).toEqual(before);
  await third.app.upkeep();
  expect(third.app.store.getState().phase).toBe('ready');
  expect(told(third.app)).toEqual(before);
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
  await third.app.upkeep();
  expect(told(third.app)).toEqual(before);
  expect(third.replay).not.toHaveBeenCalled();
  third.storage.close();
});

/** A start with a long diary of which only what the archive adds up to has been read. */
async function begun() {
  const first = await started();
  await first.storage.append(history());
  await first.app.upkeep();
  first.storage.close();
  const { app, storage } = await started();
  expect(app.store.getState().phase).toBe('begun');
  return { app, storage };
}

test('an answer given before the old ones have been read is stored, and nothing of the old ones is missing', async () => {
  const { app, storage } = await begun();
  app.study.open('ahead=');
  const card = app.store.getState().study?.session.current as CardId;
  const former = app.diary.standing(card).memory;
  app.study.reveal();
  await app.study.grade('good');
  expect(app.store.getState().phase).toBe('ready');
  expect(app.diary.answers(card)).toHaveLength(
    history().filter((event) => event.kind === 'graded' && event.card === card).length + 1,
  );
  expect(app.diary.memory(card)).not.toEqual(former);
  await app.study.undo();
  expect(app.diary.memory(card)).toEqual(former);
  expect((await storage.readEvents()).length).toBe(2003);
  storage.close();
});

test('another tab that tidies between a start and its reading the old answers loses it nothing', async () => {
  const { app, storage } = await begun();
  const other = await openBrowserStorage({ archiving: { slice: 100, restMs: 0 } });
  const before = toldAtOnce(app);
  await other.tidy();
  other.close();
  await app.complete();
  expect(app.store.getState().phase).toBe('ready');
  expect(toldAtOnce(app)).toEqual(before);
  expect([...app.diary.events()].map(({ id }) => id).toSorted()).toEqual(
    history()
      .map(({ id }) => id)
      .toSorted(),
  );
  storage.close();
});

test('another tab’s answer is heard before the old ones have been read', async () => {
  const { app, storage } = await begun();
  const other = await openBrowserStorage();
  const at = START + 50 * DAY;
  const late = {
    ...history()[0],
    at,
    hlc: at,
    id: eventId('other', at),
    day: Math.floor(at / DAY),
  } as Graded;
  await other.append([late]);
  await expect.poll(() => app.diary.stands(late.id)).toBe(true);
  expect(app.diary.size).toBe(2002);
  other.close();
  storage.close();
});

test('a deck that follows its own plan asks for the old answers at the start', async () => {
  const { app, storage } = await begun();
  app.commands(libraryCommands).setDeckOptions(LESSON.id, { ...DEFAULT_DECK_OPTIONS, follow: 'both' });
  await expect.poll(() => storage.readValue(DECK_OPTIONS_KEY)).toBeDefined();
  storage.close();
  const next = await started();
  expect(next.app.store.getState().phase).toBe('ready');
  next.storage.close();
});

test('old answers that cannot be read are told of, and the next card can still be studied', async () => {
  const { app, storage } = await begun();
  const fail = vi.spyOn(storage, 'readDiary').mockRejectedValue(new Error('The disk does not answer.'));
  await app.complete();
  expect(app.store.getState().trouble?.message).toBe('The disk does not answer.');
  fail.mockRestore();
  await app.complete();
  expect(app.diary.isWhole).toBe(true);
  storage.close();
});
