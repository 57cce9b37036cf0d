import type { Card, DeckId } from '../core/deck.ts';
import { readDeckOptions } from '../core/deckOptions.ts';
import { readExams } from '../core/exams.ts';
import type { Face } from '../core/face.ts';
import { studyCards } from '../core/filter.ts';
import type { AppState, LoadedDeck } from './appState.ts';
import type { Context } from './context.ts';
import { DECK_OPTIONS_KEY, EXAMS_KEY, HIDDEN_KEY, KNOWN_KEY } from './values.ts';

/** The state that follows from a list of decks. */
export function shelf(decks: readonly LoadedDeck[]): Pick<AppState, 'decks' | 'cards' | 'cardById'> {
  const cards = decks.flatMap(({ deck }) => studyCards(deck));
  return { decks, cards, cardById: new Map(cards.map((studyCard) => [studyCard.card.id, studyCard])) };
}

/** Reads the decks of the build and of the learner; called at start and when they change. */
export async function loadShelf({ store, deps }: Context): Promise<void> {
  const [bundled, stored, hidden, known, deckOptions, exams] = await Promise.all([
    Promise.all(deps.bundled.map(async ({ deck }) => ({ deck: await deck(), origin: 'bundled' as const }))),
    deps.storage.readDecks(),
    deps.storage.readValue(HIDDEN_KEY).then(texts),
    deps.storage.readValue(KNOWN_KEY).then(texts),
    deps.storage.readValue(DECK_OPTIONS_KEY).then(readDeckOptions),
    deps.storage.readValue(EXAMS_KEY).then(readExams),
  ]);
  const hiddenIds = hidden.map((id) => id as DeckId);
  const imported = stored.map(({ deck }) => ({ deck, origin: 'imported' as const }));
  const replaced = new Set(imported.map(({ deck }) => deck.id));
  const shown = bundled.filter(({ deck }) => !replaced.has(deck.id) && !hiddenIds.includes(deck.id));
  store.setState({ ...shelf([...imported, ...shown]), hidden: hiddenIds, known, deckOptions, exams });
}

export type RenderedDeck = { readonly cards: readonly Card[]; readonly faces: readonly (readonly Face[])[] };

/** The faces that the build rendered for a deck's cards; none for a deck that the learner imported. */
export async function facesOf({ store, deps }: Context, id: DeckId): Promise<RenderedDeck> {
  const loaded = store.getState().decks.find(({ deck }) => deck.id === id);
  const bundled = deps.bundled.find((deck) => deck.id === id);
  if (!bundled || loaded?.origin !== 'bundled') return { cards: [], faces: [] };
  return { cards: loaded.deck.cards, faces: await bundled.faces() };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
