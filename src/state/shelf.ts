import { readDeckOptions } from '../core/deckOptions.ts';
import type { Card, Deck, DeckId } from '../core/deck.ts';
import { readExams } from '../core/exams.ts';
import type { Face } from '../core/face.ts';
import { createShelf, joinShelves, openShelf, type LoadedDeck, type Shelf } from '../core/shelf.ts';
import { isShelfIndex, type ShelfIndex } from '../core/shelfIndex.ts';
import type { AppState } from './appState.ts';
import type { Context } from './context.ts';
import { DECK_OPTIONS_KEY, EXAMS_KEY, HIDDEN_KEY, KNOWN_KEY } from './values.ts';

type Opened = Pick<AppState, 'shelf' | 'opened'>;

/** Reads the decks of the build and of the learner; called at start and when they change. */
export async function loadShelf(context: Context): Promise<void> {
  const { store, deps } = context;
  const [bundled, imported, hidden, known, deckOptions, exams] = await Promise.all([
    Promise.all(deps.bundled.map(({ deck }) => deck())),
    readImported(context),
    deps.storage.readValue(HIDDEN_KEY).then(texts),
    deps.storage.readValue(KNOWN_KEY).then(texts),
    deps.storage.readValue(DECK_OPTIONS_KEY).then(readDeckOptions),
    deps.storage.readValue(EXAMS_KEY).then(readExams),
  ]);
  const hiddenIds = hidden.map((id) => id as DeckId);
  const replaced = new Set(imported.shelf.decks.map(({ deck }) => deck.id));
  const shown = bundled.filter(({ id }) => !replaced.has(id) && !hiddenIds.includes(id));
  store.setState({
    shelf: joinShelves(imported.shelf, shelfOf(shown, 'bundled')),
    opened: new Map([...imported.opened, ...byId(shown)]),
    hidden: hiddenIds,
    known,
    deckOptions,
    exams,
  });
}

/** A large shelf in outline, as its index shows it; otherwise all decks whole. */
async function readImported({ deps }: Context): Promise<Opened> {
  const { index: kept, of } = await deps.storage.readShelfIndex();
  const index = isShelfIndex(kept, of) ? kept : kept !== undefined && (await indexAgain(deps));
  if (index) return { shelf: openShelf(index), opened: new Map() };
  const decks = (await deps.storage.readDecks()).map(({ deck }) => deck);
  return { shelf: shelfOf(decks, 'imported'), opened: byId(decks) };
}

/** For a large shelf of which some deck has changed since. */
async function indexAgain(deps: Context['deps']): Promise<ShelfIndex | null> {
  const { indexShelf } = await import('./indexShelf.ts');
  return indexShelf({ deps });
}

function shelfOf(decks: readonly Deck[], origin: LoadedDeck['origin']): Shelf {
  return createShelf(decks.map((deck) => ({ deck, origin })));
}

function byId(decks: readonly Deck[]): ReadonlyMap<DeckId, Deck> {
  return new Map(decks.map((deck) => [deck.id, deck]));
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
