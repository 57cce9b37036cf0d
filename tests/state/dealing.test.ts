import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import type { CardId, Deck, DeckId } from '../../src/core/deck.ts';
import { DEFAULT_DECK_OPTIONS, writeDeckOptions } from '../../src/core/deckOptions.ts';
import { eventId, type DiaryEvent, type Grade } from '../../src/core/event.ts';
import { openBrowserStorage } from '../../src/storage/browserStorage.ts';
import { DECK_OPTIONS_KEY } from '../../src/state/values.ts';
import type { App } from '../../src/state/app.ts';
import { createClock, createLearnersApp, deck } from '../fixtures/learnersApp.ts';
import 'fake-indexeddb/auto';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 2, 20, 9);

/** Ten lessons of ten cards with derived ids. */
const LESSONS = Array.from({ length: 10 }, (_, lesson) => {
  const one = deck(`l${lesson}`, 10);
  const cards = one.cards.map((card) => ({
    ...card,
    id: `l${lesson}/${card.number.toString(16).padStart(16, '0')}` as CardId,
  }));
  return { ...one, cards };
});
const IDS = LESSONS.flatMap(({ cards }) => cards.map(({ id }) => id));

function answer(card: CardId | undefined, daysAgo: number, grade: Grade, order: number): DiaryEvent {
  const at = NOW - daysAgo * DAY + order * 1000;
  return {
    kind: 'graded',
    id: eventId('0b9f1c2e-7d3a-4c55-8e21-000000000000', at),
    at,
    hlc: at,
    utcOffsetMinutes: 0,
    day: Math.floor(at / DAY),
    card,
    grade,
    tookMs: 3000,
  } as unknown as DiaryEvent;
}

/** The first lesson rests, some cards of the next seven are due, and the last two lessons are new. */
const HISTORY = IDS.slice(0, 80).flatMap((card, order) => {
  const rests = order < 10;
  const once = answer(card, 30, rests ? 'easy' : 'good', order);
  if (order % 4 === 0 && !rests) return [once];
  const last = rests ? 12 : 6 + 2 * (order % 3);
  return [once, answer(card, 20, 'easy', order), answer(card, last, 'easy', order)];
});

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

async function open(bundled: readonly Deck[] = []) {
  const storage = await openBrowserStorage({ archiving: { slice: 20, restMs: DAY } });
  const clock = createClock(NOW);
  const { app } = createLearnersApp(bundled, { storage, manyCards: 50, clock: clock.read });
  await app.start();
  return { app, storage, clock };
}

/** The library after a start that had time to lay out what the coming days need. */
async function laidOut(): Promise<void> {
  const { storage } = await open();
  await storage.putDecks(LESSONS.map((one) => ({ deck: one, addedAt: 1, fileName: null })));
  await storage.append(HISTORY);
  storage.close();
  const again = await open();
  await again.app.upkeep();
  again.storage.close();
}

const phaseOf = ({ store }: App) => store.getState().phase;
const sizeOf = ({ store }: App) => store.getState().shelf.size;
const dealtBy = (app: App) => app.agenda('').cards;

/** What an app says that has read everything. */
async function whole() {
  const { app, storage } = await open();
  await app.complete();
  const dealt = dealtBy(app);
  storage.close();
  return dealt;
}

test('a start deals from what was laid out for it just what the whole library and diary give', async () => {
  await laidOut();
  const expected = await whole();
  const { app, storage } = await open();
  expect([phaseOf(app), sizeOf(app) < 80, sizeOf(app) > 20]).toEqual(['begun', true, true]);
  expect(dealtBy(app)).toEqual(expected);
  expect(expected.length).toBeGreaterThan(30);
  await app.complete();
  expect([phaseOf(app), sizeOf(app), app.diary.size]).toEqual(['ready', 100, HISTORY.length]);
  expect(dealtBy(app)).toEqual(expected);
  storage.close();
});

test('answers given since are known to the next start, whichever cards they were given to', async () => {
  await laidOut();
  const [due, resting] = [IDS[12], IDS[1]];
  const first = await open();
  await first.storage.append([answer(due, 0, 'good', 500)]);
  first.storage.close();
  const second = await open();
  expect([phaseOf(second.app), sizeOf(second.app) < 80]).toEqual(['begun', true]);
  expect(dealtBy(second.app)).not.toContain(due);
  await second.storage.append([answer(resting, 0, 'again', 501)]);
  second.storage.close();
  const third = await open();
  expect(sizeOf(third.app), 'a card that was not dealt was answered').toBe(100);
  expect(dealtBy(third.app)).toEqual(await whole());
  third.storage.close();
});

test('a session that was begun ahead of its day is gone on with, though its cards were not dealt', async () => {
  await laidOut();
  const first = await open();
  await first.app.complete();
  first.app.study.open('ahead=&deck=l3');
  const current = first.app.store.getState().study?.session.current;
  first.storage.close();
  const second = await open();
  expect(sizeOf(second.app)).toBe(100);
  expect(second.app.store.getState().study?.session.current).toBe(current);
  second.storage.close();
});

test('what hangs on more than the dealt cards begins with everything', async () => {
  await laidOut();
  const first = await open();
  const options = new Map([['l0' as DeckId, { ...DEFAULT_DECK_OPTIONS, follow: 'plan' as const }]]);
  await first.storage.writeValue(DECK_OPTIONS_KEY, writeDeckOptions(options));
  first.storage.close();
  const second = await open();
  expect([sizeOf(second.app), second.app.store.getState().shelf.isWhole]).toEqual([100, true]);
  second.storage.close();
});

test('a deck that another tab brings meanwhile waits until the diary is whole', async () => {
  await laidOut();
  const { app, storage } = await open();
  expect(phaseOf(app)).toBe('begun');
  const other = await openBrowserStorage();
  await other.putDecks([{ deck: deck('more', 2), addedAt: 1, fileName: null }]);
  await expect.poll(() => sizeOf(app)).toBe(102);
  expect([phaseOf(app), app.diary.isWhole, app.diary.memory(IDS[1] as CardId).kind]).toEqual([
    'ready',
    true,
    'review',
  ]);
  other.close();
  storage.close();
});

test('a deck of the build that the learner imported again stays away, though none of its cards is dealt', async () => {
  await laidOut();
  const { app, storage } = await open(LESSONS);
  expect(phaseOf(app)).toBe('begun');
  expect(dealtBy(app)).toEqual(await whole());
  expect(app.store.getState().shelf.decks.every(({ origin }) => origin === 'imported')).toBe(true);
  storage.close();
});
