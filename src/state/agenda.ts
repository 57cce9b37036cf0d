import { costOfWaiting } from '../core/costOfWaiting.ts';
import { studyDay, type StudyDay } from '../core/day.ts';
import type { CardId, DeckId } from '../core/deck.ts';
import { deckBudget, studiedOn, UNLIMITED, type DayBudget } from '../core/deckLimits.ts';
import { DEFAULT_DECK_OPTIONS } from '../core/deckOptions.ts';
import { examOf } from '../core/exams.ts';
import { filterFromQuery, matcher, NO_FILTER, type Filter, type StudyCard } from '../core/filter.ts';
import { mixed } from '../core/interleave.ts';
import { planFor, planStart, type Plan } from '../core/plan.ts';
import { buildQueue, cramQueue, type Queue } from '../core/queue.ts';
import { sameData } from '../core/sameData.ts';
import { createShelf, type LoadedDeck, type Shelf, type Up } from '../core/shelf.ts';
import type { AgendaSource } from './agendaSource.ts';
import { examCards } from './examPlans.ts';

/** The lesson's own plan as it stands today; `null` when the deck has none. */
export function planOf({ state, diary, scheduler, now }: AgendaSource, id: DeckId): Plan | null {
  const deck = state.shelf.decks.find((loaded) => loaded.deck.id === id)?.deck;
  // When a lesson was begun only its answers tell, which takes a while to look through.
  if (!deck || deck.schedule === null) return null;
  const { plan } = state.deckOptions.get(id) ?? DEFAULT_DECK_OPTIONS;
  return planFor({
    deck,
    diary,
    startDay: planStart(deck.cards, diary),
    today: studyDay(now, state.settings.rolloverHour),
    scheduler,
    options: plan,
  });
}

/** What a session would deal now, in order, and how much of what could be studied the daily limits hold back. */
export type Offer = Queue;

/**
 * The cards to study for an address: what is due by FSRS, mixed with today's part of the lesson plans that are
 * followed and of the exams to come. `ahead` adds cards that are not due yet; `plan` asks for today's plan alone,
 * followed or not; `exam` for one exam's part of today; `cram` for every card, due or not, outside the schedule. While a
 * backlog is caught up its ceiling stands for the limits, and what loses most by waiting comes first.
 */
export function agenda(source: AgendaSource, query: string, seed: number): Offer {
  const params = new URLSearchParams(query);
  if (params.has('cram')) return { cards: crammedCards(source, query, seed), hidden: { new: 0, reviews: 0 } };
  const isPlanOnly = params.has('plan');
  const planned = plannedCards(source, query, isPlanOnly);
  if (isPlanOnly) return { cards: planned, hidden: { new: 0, reviews: 0 } };
  const forExams = preparedCards(source, query, params.get('exam'));
  if (params.has('exam')) return { cards: forExams, hidden: { new: 0, reviews: 0 } };
  const due = dueCards(source, query, seed, params.has('ahead'));
  const isDue = new Set(due.cards);
  const cards = mixed(
    due.cards,
    [...new Set([...forExams, ...planned])].filter((card) => !isDue.has(card)),
  );
  return { cards, hidden: due.hidden };
}

function crammedCards({ state, among, diary, now }: AgendaSource, query: string, seed: number): CardId[] {
  const { leechThreshold, rolloverHour } = state.settings;
  return cramQueue({
    cards: among.cards,
    standingOf: diary.standing,
    filter: filterFromQuery(query),
    leechThreshold,
    now: { at: now.at, day: studyDay(now, rolloverHour) },
    seed,
  });
}

/** What a session of one deck would deal; looks at no other deck's cards. */
export function deckAgenda(source: AgendaSource, loaded: LoadedDeck): Offer {
  const among = alone.get(loaded) ?? createShelf([loaded]);
  alone.set(loaded, among);
  return agenda({ ...source, among }, '', 0);
}

const alone = new WeakMap<LoadedDeck, Shelf>();

function plannedCards(source: AgendaSource, query: string, isPlanOnly: boolean): CardId[] {
  const { state, among, diary, now } = source;
  const isWanted = matcher(filterFromQuery(query), state.settings.leechThreshold);
  const moment = { at: now.at, day: studyDay(now, state.settings.rolloverHour) };
  return among.decks
    .filter(({ deck }) => isPlanOnly || (state.deckOptions.get(deck.id)?.follow ?? 'fsrs') !== 'fsrs')
    .flatMap(({ deck }) => planOf(source, deck.id)?.today ?? [])
    .filter((id) => {
      const card = among.find(id);
      return card !== undefined && isWanted(card, diary.standing(id), moment);
    });
}

