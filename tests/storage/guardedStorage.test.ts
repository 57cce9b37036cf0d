import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { guardStorage, type GuardedStorage } from '../../src/storage/guardedStorage.ts';
import { openJournal, type JournalWorker } from '../../src/storage/journal.ts';
import { createMemoryHub, createMemoryStorage, type MemoryHub } from '../../src/storage/memoryStorage.ts';
import { StorageFailure, type Storage, type StorageNews } from '../../src/storage/storage.ts';
import { openTripwire, type Tripwire } from '../../src/storage/tripwire.ts';
import { answer, answers, storedDeck } from '../contracts/diaryEvents.ts';
import { createFakeFolder, type FakeFolder } from '../fixtures/fakeFolder.ts';
import { createJournalWorker } from '../fixtures/journalWorker.ts';

/** One browser profile: a database, the journal's files and localStorage, each of which may be lost by itself. */
type Profile = { hub: MemoryHub; folder: FakeFolder; local: Map<string, string> };
const newProfile = (): Profile => ({ hub: createMemoryHub(), folder: createFakeFolder(), local: new Map() });

const tripwireOf = ({ local }: Profile): Tripwire =>
  openTripwire(() => ({
    getItem: (key) => local.get(key) ?? null,
    setItem: (key, value) => void local.set(key, value),
  }));

const opened: GuardedStorage[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const storage of opened.splice(0)) storage.close();
});

type Start = {
  readonly storage: GuardedStorage;
  readonly heard: StorageNews[];
  /** What the journal was asked, in order. */
  readonly asked: string[];
  readonly runLater: () => void;
};

function start(
  profile: Profile,
  inner: Storage = createMemoryStorage(profile.hub),
  isJournalFirst = false,
): Start {
  const put: (() => void)[] = [];
  const asked: string[] = [];
  const journal = openJournal(() => {
    const worker = createJournalWorker(profile.folder);
    const postMessage: JournalWorker['postMessage'] = (message) => {
      asked.push(message.request.kind);
      worker.postMessage(message);
    };
    return { ...worker, postMessage };
  });
  const storage = guardStorage({
    inner,
    journal,
    tripwire: tripwireOf(profile),
    later: (work) => put.push(work),
    isJournalFirst,
  });
  opened.push(storage);
  const heard: StorageNews[] = [];
  storage.subscribe((news) => heard.push(news));
  return { storage, heard, asked, runLater: () => put.splice(0).forEach((work) => work()) };
}

/** An evening of answers, everything at rest, and the tab gone. */
async function study(profile: Profile, events: readonly ReturnType<typeof answer>[]): Promise<void> {
  const { storage, runLater } = start(profile);
  await storage.readEvents();
  runLater();
  await storage.append(events);
  await storage.checkCopies();
  storage.close();
  profile.folder.releaseAll();
}

const linesOf = ({ folder }: Profile): string[] =>
  new TextDecoder().decode(folder.files.get('journal-1.log')).split('\n').slice(0, -1);

const loseDatabase = (profile: Profile) => Object.assign(profile, { hub: createMemoryHub() });
const loseJournal = (profile: Profile) => Object.assign(profile, { folder: createFakeFolder() });
const loseLocal = (profile: Profile) => profile.local.clear();

test('a new learner raises no alarm', async () => {
  const { storage, heard, runLater } = start(newProfile());
  expect(await storage.readEvents()).toEqual([]);
  runLater();
  await expect.poll(storage.secondCopy).toEqual({ kind: 'current' });
  expect(await storage.checkCopies()).toEqual({ kind: 'ok' });
  expect(storage.alarm()).toEqual({ kind: 'ok' });
  expect(heard).toEqual([]);
});

test('a database that comes back empty is filled from the journal before anybody sees it', async () => {
  const profile = newProfile();
  await study(profile, answers(10));
  loseDatabase(profile);
  const { storage, heard } = start(profile);
  expect(await storage.readEvents()).toEqual(answers(10));
  expect(storage.alarm()).toEqual({ kind: 'restored', events: 10 });
  expect(heard).toEqual([{ kind: 'alarm', alarm: { kind: 'restored', events: 10 } }]);
  expect(profile.hub.events.size).toBe(10);
});

test('without the second copy the same loss cannot be undone, and is an alarm instead of a welcome', async () => {
  const profile = newProfile();
  await study(profile, answers(10));
  loseDatabase(profile);
  loseJournal(profile);
  const { storage } = start(profile);
  expect(await storage.readEvents()).toEqual([]);
  expect(storage.alarm()).toEqual({ kind: 'missing', expected: 10, found: 0, restored: 0 });
});

