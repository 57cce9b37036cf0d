import type { Card, CardId, Deck, DeckId } from '../core/deck.ts';
import type { StudyCard } from '../core/filter.ts';
import { createShelf, joinShelves } from '../core/shelf.ts';
import type { AppState } from './appState.ts';
import type { Context } from './context.ts';

/** Fetches what a shelf in outline leaves out. */
export type Opening = {
  /** Reads the text of some decks, unless it is at hand. */
  readonly openDecks: (ids: readonly DeckId[]) => Promise<void>;
  /** Reads the text of every deck, so that it can be searched. */
  readonly openAll: () => Promise<void>;
};

const cardsOf = new WeakMap<Deck, ReadonlyMap<CardId, Card>>();

/** The card with its text; `null` as long as its deck has not been opened. */
export function wholeCard(
  { opened }: Pick<AppState, 'opened'>,
  { id, deck: of }: Pick<StudyCard, 'id' | 'deck'>,
): Card | null {
  const deck = opened.get(of);
  if (!deck) return null;
  const cards = cardsOf.get(deck) ?? new Map(deck.cards.map((card) => [card.id, card]));
  cardsOf.set(deck, cards);
  return cards.get(id) ?? null;
}

export function opening({ store, deps, trouble, complete }: Context): Opening {
  const add = (decks: readonly Deck[]) =>
    store.setState(({ opened }) => ({
      opened: new Map([...opened, ...decks.map((deck) => [deck.id, deck] as const)]),
    }));
  return {
    async openDecks(ids) {
      const { opened } = store.getState();
      const closed = [...new Set(ids)].filter((id) => !opened.has(id));
      if (closed.length === 0) return;
      try {
        add((await deps.storage.readSomeDecks(closed)).map(({ deck }) => deck));
      } catch (error) {
        trouble(error);
      }
    },
    async openAll() {
      if (store.getState().shelf.isSearchable) return;
      // Of a shelf that is only dealt, the diary knows no more than that either.
      await complete();
      if (!store.getState().shelf.isWhole) return;
      try {
        const decks = await deps.storage.searchableDecks();
        const imported = createShelf(decks.map((deck) => ({ deck, origin: 'imported' })));
        store.setState(({ shelf }) => ({
          shelf: joinShelves(imported, createShelf(shelf.decks.filter(({ origin }) => origin === 'bundled'))),
        }));
      } catch (error) {
        trouble(error);
      }
    },
  };
}
