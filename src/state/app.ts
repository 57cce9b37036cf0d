import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CardId, DeckId } from '../core/deck.ts';
import { createDiary, type Diary } from '../core/diary.ts';
import type { Memory } from '../core/memory.ts';
import type { Plan } from '../core/plan.ts';
import { sameData } from '../core/sameData.ts';
import { createScheduler, DEFAULT_SCHEDULER_CONFIG, type SchedulerConfig } from '../core/scheduler.ts';
import { DEFAULT_SETTINGS, readSettings, writeSettings, type Settings } from '../core/settings.ts';
import { createShelf, type LoadedDeck, type Shelf } from '../core/shelf.ts';
import { counted } from '../core/words.ts';
import type { StorageNews } from '../storage/storage.ts';
import { agenda, deckAgenda, planOf, type Offer } from './agenda.ts';
import type { AppState } from './appState.ts';
import { agendaSource } from './agendaSource.ts';
import { createContext, type WholeContext } from './context.ts';
import type { Deps } from './deps.ts';
import { diaryReader } from './diaryReader.ts';
import { dueDates, movedDates } from './dueDates.ts';
import { opening, type Opening } from './opening.ts';
import { facesOf, shelfReader, type RenderedDeck } from './shelf.ts';
import { shortAnswerOf } from './shortAnswerOf.ts';
import { startReader, whenStarted } from './starting.ts';
import { studyCommands, type StudyCommands } from './study.ts';
import { SESSION_KEY, SETTINGS_KEY, SHELF_KEYS } from './values.ts';

/** The whole app without its looks: what the screens read, and what they may ask for. */
export type App = Opening & {
  readonly store: StoreApi<AppState>;
  readonly diary: Diary;
  readonly study: StudyCommands;
  /** Commands that not every screen needs: made when first asked for, their code comes with the screen that asks. */
  readonly commands: <Commands>(group: (context: WholeContext) => Commands) => Commands;
  /** Reads what it takes to deal the first card; afterwards the phase is `begun` or, where that is all, `ready`. */
  readonly start: () => Promise<void>;
  /** Reads the rest; afterwards the phase is `ready`. */
  readonly complete: () => Promise<void>;
  /** Makes the next start fast; for when nobody waits. */
  readonly upkeep: () => Promise<void>;
  readonly changeSettings: (change: Partial<Settings>) => Promise<void>;
  /** Reads the clock again, so that due counts are today's. */
  readonly refresh: () => void;
  /** Hands over everything as one file. */
  readonly exportEverything: () => Promise<void>;
  /** The learner gives up what is missing from the diary. */
  readonly acceptLoss: () => Promise<void>;
  readonly dismissNotice: () => void;
  /** The learner went elsewhere: what was said of the screen before is over; what concerns an answer stays. */
  readonly leaveNotice: () => void;
  /** A newer build is ready; the learner decides when. */
  readonly offerUpdate: (update: () => void) => void;
  /** The cards to study for an address, in order. */
  readonly agenda: (query: string) => Offer;
  /** The cards that a session of one deck would bring. */
  readonly deckAgenda: (deck: LoadedDeck) => Offer;
  /** The card's condensed answer; `null` where its deck has none. */
  readonly shortAnswerOf: (card: CardId) => string | null;
  /** The lesson's own plan as it stands today; `null` when the deck has none. */
  readonly planOf: (deck: DeckId) => Plan | null;
  readonly facesOf: (deck: DeckId) => Promise<RenderedDeck>;
  /** Probability of recalling a card now; `null` for a card never answered. */
  readonly retrievability: (memory: Memory) => number | null;
};

const NO_SHELF = createShelf([]);