test('without the tripwire the journal’s own count notices, after the start', async () => {
  const profile = newProfile();
  await study(profile, answers(10));
  loseDatabase(profile);
  loseLocal(profile);
  const { storage, heard, runLater } = start(profile);
  expect(await storage.readEvents()).toEqual([]);
  runLater();
  await expect
    .poll(() => heard)
    .toEqual([{ kind: 'alarm', alarm: { kind: 'restored', events: 10 } }, { kind: 'events' }]);
  expect(await storage.readEvents()).toEqual(answers(10));
});

test('a diary that lost some of its entries gets back exactly those', async () => {
  await fc.assert(
    fc.asyncProperty(fc.subarray(answers(12)), async (lost) => {
      const profile = newProfile();
      await study(profile, answers(12));
      for (const { id } of lost) profile.hub.events.delete(id);
      const { storage } = start(profile);
      const ids = (await storage.readEvents()).map(({ id }) => id);
      expect(new Set(ids)).toEqual(new Set(answers(12).map(({ id }) => id)));
      expect(ids).toHaveLength(12);
      expect(storage.alarm()).toEqual(
        lost.length > 0 ? { kind: 'restored', events: lost.length } : { kind: 'ok' },
      );
    }),
    { numRuns: 30 },
  );
});

test('an entry that was damaged is healed from the journal, the damaged one is kept aside', async () => {
  const profile = newProfile();
  await study(profile, answers(3));
  const damaged = { ...answer(1), at: Number.NaN };
  profile.hub.events.set(answer(1).id, damaged);
  const { storage } = start(profile);
  expect((await storage.readEvents()).map(({ id }) => id).toSorted()).toEqual(answers(3).map(({ id }) => id));
  expect(storage.alarm()).toEqual({ kind: 'restored', events: 1 });
  expect((await storage.readAll()).unreadable).toEqual([
    { from: 'quarantine', value: damaged, fault: 'its “at” is NaN' },
  ]);
});

test('a journal that was lost is written again from the diary', async () => {
  const profile = newProfile();
  await study(profile, answers(10));
  loseJournal(profile);
  const { storage, runLater } = start(profile);
  await storage.readEvents();
  runLater();
  await expect.poll(() => profile.folder.files.get('journal-1.log')?.length ?? 0).toBeGreaterThan(1000);
  storage.close();
  profile.folder.releaseAll();
  loseDatabase(profile);
  expect(await start(profile).storage.readEvents()).toHaveLength(10);
});

test('an import’s history and a restore go to the journal as answers do', async () => {
  const profile = newProfile();
  const { storage } = start(profile);
  await storage.readEvents();
  expect(await storage.putDecks([storedDeck('a')], answers(2))).toEqual({ fresh: 2, healed: 0 });
  expect(await storage.restore({ events: answers(4), decks: [], values: {}, unreadable: [] })).toMatchObject({
    fresh: 2,
    healed: 0,
  });
  await storage.checkCopies();
  storage.close();
  profile.folder.releaseAll();
  loseDatabase(profile);
  expect(await start(profile).storage.readEvents()).toHaveLength(4);
});

test('an answer that the database refused is not in the journal either', async () => {
  const profile = newProfile();
  const inner = createMemoryStorage(profile.hub);
  const refusing: Storage = {
    ...inner,
    append: () => Promise.reject(new StorageFailure('full', 'The disk is full.')),
  };
  const { storage } = start(profile, refusing);
  await storage.readEvents();
  await expect(storage.append([answer(1)])).rejects.toThrow('The disk is full.');
  expect(profile.folder.files.size).toBe(0);
  expect(tripwireOf(profile).ever()).toBe(0);
});

test('a journal that cannot be written holds up no answer, and is said to be behind', async () => {
  const profile = newProfile();
  profile.folder.isFlushBroken = true;
  const { storage } = start(profile);
  await storage.readEvents();
  await storage.append([answer(1)]);
  await expect
    .poll(storage.secondCopy)
    .toEqual({ kind: 'behind', reason: 'QuotaExceededError: The disk is full.' });
  profile.folder.isFlushBroken = false;
  expect(await storage.checkCopies()).toEqual({ kind: 'ok' });
  expect(storage.secondCopy()).toEqual({ kind: 'current' });
  expect(profile.folder.files.get('journal-1.log')?.length).toBeGreaterThan(100);
});

