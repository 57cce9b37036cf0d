import type { CardId } from './deck.ts';
import type { Grade } from './event.ts';
import { cardsLeft, type Action, type Session } from './session.ts';
import { dueOf, sooner, type Due, type Now, type Standing } from './standing.ts';

/** What a sitting came to. */
export type Summary = {
  readonly grades: Readonly<Record<Grade, number>>;
  readonly answers: number;
  /** Time spent on answers, in milliseconds. */
  readonly totalMs: number;
  /** Different cards answered. */
  readonly cards: number;
  /** Cards answered Again at least once, most often first, then those answered Hard. */
  readonly weak: readonly CardId[];
  /** When the first of the answered cards comes up again; `null` when none will. */
  readonly nextDue: Due | null;
};

/** One Again outweighs any number of Hards that a sitting can hold. */
const TROUBLE: Readonly<Record<Grade, number>> = { again: 1000, hard: 1, good: 0, easy: 0 };

type GradedAction = Extract<Action, { kind: 'graded' }>;

export function summary(session: Session, standingOf: (card: CardId) => Standing, now: Now): Summary {
  const graded = gradedActions(session);
  const grades: Record<Grade, number> = { again: 0, hard: 0, good: 0, easy: 0 };
  const fails = new Map<CardId, number>();
  for (const { card, grade } of graded) {
    grades[grade] += 1;
    const trouble = TROUBLE[grade];
    if (trouble > 0) fails.set(card, (fails.get(card) ?? 0) + trouble);
  }
  const cards = new Set(graded.map(({ card }) => card));
  const dues = [...cards].map((card) => dueOf(standingOf(card), now));
  return {
    grades,
    answers: graded.length,
    totalMs: graded.reduce((sum, { tookMs }) => sum + tookMs, 0),
    cards: cards.size,
    weak: [...fails].toSorted(([, a], [, b]) => b - a).map(([card]) => card),
    nextDue: dues.reduce((soonest, due) => sooner(soonest, due, now), null),
  };
}

/** Fewer answers than this say too little about a learner's pace. */
const MINIMUM_ANSWERS = 3;

/** Whoever looked at a card for longer was probably away. */
const LONGEST_ANSWER_MS = 5 * 60_000;

/** Deciding on a grade takes time even for a card of one word: about as long as reading this many words. */
const BASE_WORDS = 20;

/**
 * How long the cards left will take, in milliseconds, from the learner's own pace in this session: time per word of
 * card, and answers per card. `null` after fewer than three answers or when nothing is left.
 */
export function etaMs(session: Session, wordsOf: (card: CardId) => number): number | null {
  const graded = gradedActions(session);
  const left = cardsLeft(session);
  if (graded.length < MINIMUM_ANSWERS || left.length === 0) return null;
  const effort = (card: CardId) => BASE_WORDS + wordsOf(card);
  const spentMs = graded.reduce((sum, { tookMs }) => sum + Math.min(tookMs, LONGEST_ANSWER_MS), 0);
  const pace = spentMs / graded.reduce((sum, { card }) => sum + effort(card), 0);
  const answersPerCard = graded.length / new Set(graded.map(({ card }) => card)).size;
  return pace * answersPerCard * left.reduce((sum, card) => sum + effort(card), 0);
}

function gradedActions({ past }: Session): GradedAction[] {
  return past.filter((action) => action.kind === 'graded');
}
