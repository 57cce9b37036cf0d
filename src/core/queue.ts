import type { CardId, DeckId } from './deck.ts';
import { UNLIMITED, type DayBudget } from './deckLimits.ts';
import { matcher, type Filter, type StudyCard } from './filter.ts';
import { apart, mixed, roundRobin, spread } from './interleave.ts';
import type { ReviewMemory } from './memory.ts';
import { createRandom, shuffled, type Random } from './random.ts';
import { LEARN_AHEAD_MS } from './session.ts';
import { cardState, daysUntil, dueOf, type Now, type Standing } from './standing.ts';

/** How due reviews are sorted before decks are interleaved. */
export const REVIEW_ORDERS = [
  'retrievability',
  'relativeOverdueness',
  'criticalWeight',
  'random',
  'deck',
] as const;

/**
 * `retrievability`: what is best remembered first. `relativeOverdueness`: what is longest past its interval, measured
 * in intervals, first. `criticalWeight`: what touches the most key concepts first, among equals the best remembered. `deck`: deck by deck, in the author's order. `random`: by the seed.
 *
 * The order matters only when there is more due than gets studied. For that case the simulation
 * open-spaced-repetition/review-sort-order-comparison (20,000 cards, desired retention 80 %, 80 reviews a day) gives
 * study time per remembered card: retrievability falling 1.45, rising (close to relative overdueness) 1.56,
 * random 1.65, due date 1.70. Hence `retrievability` is the default: what can still be saved is saved cheaply. It has a
 * price that the same table shows: cards remembered in all are 13,979 against 14,590 for the rising order, because
 * the longest forgotten wait longest. One simulation, and no study with people, stands behind both figures.
 */
export type ReviewOrder = (typeof REVIEW_ORDERS)[number];

/** An order of one's own: the smallest first, equals by id, so that every look gives the same cards. */
export type ReviewRank = (memory: ReviewMemory) => number;

export type Limits = { readonly newPerDay: number; readonly reviewsPerDay: number };

export type QueueRequest = {
  readonly cards: readonly StudyCard[];
  /** How many new cards are not among them as more than are dealt come before them. */
  readonly spareNew: number;
  readonly standingOf: (card: CardId) => Standing;
  readonly filter: Filter;
  /** Says which cards the filter takes for leeches. */
  readonly leechThreshold: number;
  /** Over all decks together. */
  readonly limits: Limits;
  /** How many cards were answered for the first time today, in any deck. */
  readonly introducedToday: number;
  /** How many reviews of learned cards were answered today, in any deck. */
  readonly reviewedToday: number;
  /** What is left of today for the decks that have limits of their own; both limits hold. */
  readonly deckBudgets: ReadonlyMap<DeckId, DayBudget>;
  readonly now: Now;
  readonly seed: number;
  /** Study ahead: cards that are not due yet follow, soonest first, and the review limits are lifted. */
  readonly ahead: boolean;
  readonly order: ReviewOrder | ReviewRank;
};

export type Queue = {
  readonly cards: readonly CardId[];
  /** Cards that could be studied now but for the daily limits. */
  readonly hidden: { readonly new: number; readonly reviews: number };
};

const DAY_MS = 86_400_000;

type Candidate = { readonly study: StudyCard; readonly standing: Standing };

/**
 * What to study now, in order: learning cards whose time has come; due reviews and new cards mixed evenly, decks
 * interleaved, cards of one concept in one deck apart; learning cards due within the learn-ahead limit; and, when
 * studying ahead, the rest. Suspended and buried cards are never in it, whatever the filter says.
 */
export function buildQueue(request: QueueRequest): Queue {
  const { now, limits, seed } = request;
  const random = createRandom(seed);
  const groups = grouped(request);
  const budgetOf = (deck: DeckId) => request.deckBudgets.get(deck) ?? UNLIMITED;
  const newBudget = Math.max(0, limits.newPerDay - request.introducedToday);
  const reviewBudget = Math.max(0, limits.reviewsPerDay - request.reviewedToday);
  const arranged = request.order === 'deck' ? groups.fresh : roundRobin(groups.fresh, deckOf);
  const fresh = withinBudgets(arranged, newBudget, (deck) => budgetOf(deck).new);
  const sorted = sortedReviews(groups.due, request, random);
  const reviews = request.ahead
    ? sorted
    : withinBudgets(sorted, reviewBudget, (deck) => budgetOf(deck).reviews);

  const mix = mixed(reviews, fresh);
  const main = request.order === 'deck' ? inGivenOrder(mix, request.cards) : interleaved(mix, random);
  const learning = soonestFirst(groups.learning, now);
  const ready = learning.filter((candidate) => wait(candidate, now) <= 0);
  const waiting = learning.slice(ready.length);
  const soon = waiting.filter((candidate) => wait(candidate, now) <= LEARN_AHEAD_MS / DAY_MS);
  const rest = request.ahead ? [...waiting.slice(soon.length), ...shuffled(groups.later, random)] : [];
  return {
    cards: [...ready, ...main, ...soon, ...soonestFirst(rest, now)].map(({ study }) => study.id),
    hidden: {
      new: groups.fresh.length - fresh.length + request.spareNew,
      reviews: groups.due.length - reviews.length,
    },
  };
}

/**
 * Every card that the filter wants, due or not, in an order that follows from the seed alone: for going through cards
 * without touching the schedule. Limits do not hold; suspended and buried cards stay out.
 */