test('when the disk takes nothing back, the learner still sees the whole diary and is told', async () => {
  const profile = newProfile();
  await study(profile, answers(5));
  loseDatabase(profile);
  const inner = createMemoryStorage(profile.hub);
  const refusing: Storage = {
    ...inner,
    append: () => Promise.reject(new StorageFailure('full', 'The disk is full.')),
  };
  const { storage } = start(profile, refusing);
  expect(await storage.readEvents()).toEqual(answers(5));
  expect(storage.alarm()).toEqual({ kind: 'missing', expected: 5, found: 0, restored: 0 });
});

test('a loss that the learner accepts is expected no longer; a further one is', async () => {
  const profile = newProfile();
  await study(profile, answers(10));
  loseDatabase(profile);
  loseJournal(profile);
  const { storage } = start(profile);
  await storage.readEvents();
  await storage.append(answers(2, 100));
  await storage.acceptLoss();
  expect(storage.alarm()).toEqual({ kind: 'ok' });
  storage.close();
  profile.folder.releaseAll();

  await study(profile, answers(3, 200));
  expect([tripwireOf(profile).ever(), tripwireOf(profile).expected()]).toEqual([15, 5]);
  const calm = start(profile);
  expect(await calm.storage.readEvents()).toHaveLength(5);
  expect(calm.storage.alarm()).toEqual({ kind: 'ok' });
  calm.storage.close();
  profile.folder.releaseAll();

  loseDatabase(profile);
  loseJournal(profile);
  const { storage: again } = start(profile);
  await again.readEvents();
  expect(again.alarm()).toEqual({ kind: 'missing', expected: 5, found: 0, restored: 0 });
});

test('two tabs that answer in turn count each other’s answers', async () => {
  const profile = newProfile();
  const [one, two] = [start(profile).storage, start(profile).storage];
  await one.readEvents();
  await two.readEvents();
  await one.append([answer(0)]);
  await two.append([answer(1)]);
  await one.append([answer(2)]);
  expect(tripwireOf(profile).expected()).toBe(3);
});

test('data that the browser throws away under an open tab come back by themselves', async () => {
  const profile = newProfile();
  await study(profile, answers(5));
  const inner = createMemoryStorage(profile.hub);
  const tell = vi.fn<(news: StorageNews) => void>();
  const { storage, heard } = start(profile, {
    ...inner,
    subscribe(listener) {
      tell.mockImplementation(listener);
      return () => {};
    },
  });
  await storage.readEvents();
  profile.hub.events.clear();
  tell({ kind: 'shrunk', expected: 5, found: 0 });
  await expect
    .poll(() => heard.map(({ kind }) => kind), { message: 'news of the loss come last' })
    .toEqual(['alarm', 'events', 'shrunk']);
  expect(profile.hub.events.size).toBe(5);
  expect(storage.alarm()).toEqual({ kind: 'restored', events: 5 });
  expect(tripwireOf(profile).expected()).toBe(5);
});

test('an unreadable entry that nobody can heal is looked up once, not at each reading', async () => {
  const profile = newProfile();
  await study(profile, answers(3));
  profile.hub.events.set('odd', { ...answer(9, 'odd'), grade: 'perfect' });
  const { storage, asked, runLater } = start(profile);
  await storage.readEvents();
  expect(await storage.readEvents()).toHaveLength(3);
  runLater();
  await expect.poll(() => asked).toEqual(['read', 'survey']);
  await storage.append([answer(3)]);
  await expect.poll(() => linesOf(profile)).toHaveLength(4);
  expect(asked).toEqual(['read', 'survey', 'append']);
  expect(storage.alarm()).toEqual({ kind: 'ok' });
});

test('an answer that is there already is not written to the journal again', async () => {
  const profile = newProfile();
  await study(profile, answers(3));
  const before = profile.folder.files.get('journal-1.log')?.length;
  await study(profile, answers(3));
  expect(profile.folder.files.get('journal-1.log')?.length).toBe(before);
});

test('the copies of a diary that is older than its guard are counted when they are checked', async () => {
  const profile = newProfile();
  await createMemoryStorage(profile.hub).append(answers(7));
  const { storage } = start(profile);
  expect(await storage.checkCopies()).toEqual({ kind: 'ok' });
  expect(tripwireOf(profile).expected()).toBe(7);
  await createMemoryStorage(profile.hub).append([answer(7)]);
  await storage.readEvents();
  expect(tripwireOf(profile).expected(), 'reading counts as well').toBe(8);
});

