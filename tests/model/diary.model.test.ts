import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CardId, DeckId } from '../../src/core/deck.ts';
import { createDiary } from '../../src/core/diary.ts';
import { GRADES, type Grade } from '../../src/core/event.ts';
import { NEW_MEMORY } from '../../src/core/memory.ts';
import { replay } from '../../src/core/replay.ts';
import { createScheduler, DEFAULT_SCHEDULER_CONFIG } from '../../src/core/scheduler.ts';
import type { App } from '../../src/state/app.ts';
import { openBrowserStorage } from '../../src/storage/browserStorage.ts';
import { StorageFailure, type Storage } from '../../src/storage/storage.ts';
import { createLearnersApp, deck } from '../fixtures/learnersApp.ts';
import { installFakeIndexedDb } from '../storage/fakeIndexedDb.ts';
import { deleteRaw } from '../storage/rawDatabase.ts';

installFakeIndexedDb();

/** What a learner, a second tab, the disk or the clock may do. */
type Deed =
  | { readonly kind: 'grade'; readonly tab: number; readonly grade: Grade; readonly isRefused: boolean }
  | { readonly kind: 'undo' | 'redo' | 'bury' | 'forget' | 'restart'; readonly tab: number }
  | { readonly kind: 'hours'; readonly hours: number }
  | { readonly kind: 'import' | 'remove' | 'reopen' };

const tab = fc.nat({ max: 1 });
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      kind: fc.constant('grade' as const),
      tab,
      grade: fc.constantFrom(...GRADES),
      isRefused: fc.nat({ max: 5 }).map((draw) => draw === 0),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'undo' as const,
        'undo' as const,
        'redo' as const,
        'bury' as const,
        'forget' as const,
        'restart' as const,
      ),
      tab,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('hours' as const),
      hours: fc.integer({ min: -2000, max: 2000 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('import' as const, 'remove' as const, 'reopen' as const) }),
  },
);
const histories = fc.array(deed, { minLength: 5, maxLength: 30 });

/** One thing done to a card, and whether it still counts. */
type Done = { readonly card: CardId; readonly grade: Grade | null; stands: boolean };

/** The plain model: what was done and acknowledged, and what each tab can take back. */
type Model = { readonly done: Done[]; past: Done[][]; future: Done[][]; hasImported: boolean };

type Wrap = (storage: Storage) => Storage;

const asItIs: Wrap = (storage) => storage;

/** A storage whose next write of an answer can be refused, as a full disk would. */
function refusable(inner: Storage): Storage & { refuseNext: boolean } {
  return {
    ...inner,
    refuseNext: false,
    append(events) {
      if (!this.refuseNext) return inner.append(events);
      this.refuseNext = false;
      return Promise.reject(new StorageFailure('full', 'The disk is full.'));
    },
  };
}

const IMPORTED = deck('imported', 3);

/** Two tabs of the app over one database, and the model that goes with them. */
async function openWorld(name: string, wrap: Wrap) {
  let hours = 0;
  let ids = 0;
  const clock = () => ({
    at: (Date.UTC(2026, 2, 1, 9) + hours * 3_600_000 + ids) as never,
    utcOffsetMinutes: 0,
  });
  const openTab = async () => {
    const storage = refusable(wrap(await openBrowserStorage({ name, archiving: { slice: 3, restMs: 0 } })));
    const { app } = createLearnersApp([deck('bundled', 4)], {
      storage,
      clock,
      newId: () => `id-${String((ids += 1)).padStart(6, '0')}`,
    });
    await app.start();
    app.study.restart('ahead=');
    return { app, storage };
  };
  let tabs = await Promise.all([openTab(), openTab()]);
  return {
    tab: (index: number) => tabs[index] ?? tabs[0],
    move: (by: number) => (hours += by),
    close: () => tabs.forEach(({ storage }) => storage.close()),
    async reopen() {
      for (const { app } of tabs) await app.upkeep();
      tabs.forEach(({ storage }) => storage.close());
      tabs = await Promise.all([openTab(), openTab()]);
    },
  };
}

type World = Awaited<ReturnType<typeof openWorld>>;

const currentOf = (app: App) => app.store.getState().study?.session.current ?? null;

/** Does one thing in the app and the same in the model. */
async function act(world: World, model: Model, what: Deed): Promise<void> {
  if (what.kind === 'hours') {
    world.move(what.hours);
    return undefined;
  }
  if ('tab' in what) return study(world, model, what);
  if (what.kind === 'reopen') {
    await world.reopen();
    [model.past, model.future] = [
      [[], []],
      [[], []],
    ];
    return check(world, model);
  }
  return shelve(world, model, what.kind);
}

