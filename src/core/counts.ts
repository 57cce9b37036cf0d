import type { CardId, DeckId } from './deck.ts';
import type { StudyCard } from './filter.ts';
import { groupedBy } from './interleave.ts';
import { cardState, dueOf, sooner, type Due, type Now, type Standing } from './standing.ts';

/** How a deck stands now. Every card is in exactly one of new, learning, due, later, buried and suspended. */
export type Counts = {
  readonly total: number;
  /** Never answered. */
  readonly new: number;
  /** In learning or relearning steps, whether the step's time has come or not. */
  readonly learning: number;
  /** Reviews whose day has come. */
  readonly due: number;
  readonly later: number;
  readonly buried: number;
  readonly suspended: number;
  /** Cards that have left the learning steps, whatever marks they carry. */
  readonly learned: number;
  /** The soonest time that anything not due now comes up by itself; `null` when nothing will. */
  readonly nextDue: Due | null;
};

export const NO_COUNTS: Counts = {
  total: 0,
  new: 0,
  learning: 0,
  due: 0,
  later: 0,
  buried: 0,
  suspended: 0,
  learned: 0,
  nextDue: null,
};

type StandingOf = (card: CardId) => Standing;

/** Daily limits are left out of account; what they hold back is the queue's to say. */
export function countCards(cards: readonly StudyCard[], standingOf: StandingOf, now: Now): Counts {
  const states = { new: 0, learning: 0, due: 0, later: 0, buried: 0, suspended: 0 };
  let learned = 0;
  let nextDue: Due | null = null;
  for (const { id } of cards) {
    const standing = standingOf(id);
    const state = cardState(standing, now);
    states[state] += 1;
    if (standing.memory.kind === 'review') learned += 1;
    if (state !== 'due') nextDue = sooner(nextDue, dueOf(standing, now), now);
  }
  return { total: cards.length, ...states, learned, nextDue };
}

/** The counts of every deck that has cards, in one pass. */
export function countsByDeck(
  cards: readonly StudyCard[],
  standingOf: StandingOf,
  now: Now,
): ReadonlyMap<DeckId, Counts> {
  const byDeck = groupedBy(cards, ({ deck }) => deck);
  return new Map([...byDeck].map(([deck, own]) => [deck, countCards(own, standingOf, now)]));
}
