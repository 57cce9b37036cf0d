import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CardId } from '../../src/core/deck.ts';
import { createDiary } from '../../src/core/diary.ts';
import type { Grade } from '../../src/core/event.ts';
import { NEW_MEMORY } from '../../src/core/memory.ts';
import { replay } from '../../src/core/replay.ts';
import { createScheduler, DEFAULT_SCHEDULER_CONFIG } from '../../src/core/scheduler.ts';
import type { App } from '../../src/state/app.ts';
import { dataCommands } from '../../src/state/data.ts';
import { libraryCommands } from '../../src/state/library.ts';
import { installFakeIndexedDb } from '../storage/fakeIndexedDb.ts';
import { deleteRaw } from '../storage/rawDatabase.ts';
import { histories, type Deed } from './deeds.ts';
import {
  BACKUP,
  disk,
  ELSEWHERE,
  IMPORTED,
  openWorld,
  spoilDisk,
  type World,
  type Wrap,
  starts,
} from './world.ts';

installFakeIndexedDb();
beforeAll(spoilDisk);
afterAll(() => {
  vi.restoreAllMocks();
});

/** One thing done to a card, and whether it still counts. */
type Done = { readonly card: CardId; readonly grade: Grade | null; stands: boolean };

/** The plain model: what was done and acknowledged, and what each tab can take back. */
type Model = {
  readonly done: Done[];
  readonly past: Done[][];
  readonly future: Done[][];
  hasImported: boolean;
  hasRestored: boolean;
};

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
    beginAnew(model);
    return check(world, model);
  }
  return shelve(world, model, what.kind);
}

/** Does one thing in one tab's session. */
async function study(world: World, model: Model, what: Extract<Deed, { tab: number }>): Promise<void> {
  const { app } = world.tab(what.tab);
  const [past, future] = [model.past[what.tab], model.future[what.tab]];
  if (!past || !future) return;
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
      disk.next = card === null ? 'kept' : what.fate;
      await app.study.grade(what.grade);
      disk.next = 'kept';
      if (what.fate === 'kept' || what.fate === 'closed') note(what.grade);
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
    case 'close':
      await world.reopenTab(what.tab);
      break;
    case 'restart':
      app.study.restart('ahead=');
  }
  past.length = 0;
  future.length = 0;
}

function take(from: Done[], to: Done[], stands: boolean): void {
  const last = from.pop();
  if (!last) return;
  last.stands = stands;
  to.push(last);
}

/** No tab can take anything back any more. */
function beginAnew({ past, future }: Model): void {
  for (const done of [...past, ...future]) done.length = 0;
}

/** The learner adds a deck, takes it off the shelf, or brings in what another device knows. */
async function shelve(world: World, model: Model, kind: 'import' | 'remove' | 'restore'): Promise<void> {
  const { app } = world.tab(0);
  const file = { name: 'any', text: () => Promise.resolve(BACKUP) };
  const [library, data] = [app.commands(libraryCommands), app.commands(dataCommands)];
  if (kind === 'restore') {
    await data.proposeRestore(file);
    await data.restore();
    model.hasRestored = true;
    return;
  }
  if (kind === 'import') {
    await library.propose([file]);
    await library.accept();
  } else await library.remove(IMPORTED.id);
  model.hasImported = kind === 'import';
  // A session forgets what it did to cards whose deck is gone, sooner or later in another tab; both begin anew.
  for (const opened of [world.tab(0), world.tab(1)]) {
    await opened.app.commands((whole) => whole).loadDecks();
    opened.app.study.restart('ahead=');
  }
  beginAnew(model);
}

/** What a fresh look at the disk must find: the model, no more and no less. */
async function check(world: World, model: Model): Promise<void> {
  const { storage, app } = world.tab(0);
  const events = await storage.readEvents();
  const scheduler = createScheduler(DEFAULT_SCHEDULER_CONFIG);
  const diary = createDiary(scheduler, events);
  const expected = [
    ...model.done.flatMap(({ card, grade, stands }) => (stands && grade !== null ? `${card} ${grade}` : [])),
    ...(model.hasRestored ? ELSEWHERE : []).map(({ card, grade }) => `${card} ${grade}`),
  ];
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
  const model: Model = {
    done: [],
    past: [[], []],
    future: [[], []],
    hasImported: false,
    hasRestored: false,
  };
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
    fc.asyncProperty(histories, (history) => play(history, (storage) => storage)),
    { numRuns: RUNS, seed: SEED },
  );
  expect(result.failed ? fc.defaultReportMessage(result) : 'agreed').toBe('agreed');
  expect(starts.dealt, 'starts with what was dealt').toBeGreaterThan(RUNS / 20);
  for (const times of Object.values(disk.met)) expect(times).toBeGreaterThan(0);
}, 300_000);

test(`a storage that forgets every ninth answer it acknowledged is found out by the same histories (seed ${SEED})`, async () => {
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
    { numRuns: 200, seed: SEED },
  );
  expect(result.failed).toBe(true);
}, 120_000);