export function createApp(deps: Deps): App {
  const store = createStore<AppState>(() => ({
    phase: 'loading',
    shelf: NO_SHELF,
    opened: new Map(),
    revision: 0,
    now: deps.clock(),
    settings: DEFAULT_SETTINGS,
    study: null,
    plan: null,
    restore: null,
    trouble: null,
    warning: deps.warning,
    alarm: { kind: 'ok' },
    notice: null,
    announcement: '',
    update: null,
    persistence: 'unasked',
    hidden: [],
    known: [],
    deckOptions: new Map(),
    exams: [],
  }));
  let scheduler = createScheduler(schedulerConfig(DEFAULT_SETTINGS, NO_SHELF));
  const diary = createDiary(scheduler);
  const reader = diaryReader({ store, deps, diary, scheduler: () => scheduler });
  const started = whenStarted(store);
  const complete = async () => {
    try {
      if (!diary.isWhole) await reader.complete();
      // In this order: a diary that is not whole may know nothing of a card that was answered.
      await shelves.complete();
    } catch (error) {
      context.trouble(error);
    }
    const { phase, shelf } = store.getState();
    if (phase === 'begun' && shelf.isWhole) store.setState({ phase: 'ready' });
  };
  const context = createContext(store, deps, diary, () => scheduler, complete);
  const shelves = shelfReader(context);
  /** Waits its turn: a shelf that is whole beside a diary that is not would show what was answered as new. */
  const loadDecks = async () => {
    await started;
    await complete();
    if (store.getState().shelf.isWhole) await shelves.load();
  };
  const study = studyCommands(context);

  const useSettings = (settings: Settings) => {
    const config = schedulerConfig(settings, store.getState().shelf);
    if (!sameData(config, scheduler.config)) {
      scheduler = createScheduler(config);
      diary.reschedule(scheduler);
    }
    store.setState((state) => ({ settings, revision: state.revision + 1 }));
  };

  // Which cards are critical is in the decks.
  store.subscribe(({ shelf, settings }, before) => {
    if (shelf !== before.shelf && settings.criticalRetention !== null) useSettings(settings);
  });

  const readSettingsAgain = async () => useSettings(readSettings(await deps.storage.readValue(SETTINGS_KEY)));

  const changeSettings = async (change: Partial<Settings>): Promise<void> => {
    const former = store.getState().settings;
    const settings = { ...former, ...change };
    const dates = dueDates(diary);
    useSettings(settings);
    const moved = movedDates(dates, diary);
    if (moved > 0) {
      const back = Object.keys(change).map((key) => [key, former[key as keyof Settings]]);
      const undo = () => changeSettings(Object.fromEntries(back) as Partial<Settings>);
      store.setState({ notice: { text: `${counted(moved, 'card')} moved to another date.`, undo } });
    }
    await deps.storage.writeValue(SETTINGS_KEY, writeSettings(settings)).catch(context.trouble);
  };

  const whole: WholeContext = {
    ...context,
    changeSettings,
    readDiary: reader.read,
    loadDecks,
    async readAgain() {
      await Promise.all([readSettingsAgain(), reader.read().then(shelves.load)]);
      study.freshen();
    },
  };
  const made = new Map<unknown, unknown>();
  const commands = <Commands>(group: (context: WholeContext) => Commands): Commands => {
    if (!made.has(group)) made.set(group, group(whole));
    return made.get(group) as Commands;
  };

  const endCatchUp = async () => {
    if (store.getState().settings.catchUpPerDay === null) return;
    const { catchUpCommands } = await import('./catchUp.ts');
    await commands(catchUpCommands).endWhenCleared();
  };
  const backUpIfDue = async () => {
    if (deps.folder === null || store.getState().phase !== 'ready') return;
    const { healthCommands } = await import('./health.ts');
    await commands(healthCommands).backUpIfDue();
  };

  const starting = startReader(context, shelves);

  const hear = (news: StorageNews): Promise<void> => {
    switch (news.kind) {
      case 'events':
        return reader.readNews();
      case 'decks':
        return loadDecks().then(study.freshen);
      case 'value':
        if (news.key === SETTINGS_KEY) return readSettingsAgain();
        return SHELF_KEYS.has(news.key) ? loadDecks().then(study.freshen) : Promise.resolve();
      case 'shrunk':
        return deps.storage
          .restore({ events: [...diary.events()], decks: [], values: {}, unreadable: [] })
          .then(() => undefined);
      case 'alarm':
        store.setState({ alarm: news.alarm });
        return reader.read();
      case 'closed':
        return Promise.reject(new Error(news.reason));
    }
  };

  return {
    store,
    diary,
    study,
    commands,
    async start() {
      try {
        deps.storage.subscribe((news) => hear(news).catch(context.trouble));
        shelves.prepare();
        const [session, reading, kept] = await Promise.all([
          deps.storage.readValue(SESSION_KEY),
          deps.storage.readOutline(),
          deps.storage.readDeal().then(async (read) => {
            if (read.deal === undefined) await shelves.load();
            return read;
          }),
          readSettingsAgain(),
        ]);
        const past = await starting.beginShelf(session, reading, kept);
        // What the archive adds up to hangs on the settings and, for critical cards, on the decks.
        await reader.begin(reading, starting.needsHistory(session), past);
        store.setState({ now: deps.clock() });
        await endCatchUp();
        study.resume(session);
      } catch (error) {
        context.trouble(error);
      }
      const isAll = diary.isWhole && store.getState().shelf.isWhole;
      store.setState({ phase: isAll ? 'ready' : 'begun', now: deps.clock() });
      if ((await deps.readPersistence()) === 'granted') store.setState({ persistence: 'granted' });
    },
    complete,
    async upkeep() {
      await complete();
      const [{ keepUp }, { indexIfLarge }, { dealAhead }] = await Promise.all([
        import('./upkeep.ts'),
        import('./indexShelf.ts'),
        import('./dealing.ts'),
      ]);
      await keepUp(context, reader.held()).catch(context.trouble);
      await indexIfLarge(context)
        .then(() => dealAhead(context))
        .catch(context.trouble);
    },
    changeSettings,
    refresh() {
      store.setState({ now: deps.clock() });
      study.freshen();
      endCatchUp().catch(context.trouble);
      backUpIfDue().catch(context.trouble);
    },
    async exportEverything() {
      const { dataCommands } = await import('./data.ts');
      await commands(dataCommands).download();
    },
    async acceptLoss() {
      await deps.guard?.acceptLoss().catch(context.trouble);
      store.setState({ alarm: { kind: 'ok' } });
    },
    offerUpdate: (update) => store.setState({ update }),
    dismissNotice: () => store.setState({ notice: null }),
    leaveNotice: () =>
      store.setState(({ notice }) => ({ notice: notice?.isAboutAnswer ? notice : null, announcement: '' })),
    agenda: (query) => agenda(agendaSource(context), query, 0),
    deckAgenda: (deck) => deckAgenda(agendaSource(context), deck),
    shortAnswerOf(id) {
      const { shelf, opened } = store.getState();
      const card = shelf.find(id);
      const deck = card && opened.get(card.deck);
      return deck ? shortAnswerOf(deck, id) : null;
    },
    planOf: (id) => planOf(agendaSource(context), id),
    facesOf: (deck) => facesOf(context, deck),
    ...opening(context),
    retrievability: (memory) => scheduler.retrievability(memory, deps.clock().at),
  };
}

/** So many key concepts of its deck's summary make a card critical to the schedule. */
const CRITICAL_WEIGHT = 2;

function schedulerConfig(settings: Settings, shelf: Shelf): SchedulerConfig {
  const { weights, desiredRetention, criticalRetention, maximumIntervalDays, fuzz, easyDays, daysOff } =
    settings;
  const { learningStepsMinutes, relearningStepsMinutes } = settings;
  return {
    weights: weights.length > 0 ? weights : DEFAULT_SCHEDULER_CONFIG.weights,
    desiredRetention,
    criticalRetention: criticalRetention ?? desiredRetention,
    criticalCards:
      criticalRetention === null || !shelf.isWhole
        ? []
        : shelf.cards.flatMap(({ id, weight }) => (weight >= CRITICAL_WEIGHT ? [id] : [])),
    learningStepsMinutes,
    relearningStepsMinutes,
    maximumIntervalDays,
    fuzz,
    easyDays,
    daysOff,
  };
}
