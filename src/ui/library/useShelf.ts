import { useMemo } from 'react';
import { countsByDeck, NO_COUNTS, type Counts } from '../../core/counts.ts';
import { studyDay } from '../../core/day.ts';
import type { Deck } from '../../core/deck.ts';
import type { Plan } from '../../core/plan.ts';
import { useApp, useAppState } from '../AppContext.tsx';

export type ShelfRow = { readonly deck: Deck; readonly counts: Counts; readonly plan: Plan | null };

/** What each deck holds for today, and what studying everything would bring. */
export function useShelf() {
  const app = useApp();
  const decks = useAppState((state) => state.decks);
  const cards = useAppState((state) => state.cards);
  const revision = useAppState((state) => state.revision);
  const now = useAppState((state) => state.now);
  const settings = useAppState((state) => state.settings);
  const deckOptions = useAppState((state) => state.deckOptions);
  return useMemo(() => {
    const day = studyDay(now, settings.rolloverHour);
    const moment = { at: now.at, day };
    const standingOf = app.diary.standing;
    const counts = countsByDeck(cards, standingOf, moment);
    const rows: ShelfRow[] = decks.map(({ deck }) => ({
      deck,
      counts: counts.get(deck.id) ?? NO_COUNTS,
      plan: app.planOf(deck.id),
    }));
    const chosen = new Set(app.agenda(''));
    const studied = cards.filter(({ card }) => chosen.has(card.id));
    const fresh = studied.filter(({ card }) => standingOf(card.id).memory.kind === 'new').length;
    const today = {
      due: studied.length - fresh,
      fresh,
      decks: new Set(studied.map((card) => card.deck)).size,
    };
    return { rows, today };
    // The diary is one object that changes inside; `revision` says when.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [app, decks, cards, revision, now, settings, deckOptions]);
}