/** Today's part of the exams, of the decks and the filter in question. */
function preparedCards(source: AgendaSource, query: string, only: string | null): CardId[] {
  const { state, among, diary, now } = source;
  const isWanted = matcher(filterFromQuery(query), state.settings.leechThreshold);
  const moment = { at: now.at, day: studyDay(now, state.settings.rolloverHour) };
  const decks = new Set(among.decks.map(({ deck }) => deck.id));
  return examCards(source, only).filter((id) => {
    const card = state.shelf.find(id);
    return card !== undefined && decks.has(card.deck) && isWanted(card, diary.standing(id), moment);
  });
}

/**
 * Those of some cards that FSRS brings up: all but those of decks that follow their own plan alone or are prepared for an exam.
 * What is in its steps comes back whatever the plan.
 */
export function fsrsCards(source: AgendaSource, cards: readonly StudyCard[]): readonly StudyCard[] {
  const { state, among } = source;
  const hasOwnPlan = new Set(
    among.decks
      .map(({ deck }) => deck.id)
      .filter(
        (id) => state.deckOptions.get(id)?.follow === 'plan' && planOf(source, id)?.isFinished === false,
      ),
  );
  for (const { deck } of among.decks) {
    if (examOf(state.exams, deck.id, studyDay(source.now, state.settings.rolloverHour)))
      hasOwnPlan.add(deck.id);
  }
  if (hasOwnPlan.size === 0) return cards;
  return cards.filter(
    ({ id, deck }) => !hasOwnPlan.has(deck) || /learning/.test(source.diary.memory(id).kind),
  );
}

function dueCards(source: AgendaSource, query: string, seed: number, ahead: boolean): Queue {
  const { state, among, diary, now } = source;
  const day = studyDay(now, state.settings.rolloverHour);
  const { catchUpPerDay } = state.settings;
  const isCatchingUp = catchUpPerDay !== null;
  // An exam has a ceiling of its own and takes nothing of the other decks' day.
  const prepared = studiedOn(preparedFor(source, day), diary, day);
  const filter = filterFromQuery(query);
  const limits = isCatchingUp ? { newPerDay: 0, reviewsPerDay: catchUpPerDay } : state.settings;
  const up = ahead ? { cards: among.cards, spareNew: 0 } : upToday(source, filter, limits.newPerDay, day);
  return buildQueue({
    ...up,
    cards: ahead ? up.cards : fsrsCards(source, up.cards),
    standingOf: diary.standing,
    filter,
    leechThreshold: state.settings.leechThreshold,
    limits,
    introducedToday: diary.introducedOn(day) - prepared.introduced,
    reviewedToday: diary.reviewedOn(day) - prepared.reviewed,
    deckBudgets: deckBudgets(source, day),
    now: { at: now.at, day },
    seed,
    ahead,
    order: isCatchingUp
      ? (memory) => costOfWaiting(memory, day, source.scheduler)
      : state.settings.reviewOrder,
  });
}

/** Leaves out what cannot be dealt, where that is certain: no wish, limit or plan picks new cards but by their decks. */
function upToday(source: AgendaSource, filter: Filter, newPerDay: number, day: StudyDay): Up {
  const { state, among, diary } = source;
  const isPlain =
    state.exams.length === 0 && state.deckOptions.size === 0 && sameData({ ...filter, decks: [] }, NO_FILTER);
  return among.upBy({
    day,
    restingBy: diary.restingBy,
    decks: filter.decks.length > 0 ? new Set(filter.decks) : null,
    mostNew: isPlain ? newPerDay : null,
  });
}

/** Every card of the decks that an exam to come asks. */
function preparedFor({ state }: AgendaSource, day: StudyDay): CardId[] {
  if (state.exams.length === 0) return [];
  return state.shelf.unique.flatMap(({ id, deck }) => (examOf(state.exams, deck, day) === null ? [] : [id]));
}

function deckBudgets({ state, among, diary }: AgendaSource, day: StudyDay): Map<DeckId, DayBudget> {
  return new Map(
    among.decks.flatMap(({ deck }) => {
      const limits = state.deckOptions.get(deck.id)?.limits;
      if (limits === undefined) return [];
      const ids = deck.cards.map(({ id }) => id);
      const budget = deckBudget(limits, ids, diary, day);
      return budget === UNLIMITED ? [] : [[deck.id, budget]];
    }),
  );
}