/** Does one thing in one tab's session. */
async function study(world: World, model: Model, what: Extract<Deed, { tab: number }>): Promise<void> {
  const { app, storage } = world.tab(what.tab) ?? {};
  const [past, future] = [model.past[what.tab], model.future[what.tab]];
  if (!app || !storage || !past || !future) return;
  const card = currentOf(app);
  const note = (grade: Grade | null) => {
    if (card === null) return;
    const done = { card, grade, stands: true };
    model.done.push(done);
    past.push(done);
    future.length = 0;
  };
  switch (what.kind) {
    case 'grade':
      app.study.reveal();
      storage.refuseNext = what.isRefused && card !== null;
      await app.study.grade(what.grade);
      if (!what.isRefused) note(what.grade);
      return;
    case 'bury':
    case 'forget':
      await app.study[what.kind]();
      return note(null);
    case 'undo':
      await app.study.undo();
      return take(past, future, false);
    case 'redo':
      await app.study.redo();
      return take(future, past, true);
    case 'restart':
      app.study.restart('ahead=');
      past.length = 0;
      future.length = 0;
  }
}

function take(from: Done[], to: Done[], stands: boolean): void {
  const last = from.pop();
  if (!last) return;
  last.stands = stands;
  to.push(last);
}

/** The learner adds a deck or takes it off the shelf; neither may touch the diary. */
async function shelve(world: World, model: Model, kind: 'import' | 'remove'): Promise<void> {
  const { storage } = world.tab(0) ?? {};
  if (!storage) return;
  if (kind === 'import') await storage.putDecks([{ deck: IMPORTED, addedAt: 1, fileName: 'i.md' }]);
  else await storage.removeDeck('imported' as DeckId);
  model.hasImported = kind === 'import';
  // A session forgets what it did to cards whose deck is gone, sooner or later in another tab; both begin anew.
  for (const { app } of [world.tab(0), world.tab(1)].flatMap((opened) => opened ?? [])) {
    // oxlint-disable-next-line no-await-in-loop -- one tab after the other
    await app.commands((whole) => whole).loadDecks();
    app.study.restart('ahead=');
  }
  [model.past, model.future] = [
    [[], []],
    [[], []],
  ];
}

/** What a fresh look at the disk must find: the model, no more and no less. */
async function check(world: World, model: Model): Promise<void> {
  const { storage, app } = world.tab(0) ?? {};
  if (!storage || !app) return;
  const events = await storage.readEvents();
  const scheduler = createScheduler(DEFAULT_SCHEDULER_CONFIG);
  const diary = createDiary(scheduler, events);
  const standing = model.done.filter(({ stands, grade }) => stands && grade !== null);
  const expected = standing.map(({ card, grade }) => `${card} ${grade}`);
  const found = [...diary.cards()].flatMap((card) =>
    diary.answers(card).map(({ grade }) => `${card} ${grade}`),
  );
  expect(found.toSorted()).toEqual(expected.toSorted());
  const memories = replay(events, scheduler);
  for (const card of diary.cards()) {
    expect(diary.memory(card)).toEqual(memories.get(card) ?? NEW_MEMORY);
    expect(app.diary.standing(card)).toEqual(diary.standing(card));
  }
  const decks = await storage.readDecks();
  expect(decks.map(({ deck: { id } }) => id)).toEqual(model.hasImported ? ['imported'] : []);
}

let worlds = 0;

async function play(history: readonly Deed[], wrap: Wrap): Promise<void> {
  worlds += 1;
  const name = `model-${worlds}`;
  const world = await openWorld(name, wrap);
  const model: Model = { done: [], past: [[], []], future: [[], []], hasImported: false };
  try {
    for (const what of history) await act(world, model, what);
    await act(world, model, { kind: 'reopen' });
  } finally {
    world.close();
    await deleteRaw(name);
  }
}

const RUNS = Number(process.env['MODEL_RUNS'] ?? 1000);
const SEED = Number(process.env['MODEL_SEED'] ?? Date.now() % 2 ** 31);

test(`${RUNS} random histories (seed ${SEED}) of two tabs leave on disk what a plain model says, and every answer acknowledged`, async () => {
  const result = await fc.check(
    fc.asyncProperty(histories, (history) => play(history, asItIs)),
    { numRuns: RUNS, seed: SEED },
  );
  expect(result.failed ? fc.defaultReportMessage(result) : 'agreed').toBe('agreed');
}, 300_000);

test('a storage that forgets every ninth answer it acknowledged is found out by the same histories', async () => {
  let appended = 0;
  const forgetful: Wrap = (storage) => ({
    ...storage,
    append(events) {
      appended += 1;
      if (appended % 9 !== 0) return storage.append(events);
      return Promise.resolve({ fresh: events.length, healed: 0 });
    },
  });
  const result = await fc.check(
    fc.asyncProperty(histories, (history) => play(history, forgetful)),
    { numRuns: 200 },
  );
  expect(result.failed).toBe(true);
}, 120_000);
