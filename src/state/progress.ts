import {
  conceptGroups,
  conceptStanding,
  weakSpots,
  type ConceptGroup,
  type ConceptStanding,
} from '../core/concepts.ts';
import { studyDay } from '../core/day.ts';
import type { CardId } from '../core/deck.ts';
import { filterToQuery, matcher, type Filter, type StudyCard } from '../core/filter.ts';
import { packing, type LoggedEvent } from '../core/stats/eventColumns.ts';
import { levelIndex } from '../core/stats/levels.ts';
import type { Shelf, Summary } from '../core/stats/summary.ts';
import type { Marks } from '../core/story.ts';
import { spreadsheet } from '../formats/spreadsheet.ts';
import type { Context } from './context.ts';
import { unhurried } from './unhurried.ts';

/** Which answers are looked at: the last so many days (`null`: all), of the cards that a filter finds. */
export type ProgressRequest = { readonly days: number | null; readonly filter: Filter };

/** Figures for as long as a screen shows them. */
export type Figures = {
  /** Drawn up off the page, from the diary as it stands; the first call reads all of it, later ones what they need. */
  readonly summarize: (request: ProgressRequest) => Promise<Summary>;
  readonly close: () => void;
};

/** The numbers behind a chart; the first cell of a row names it. */
export type FigureTable = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
};

export type ProgressCommands = {
  /** Hands a table over as a file for spreadsheets, named after its title. */
  readonly saveTable: (title: string, table: FigureTable) => void;
  /** Hands a picture over as a file. */
  readonly savePicture: (title: string, picture: Blob) => void;
  readonly figures: () => Figures;
  /** The concepts least likely to be recalled now, weakest first. */
  readonly weakSpots: () => readonly ConceptStanding[];
};

export function progressCommands(context: Context): ProgressCommands {
  const { deps, diary, scheduler } = context;
  let grouped: { readonly of: unknown; readonly groups: readonly ConceptGroup<CardId>[] } | null = null;
  /** The concepts of the shelf, found once for each shelf. */
  const groups = () => {
    const { shelf } = context.store.getState();
    if (grouped?.of !== shelf) {
      grouped = { of: shelf, groups: conceptGroups(onShelf(context), ({ id }) => id) };
    }
    return grouped.groups;
  };
  return {
    saveTable: (title, { columns, rows }) =>
      deps.saveFile(`${fileName(title)}.csv`, 'text/csv', spreadsheet([columns, ...rows])),
    savePicture: (title, picture) => deps.saveFile(`${fileName(title)}.png`, 'image/png', picture),
    figures: () => openFigures(context),
    weakSpots() {
      const { at } = deps.clock();
      const evidence = {
        memory: diary.memory,
        recall: (card: CardId) => scheduler().retrievability(diary.memory(card), at),
      };
      return weakSpots(groups().map((group) => conceptStanding(group, evidence)));
    },
  };
}

function openFigures(context: Context): Figures {
  const { deps, diary, scheduler, store } = context;
  const summarizer = deps.summarizer();
  let loaded: { readonly of: readonly unknown[]; readonly done: Promise<void> } | null = null;

  const logged = (card: CardId): readonly LoggedEvent[] => {
    const [events, crams] = [diary.memoryEvents(card), diary.crams(card)];
    return crams.length === 0 ? events : [...events, ...crams];
  };
  const load = async () => {
    const cards = onShelf(context);
    const events = await unhurried(packing(inOrder(cards, diary.cards()), logged), context);
    summarizer.load({ events, shelf: shelfOf(cards, diary.marks), config: scheduler().config });
  };
  /** What the ledger follows from; while none of it changes, the summarizer keeps what it has. */
  const bringUpToDate = () => {
    const { revision, shelf } = store.getState();
    const of = [revision, shelf, scheduler()];
    if (loaded === null || of.some((part, index) => part !== loaded?.of[index])) {
      loaded = { of, done: (loaded?.done ?? Promise.resolve()).catch(() => undefined).then(load) };
    }
    return loaded.done;
  };
  return {
    async summarize({ days, filter }) {
      await bringUpToDate();
      const { settings } = store.getState();
      const cards = onShelf(context);
      const moment = deps.clock();
      const now = { at: moment.at, day: studyDay(moment, settings.rolloverHour) };
      const isWanted = matcher(filter, settings.leechThreshold);
      const isEverything = filterToQuery(filter) === '';
      const wanted = cards.map((card) => (isWanted(card, diary.standing(card.card.id), now) ? 1 : 0));
      return summarizer.summarize({ now, days, wanted: isEverything ? null : Uint8Array.from(wanted) });
    },
    close: summarizer.close,
  };
}

/** `flipside-answers-a-day` */
function fileName(title: string): string {
  return `flipside ${title}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

/** Each card once, whatever the decks say. */
function onShelf({ store }: Context): StudyCard[] {
  return [...store.getState().shelf.unique];
}

/** The cards of the shelf as the shelf has them, then all others that the diary knows. */
function inOrder(cards: readonly StudyCard[], known: Iterable<CardId>): CardId[] {
  return [...new Set([...cards.map(({ card }) => card.id), ...known])];
}

function shelfOf(cards: readonly StudyCard[], marksOf: (card: CardId) => Marks): Shelf {
  const marks = cards.map(({ card }) => marksOf(card.id));
  return {
    size: cards.length,
    suspended: Uint8Array.from(marks, ({ suspended }) => (suspended ? 1 : 0)),
    buriedUntil: Float64Array.from(marks, ({ buriedUntil }) => buriedUntil ?? Number.NaN),
    levels: Uint8Array.from(cards, ({ card }) => levelIndex(card)),
    concepts: conceptGroups(cards, (_card, index) => index),
  };
}
