import { readDeckOptions } from '../core/deckOptions.ts';
import type { Card, CardId, Deck, DeckId } from '../core/deck.ts';
import { readExams } from '../core/exams.ts';
import type { Face } from '../core/face.ts';
import { createShelf, joinShelves, openShelf, type LoadedDeck, type Shelf } from '../core/shelf.ts';
import { isShelfIndex, isShelfOutlines, type ShelfIndex, type ShelfOutlines } from '../core/shelfIndex.ts';
import type { AppState } from './appState.ts';
import type { Context } from './context.ts';
import { DECK_OPTIONS_KEY, EXAMS_KEY, HIDDEN_KEY, KNOWN_KEY } from './values.ts';

/** Puts the decks of the build and of the learner on the shelf. */
export type ShelfReader = {
  /** Reads them; called at start and when they change. A large shelf of a start need not be whole. */
  readonly load: () => Promise<void>;
  /** Begins to read what the shelf needs beside the learner's decks, for whichever of these comes first. */
  readonly prepare: () => void;
  /** Reads only what is dealt of the learner's. */
  readonly begin: (dealt: ShelfIndex) => Promise<void>;
  /** Reads what such a shelf lacks. */
  readonly complete: () => Promise<void>;
};

type Imported = Pick<AppState, 'shelf' | 'opened'> & {
  /** Tells the decks from any others; `null` where they were read whole. */
  readonly of: string | null;
};

export function shelfReader(context: Context): ShelfReader {
  const { store, deps } = context;
  let former: string | null = null;
  const readRest = () =>
    Promise.all([
      Promise.all(deps.bundled.map(({ deck }) => deck())),
      deps.storage.readValue(HIDDEN_KEY).then(texts),
      deps.storage.readValue(KNOWN_KEY).then(texts),
      deps.storage.readValue(DECK_OPTIONS_KEY).then(readDeckOptions),
      deps.storage.readValue(EXAMS_KEY).then(readExams),
    ]);
  let prepared: ReturnType<typeof readRest> | null = null;
  const read = async (readDecks: () => Promise<Imported>) => {
    const rest = prepared ?? readRest();
    prepared = null;
    const [imported, [bundled, hidden, known, deckOptions, exams]] = await Promise.all([readDecks(), rest]);
    const hiddenIds = hidden.map((id) => id as DeckId);
    const replaced = new Set(imported.shelf.decks.map(({ deck }) => deck.id));
    const shown = bundled.filter(({ id }) => !replaced.has(id) && !hiddenIds.includes(id));
    const stillOpened = imported.of !== null && imported.of === former ? store.getState().opened : [];
    former = imported.of;
    store.setState({
      shelf: joinShelves(imported.shelf, shelfOf(shown, 'bundled')),
      opened: new Map([...stillOpened, ...imported.opened, ...byId(shown)]),
      hidden: hiddenIds,
      known,
      deckOptions,
      exams,
    });
  };
  return {
    load: () => read(() => readImported(context, store.getState().phase !== 'loading')),
    prepare() {
      prepared = readRest();
      // Whoever comes first hears of it.
      prepared.catch(() => {});
    },
    begin: (dealt) => read(() => Promise.resolve(indexedShelf(context, { index: dealt, outlines: null }))),
    async complete() {
      if (!store.getState().shelf.isWhole) await read(() => readImported(context, true));
    },
  };
}

/** A large shelf as its index shows it; otherwise all decks whole. */
async function readImported(context: Context, isWhole: boolean): Promise<Imported> {
  const { deps } = context;
  const indexed = await readIndexed(deps, isWhole);
  if (indexed) return indexedShelf(context, indexed);
  const decks = (await deps.storage.readDecks()).map(({ deck }) => deck);
  return { shelf: shelfOf(decks, 'imported'), opened: byId(decks), of: null };
}

function indexedShelf({ store }: Context, { index, outlines }: Indexed): Imported {
  const deckOf = (id: DeckId) => store.getState().opened.get(id);
  return { shelf: openShelf(index, outlines, deckOf), opened: new Map(), of: index.of };
}

type Indexed = { readonly index: ShelfIndex; readonly outlines: ShelfOutlines | null };

/** The index of a large shelf, made anew if some deck has changed since; `null` where there is none. */
async function readIndexed(deps: Context['deps'], isWhole: boolean): Promise<Indexed | null> {
  const { storage } = deps;
  const { index, of } = await storage.readShelfIndex();
  if (index === undefined) return null;
  if (isShelfIndex(index, of)) {
    if (!isWhole) return { index, outlines: null };
    const outlines = await storage.readShelfOutlines();
    if (isShelfOutlines(outlines, index)) return { index, outlines };
  }
  const { indexShelf } = await import('./indexShelf.ts');
  return indexShelf({ deps });
}

function shelfOf(decks: readonly Deck[], origin: LoadedDeck['origin']): Shelf {
  return createShelf(decks.map((deck) => ({ deck, origin })));
}

function byId(decks: readonly Deck[]): ReadonlyMap<DeckId, Deck> {
  return new Map(decks.map((deck) => [deck.id, deck]));
}

/** Every card of the build, whether its deck is on the shelf or not. */
export async function bundledCards({ bundled }: Context['deps']): Promise<CardId[]> {
  const decks = await Promise.all(bundled.map(({ deck }) => deck()));
  return decks.flatMap(({ cards }) => cards.map(({ id }) => id));
}

export type RenderedDeck = { readonly cards: readonly Card[]; readonly faces: readonly (readonly Face[])[] };

/** The faces that the build rendered for a deck's cards; none for a deck that the learner imported. */
export async function facesOf({ store, deps }: Context, id: DeckId): Promise<RenderedDeck> {
  const { shelf, opened } = store.getState();
  const loaded = shelf.decks.find(({ deck }) => deck.id === id);
  const bundled = deps.bundled.find((deck) => deck.id === id);
  if (!bundled || loaded?.origin !== 'bundled') return { cards: [], faces: [] };
  return { cards: opened.get(id)?.cards ?? [], faces: await bundled.faces() };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
