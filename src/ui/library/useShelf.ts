import { useMemo } from 'react';
import { countsByDeck, NO_COUNTS, type Counts } from '../../core/counts.ts';
import { studyDay } from '../../core/day.ts';
import type { CardId } from '../../core/deck.ts';
import type { DeckOutline } from '../../core/deckOutline.ts';
import { offUntil } from '../../core/easyDays.ts';
import type { Plan } from '../../core/plan.ts';
import { examViews } from '../../state/examPlans.ts';
import { useApp, useAppState } from '../AppContext.tsx';

export type ShelfRow = {
  readonly deck: DeckOutline;
  readonly counts: Counts;
  /** What a session of this deck alone would bring now, and how many due reviews the daily limits hold back. */
  readonly offer: { readonly due: number; readonly fresh: number; readonly heldBack: number };
  readonly plan: Plan | null;
  /** Whether the learner has the day off, when nothing presses. */
  readonly isOff: boolean;
};

/** What each deck holds for today, and what studying everything would bring. */
export function useShelf() {
  const app = useApp();
  const shelf = useAppState((state) => state.shelf);
  const revision = useAppState((state) => state.revision);
  const now = useAppState((state) => state.now);
  const settings = useAppState((state) => state.settings);
  const deckOptions = useAppState((state) => state.deckOptions);
  const exams = useAppState((state) => state.exams);
  return useMemo(() => {
    const day = studyDay(now, settings.rolloverHour);
    const moment = { at: now.at, day };
    const standingOf = app.diary.standing;
    const counts = countsByDeck(shelf.cards, standingOf, moment);
    const isNew = (card: CardId) => standingOf(card).memory.kind === 'new';
    const rows: ShelfRow[] = shelf.decks.map((loaded) => {
      const { deck } = loaded;
      const { cards: dealt, hidden } = app.deckAgenda(loaded);
      const fresh = dealt.filter(isNew).length;
      return {
        deck,
        counts: counts.get(deck.id) ?? NO_COUNTS,
        isOff: offUntil(settings.daysOff, day) !== null,
        offer: { due: dealt.length - fresh, fresh, heldBack: hidden.reviews },
        plan: app.planOf(deck.id),
      };
    });
    const { cards: chosen, hidden } = app.agenda('');
    const fresh = chosen.filter(isNew).length;
    const today = {
      due: chosen.length - fresh,
      fresh,
      hidden,
      /** The last day of the learner's time off; `null` on a day of study. */
      offUntil: offUntil(settings.daysOff, day),
      day,
      decks: new Set(chosen.map((card) => shelf.find(card)?.deck)).size,
    };
    return { rows, today, exams: app.commands(examViews)() };
    // The diary is one object that changes inside; `revision` says when.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [app, shelf, revision, now, settings, deckOptions, exams]);
}
