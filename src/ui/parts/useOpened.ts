import { useEffect } from 'react';
import type { Card, Deck, DeckId } from '../../core/deck.ts';
import type { StudyCard } from '../../core/filter.ts';
import { wholeCard } from '../../state/opening.ts';
import { useApp, useAppState } from '../AppContext.tsx';

/** Has the text of these cards' decks read; tells for each card its whole, or `null` as long as it is on its way. */
export function useWholeCards(cards: readonly StudyCard[]): (card: StudyCard) => Card | null {
  const app = useApp();
  const opened = useAppState((state) => state.opened);
  useEffect(() => void app.openDecks(cards.map(({ deck }) => deck)), [app, cards]);
  return (card) => wholeCard({ opened }, card);
}

/** Has all texts read if they are wanted to be searched; whether that is under way. */
export function useSearchable(isWanted: boolean): boolean {
  const app = useApp();
  const isReading = !useAppState(({ shelf }) => shelf.isSearchable) && isWanted;
  useEffect(() => {
    if (isReading) void app.openAll();
  }, [app, isReading]);
  return isReading;
}

/** A deck with its text; `null` when there is none of this id or as long as it is on its way. */
export function useDeck(id: DeckId): Deck | null {
  const app = useApp();
  const opened = useAppState((state) => state.opened);
  const isOnShelf = useAppState(({ shelf }) => shelf.decks.some(({ deck }) => deck.id === id));
  useEffect(() => {
    if (isOnShelf) void app.openDecks([id]);
  }, [app, id, isOnShelf]);
  return isOnShelf ? (opened.get(id) ?? null) : null;
}