export function cramQueue(
  request: Pick<QueueRequest, 'cards' | 'standingOf' | 'filter' | 'leechThreshold' | 'now' | 'seed'>,
): CardId[] {
  const random = createRandom(request.seed);
  const { learning, due, fresh, later } = grouped(request);
  const drawn = shuffled([...learning, ...due, ...fresh, ...later], random);
  return interleaved(drawn, random).map(({ study }) => study.id);
}

/** Within a window this long decks and siblings may change places; across windows the chosen order holds. */
const WINDOW = 20;

function grouped({
  cards,
  standingOf,
  filter,
  leechThreshold,
  now,
}: Pick<QueueRequest, 'cards' | 'standingOf' | 'filter' | 'leechThreshold' | 'now'>) {
  const groups = {
    learning: [] as Candidate[],
    due: [] as Candidate[],
    fresh: [] as Candidate[],
    later: [] as Candidate[],
  };
  const isWanted = matcher(filter, leechThreshold);
  const taken = new Set<CardId>();
  for (const studyCard of cards) {
    const standing = standingOf(studyCard.id);
    if (taken.has(studyCard.id) || !isWanted(studyCard, standing, now)) continue;
    taken.add(studyCard.id);
    const state = cardState(standing, now);
    if (state === 'suspended' || state === 'buried') continue;
    groups[state === 'new' ? 'fresh' : state].push({ study: studyCard, standing });
  }
  return groups;
}

function sortedReviews(due: readonly Candidate[], { order, now }: QueueRequest, random: Random): Candidate[] {
  if (order === 'deck') return [...due];
  if (typeof order === 'function') return ranked(due, order);
  const drawn = shuffled(due, random);
  if (order === 'random') return drawn;
  const keyOf = ({ standing }: Candidate) =>
    order === 'relativeOverdueness' ? -elapsedIntervals(standing, now) : elapsedStabilities(standing, now);
  const heavier = (a: Candidate, b: Candidate) =>
    order === 'criticalWeight' ? b.study.weight - a.study.weight : 0;
  return drawn
    .map((candidate) => ({ candidate, key: keyOf(candidate) }))
    .toSorted((a, b) => heavier(a.candidate, b.candidate) || a.key - b.key)
    .map(({ candidate }) => candidate);
}

function ranked(due: readonly Candidate[], rank: ReviewRank): Candidate[] {
  return due
    .map((candidate) => {
      const { memory } = candidate.standing;
      return { candidate, id: candidate.study.id, rank: memory.kind === 'review' ? rank(memory) : 0 };
    })
    .toSorted((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
    .map(({ candidate }) => candidate);
}

/** The first that fit, in order: so many in all and so many of each deck. */
function withinBudgets(
  candidates: readonly Candidate[],
  inAll: number,
  ofDeck: (deck: DeckId) => number,
): Candidate[] {
  const left = new Map<DeckId, number>();
  const result: Candidate[] = [];
  for (const candidate of candidates) {
    if (result.length >= inAll) break;
    const { deck } = candidate.study;
    const own = left.get(deck) ?? ofDeck(deck);
    left.set(deck, own - 1);
    if (own > 0) result.push(candidate);
  }
  return result;
}

/** Deck by deck as the cards were given, so that a lesson is gone through as its author arranged it. */
function inGivenOrder(chosen: readonly Candidate[], cards: readonly StudyCard[]): Candidate[] {
  const byId = new Map(chosen.map((candidate) => [candidate.study.id, candidate]));
  return cards.flatMap(({ id, deck }) => {
    const candidate = byId.get(id);
    return candidate?.study.deck === deck ? [candidate] : [];
  });
}

/**
 * Recall falls with elapsed time divided by stability, whatever the other parameters (the FSRS-6 curve
 * `(1 + F t / S) ^ -w20`), so this sorts as retrievability would, upside down, without needing the curve.
 */
function elapsedStabilities({ memory }: Standing, now: Now): number {
  return memory.kind === 'review' ? (now.at - memory.lastAt) / DAY_MS / memory.stability : 0;
}

function elapsedIntervals({ memory }: Standing, now: Now): number {
  return memory.kind === 'review' ? (now.day - memory.lastDay) / memory.intervalDays : 0;
}

/** Decks spread evenly and siblings kept apart, window by window. */
function interleaved(candidates: readonly Candidate[], random: Random): Candidate[] {
  const result: Candidate[] = [];
  for (let start = 0; start < candidates.length; start += WINDOW) {
    const window = spread(candidates.slice(start, start + WINDOW), deckOf, random);
    result.push(...apart(window, siblingsOf, result.at(-1)));
  }
  return result;
}

function deckOf({ study }: Candidate): DeckId {
  return study.deck;
}

/** Cards of one concept in one deck give each other's answers away; a card without a concept has no siblings. */
function siblingsOf({ study: { id, siblings, deck } }: Candidate): string {
  return siblings === null ? id : JSON.stringify([deck, siblings]);
}

/** Days until due; what is not scheduled comes last. */
function wait({ standing }: Candidate, now: Now): number {
  const due = dueOf(standing, now);
  return due === null ? Infinity : daysUntil(due, now);
}

function soonestFirst(candidates: readonly Candidate[], now: Now): Candidate[] {
  return candidates
    .map((candidate) => ({ candidate, days: wait(candidate, now) }))
    .toSorted((a, b) => a.days - b.days)
    .map(({ candidate }) => candidate);
}