test('the journal is asked for its count once a start, however often the diary is read', async () => {
  const profile = newProfile();
  await study(profile, answers(3));
  const { storage, asked, runLater } = start(profile);
  await storage.readEvents();
  await storage.readEvents();
  runLater();
  await expect.poll(storage.secondCopy).toEqual({ kind: 'current' });
  expect(asked).toEqual(['survey']);
});

test('answers that are given while the copies are compared are no loss', async () => {
  const profile = newProfile();
  const { storage, heard } = start(profile);
  await storage.readEvents();
  const checks = Array.from({ length: 20 }, async (_, n) => {
    await storage.append([answer(n)]);
    return storage.checkCopies();
  });
  expect(new Set((await Promise.all(checks)).map(({ kind }) => kind))).toEqual(new Set(['ok']));
  expect(heard.filter(({ kind }) => kind === 'alarm')).toEqual([]);
});

test('where the database cannot be had, answers live in the journal alone and are there again next time', async () => {
  const profile = newProfile();
  const first = start(profile, createMemoryStorage(), true).storage;
  await first.readEvents();
  await first.append(answers(3));
  first.close();
  profile.folder.releaseAll();
  const second = start(profile, createMemoryStorage(), true).storage;
  expect(await second.readEvents()).toEqual(answers(3));
  expect(linesOf(profile), 'each is written once').toHaveLength(3);
  profile.folder.isFlushBroken = true;
  await expect(second.append([answer(3)])).rejects.toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('QuotaExceededError: The disk is full.'),
  });
  expect(await second.readEvents()).toEqual(answers(3));
});

test('a backup that fills the gap ends the alarm, and nothing more is expected than before', async () => {
  const profile = newProfile();
  await study(profile, answers(10));
  loseDatabase(profile);
  loseJournal(profile);
  const { storage, heard } = start(profile);
  await storage.readEvents();
  await storage.append([answer(50)]);
  expect(storage.alarm()).toMatchObject({ kind: 'missing', expected: 10 });
  await storage.restore({ events: answers(8), decks: [], values: {}, unreadable: [] });
  expect(storage.alarm()).toEqual({ kind: 'missing', expected: 11, found: 9, restored: 0 });
  await storage.restore({ events: answers(10), decks: [], values: {}, unreadable: [] });
  expect(storage.alarm()).toEqual({ kind: 'ok' });
  expect(heard.at(-1)).toEqual({ kind: 'alarm', alarm: { kind: 'ok' } });
  expect(tripwireOf(profile).expected()).toBe(11);
});

test('entries of another device that a backup brings are expected from then on', async () => {
  const profile = newProfile();
  await study(profile, answers(3));
  const { storage } = start(profile);
  await storage.readEvents();
  await storage.restore({ events: answers(4, 100), decks: [], values: {}, unreadable: [] });
  expect(tripwireOf(profile).expected()).toBe(7);
});

test('without the journal, what memory still holds can be written again and is not counted twice', async () => {
  const profile = newProfile();
  await study(profile, answers(5));
  const { storage } = start(profile);
  const held = await storage.readEvents();
  profile.hub.events.clear();
  await storage.restore({ events: held, decks: [], values: {}, unreadable: [] });
  expect(tripwireOf(profile).expected()).toBe(5);
});

test('answers that only the journal took are found by its own count when the database is back', async () => {
  const profile = newProfile();
  const { storage } = start(profile, createMemoryStorage(), true);
  await storage.readEvents();
  await storage.append(answers(3));
  storage.close();
  profile.folder.releaseAll();
  loseLocal(profile);
  const { storage: back, runLater } = start(profile);
  await back.readEvents();
  runLater();
  await expect.poll(back.alarm).toEqual({ kind: 'restored', events: 3 });
});

test('the journal’s own count tells even what the journal itself has lost', async () => {
  const profile = newProfile();
  await study(profile, answers(10));
  const torn = linesOf(profile).map((line, index) => (index < 4 ? line.replace('"kind"', '"kin') : line));
  profile.folder.files.set(
    'journal-1.log',
    new TextEncoder().encode(torn.map((line) => `${line}\n`).join('')),
  );
  loseDatabase(profile);
  loseLocal(profile);
  const { storage } = start(profile);
  expect(await storage.checkCopies()).toEqual({ kind: 'missing', expected: 10, found: 6, restored: 6 });
});

