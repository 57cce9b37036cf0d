// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { createArchive } from '../../src/core/archive.ts';
import { eventId, type Graded } from '../../src/core/event.ts';
import { createScheduler, DEFAULT_SCHEDULER_CONFIG } from '../../src/core/scheduler.ts';
import { toSegment } from '../../src/core/segment.ts';
import { takeSnapshot } from '../../src/core/takeSnapshot.ts';
import { createMemoryStorage } from '../../src/storage/memoryStorage.ts';
import type { DiaryReading } from '../../src/storage/storage.ts';
import { deck } from '../fixtures/learnersApp.ts';
import { clearScreens, openApp } from '../fixtures/openApp.tsx';
import { card } from '../fixtures/studyCards.ts';

clearScreens();

const DAY = 86_400_000;
const BEFORE = Date.UTC(2026, 1, 1, 9);
const POINTS = '1. **Canary**: a few users first.\n2. **Shadow**: answers nobody sees.';
const LESSON = {
  ...deck('a', 2),
  cards: [
    card('a/1', { number: 1, difficulty: 'hard', back: POINTS }),
    card('a/2', { number: 2, difficulty: 'easy' }),
  ],
};

/** The archived answer to the first card, which missed a point. */
const MISSED = {
  kind: 'graded',
  id: eventId('former', BEFORE),
  at: BEFORE,
  hlc: BEFORE,
  utcOffsetMinutes: 0,
  day: Math.floor(BEFORE / DAY),
  card: 'a/1',
  grade: 'hard',
  tookMs: 9000,
  missed: ['shadow'],
} as unknown as Graded;

/** A storage with an archive that is read when `read` says so. */
function slowStorage() {
  const segments = [toSegment([MISSED])];
  const archive = createArchive(segments);
  const snapshot = takeSnapshot(segments, 'it', createScheduler(DEFAULT_SCHEDULER_CONFIG));
  const outline = { of: 'it', size: archive.size, newestHlc: archive.newestHlc };
  const inner = createMemoryStorage();
  const waiting: (() => void)[] = [];
  const isRead = new Promise<void>((resolve) => {
    waiting.push(resolve);
  });
  const readDiary = async (): Promise<DiaryReading> => {
    await isRead;
    const { recent, count } = await inner.readDiary();
    return { archive, outline, snapshot, recent, count: count + archive.size };
  };
  const storage = {
    ...inner,
    readOutline: async () => ({ ...(await inner.readOutline()), archive: null, outline, count: 1 }),
    readSnapshot: () => Promise.resolve(snapshot),
    readDiary,
    countEvents: async () => (await inner.countEvents()) + archive.size,
  };
  return { storage, read: () => waiting.forEach((goOn) => goOn()) };
}

const open = async (path: string) => {
  const { storage, read } = slowStorage();
  return { ...(await openApp(path, [LESSON], { storage })), read };
};

test('the first card can be studied while old answers are still being read, and is not turned back when they are there', async () => {
  const { app, user, read } = await open('/study?ahead=');
  expect(await screen.findByRole('region', { name: 'Question' })).toBeDefined();
  expect(app.store.getState().phase).toBe('begun');
  await user.keyboard(' ');
  expect(await screen.findByRole('region', { name: 'Answer' })).toBeDefined();
  read();
  await app.complete();
  expect(app.store.getState().phase).toBe('ready');
  expect(screen.getByRole('region', { name: 'Answer' })).toBeDefined();
});

test('what was missed last time appears as soon as the old answers are there', async () => {
  const { app, user, read } = await open('/study?difficulty=hard&ahead=');
  await screen.findByRole('region', { name: 'Question' });
  await user.keyboard(' ');
  await screen.findByRole('region', { name: 'Answer' });
  expect(screen.queryByText(/Last time you missed/)).toBeNull();
  read();
  await app.complete();
  expect(await screen.findByText(/Last time you missed: .*Shadow/)).toBeDefined();
});

test('what is known of a card is told when it is all there', async () => {
  const { app, user, read } = await open('/study?ahead=');
  await screen.findByRole('region', { name: 'Question' });
  await user.keyboard('i');
  expect(screen.queryByRole('dialog')).toBeNull();
  read();
  await app.complete();
  expect(await screen.findByRole('dialog')).toBeDefined();
});

test('a screen that needs the old answers has them read, and waits', async () => {
  const { app, read } = await open('/');
  expect(screen.queryByRole('heading', { level: 1 })).toBeNull();
  expect(screen.getByRole('navigation', { name: 'Main' })).toBeDefined();
  read();
  expect(await screen.findByRole('heading', { level: 1 })).toBeDefined();
  expect(app.store.getState().phase).toBe('ready');
});

test('a session of a lesson’s plan waits for the old answers too', async () => {
  const { read } = await open('/study?plan=&deck=a');
  expect(screen.queryByRole('heading')).toBeNull();
  read();
  expect(await screen.findByRole('heading')).toBeDefined();
});