test('what came back is expected from then on, even if nobody had counted it', async () => {
  const profile = newProfile();
  const journal = openJournal(() => createJournalWorker(profile.folder));
  await journal.append(answers(3), 1);
  journal.close();
  profile.folder.releaseAll();
  const { storage } = start(profile);
  expect(await storage.checkCopies()).toEqual({ kind: 'restored', events: 3 });
  expect(tripwireOf(profile).expected()).toBe(3);
});

test('an answer that falls between counting and comparing is no loss', async () => {
  const profile = newProfile();
  const inner = createMemoryStorage(profile.hub);
  const waiting: (() => void)[] = [];
  const counts: number[] = [];
  const paused = new Promise<void>((resolve) => {
    waiting.push(resolve);
  });
  const readDiary = async () => {
    const diary = await inner.readDiary();
    counts.push(diary.count);
    await paused;
    return diary;
  };
  const { storage } = start(profile, { ...inner, readDiary });
  const checking = storage.checkCopies();
  await expect.poll(() => counts).toEqual([0]);
  await storage.append([answer(1)]);
  for (const goOn of waiting) goOn();
  expect(await checking).toEqual({ kind: 'ok' });
});

const BACKUP = { events: answers(6, 4), decks: [], values: {}, unreadable: [] };

/** A learner of ten answers who has taken a backup in and back, and answered once more in between. */
async function takeBack(profile: Profile, backup = BACKUP): Promise<GuardedStorage> {
  await study(profile, answers(5));
  const { storage } = start(profile);
  await storage.readEvents();
  const { receipt } = await storage.restore(backup);
  await storage.append([answer(99)]);
  await storage.withdraw(receipt ?? expect.fail('it is not known what was new'));
  return storage;
}

const LEFT = [...answers(5), answer(99)].map(({ id }) => id);
const idsOf = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id).toSorted();

test('a restore that was taken back is missed by nobody and comes back from no copy, now or at the next start', async () => {
  const profile = newProfile();
  const storage = await takeBack(profile);
  expect(await storage.checkCopies()).toEqual({ kind: 'ok' });
  expect(idsOf(await storage.readEvents())).toEqual(LEFT);
  storage.close();
  profile.folder.releaseAll();

  const { storage: next, heard, runLater } = start(profile);
  expect(idsOf(await next.readEvents())).toEqual(LEFT);
  runLater();
  await expect.poll(next.secondCopy).toEqual({ kind: 'current' });
  expect(await next.checkCopies()).toEqual({ kind: 'ok' });
  expect(idsOf(await next.readEvents())).toEqual(LEFT);
  expect(heard).toEqual([]);
});

test('after a restore was taken back, a loss is still noticed and made good', async () => {
  const profile = newProfile();
  (await takeBack(profile)).close();
  profile.folder.releaseAll();
  profile.hub.events.delete(answer(2).id);
  const { storage } = start(profile);
  expect(idsOf(await storage.readEvents())).toEqual(LEFT);
  expect(storage.alarm()).toEqual({ kind: 'restored', events: 1 });
});

test('after a restore was taken back, a journal that falls behind is still noticed', async () => {
  const profile = newProfile();
  (await takeBack(profile, { ...BACKUP, events: answers(5, 5) })).close();
  profile.folder.releaseAll();
  await createMemoryStorage(profile.hub).append([answer(100)]);
  const { storage, runLater } = start(profile);
  await storage.readEvents();
  runLater();
  await expect.poll(() => linesOf(profile).filter((line) => line.includes('"answer-100"'))).toHaveLength(1);
});

test('a restore that was taken back can be brought in again, and then stays', async () => {
  const profile = newProfile();
  const storage = await takeBack(profile);
  await storage.restore(BACKUP);
  const all = [...answers(10), answer(99)].map(({ id }) => id).toSorted();
  expect(await storage.checkCopies()).toEqual({ kind: 'ok' });
  storage.close();
  profile.folder.releaseAll();
  profile.hub.events.delete(answer(7).id);
  const { storage: next } = start(profile);
  expect(idsOf(await next.readEvents())).toEqual(all);
  expect(next.alarm()).toEqual({ kind: 'restored', events: 1 });
});

test('while answers are kept in the second copy only, a restore offers no way back', async () => {
  const { storage } = start(newProfile(), createMemoryStorage(), true);
  expect((await storage.restore(BACKUP)).receipt).toBeNull();
});
