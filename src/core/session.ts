import type { Millis, StudyDay } from './day.ts';
import type { CardId } from './deck.ts';
import type { EventId, Grade } from './event.ts';

/** What the learner did to the card on screen, with the diary event that records it. */
export type Action =
  | {
      readonly kind: 'graded';
      readonly card: CardId;
      readonly event: EventId;
      readonly grade: Grade;
      readonly tookMs: number;
      /** When a learning step brings the card back into this session; `null` when it does not. */
      readonly returnsAt: Millis | null;
      /** What suspended the card because of this answer; absent when nothing did. */
      readonly suspension?: EventId;
    }
  | {
      /** What takes the card out of this session. */
      readonly kind: 'buried' | 'suspended' | 'forgotten' | 'dated';
      readonly card: CardId;
      readonly event: EventId;
    };

/** An action taken back, with the card that stood on screen when it was, so that a redo gives the same one again. */
export type UndoneAction = Action & { readonly next: CardId | null };

/**
 * One sitting, as plain data that survives `JSON.parse(JSON.stringify(...))` and so a reload. Which cards are still to
 * come follows from `order` and `past` alone, which is what makes undo exact.
 */
export type Session = {
  readonly id: string;
  /** The URL query that says which cards are studied. */
  readonly query: string;
  /** Every card of the session once; only these are ever shown. */
  readonly order: readonly CardId[];
  /** The card on screen; `null` when nothing is to be shown now. */
  readonly current: CardId | null;
  readonly past: readonly Action[];
  /** Taken back, newest last. */
  readonly future: readonly UndoneAction[];
  readonly startedAt: Millis;
  /** The study day it began on. */
  readonly day: StudyDay;
};

/** A card in a learning step is shown up to 20 minutes early when nothing else is left: Anki's default. */
export const LEARN_AHEAD_MS = 20 * 60_000;

export function startSession(start: Pick<Session, 'id' | 'query' | 'order' | 'startedAt' | 'day'>): Session {
  const order = [...new Set(start.order)];
  return { ...start, order, current: order[0] ?? null, past: [], future: [] };
}

/** The session after the learner dealt with the current card. An action on any other card changes nothing. */
export function answered(session: Session, action: Action, now: Millis): Session {
  if (action.card !== session.current) return session;
  const past = [...session.past, action];
  return { ...session, past, future: [], current: nextCard(session.order, past, now) };
}

/** The session after a card was suspended because of its last answer: it does not come back. */
export function suspendedAfter(session: Session, card: CardId, suspension: EventId, now: Millis): Session {
  const index = session.past.findLastIndex((action) => action.card === card);
  const last = session.past[index];
  if (last?.kind !== 'graded') return session;
  const past = session.past.with(index, { ...last, returnsAt: null, suspension });
  const current = session.current === card ? nextCard(session.order, past, now) : session.current;
  return { ...session, past, current };
}

/** The last action taken back and its card on screen again; the same session when there is none. */
export function undone(session: Session): Session {
  const action = session.past.at(-1);
  if (!action) return session;
  const future = [...session.future, { ...action, next: session.current }];
  return { ...session, past: session.past.slice(0, -1), future, current: action.card };
}

/** The last undone action done again, which shows the card that followed it then. */
export function redone(session: Session): Session {
  const last = session.future.at(-1);
  if (!last) return session;
  const { next, ...action } = last;
  return { ...session, past: [...session.past, action], future: session.future.slice(0, -1), current: next };
}

/** A session that had run out of cards, looked at again: a learning card may be back. Never replaces a shown card. */
export function continued(session: Session, now: Millis): Session {
  if (session.current !== null) return session;
  const current = nextCard(session.order, session.past, now);
  return current === null ? session : { ...session, current };
}

/** The session without these cards, as when their deck is removed; nothing can be redone afterwards. */
export function removed(session: Session, cards: Iterable<CardId>, now: Millis): Session {
  const gone = new Set(cards);
  const order = session.order.filter((card) => !gone.has(card));
  const past = session.past.filter(({ card }) => !gone.has(card));
  if (order.length === session.order.length && past.length === session.past.length) return session;
  const isGone = session.current !== null && gone.has(session.current);
  return {
    ...session,
    order,
    past,
    future: [],
    current: isGone ? nextCard(order, past, now) : session.current,
  };
}

/** When the next card in a learning step comes back; `null` when none is waiting. */
export function waiting(session: Session): Millis | null {
  return returning(session.past)[0]?.returnsAt ?? null;
}

/** Cards not dealt with yet: never shown, in a learning step, or on screen. */
export function cardsLeft(session: Session): CardId[] {
  const done = doneCards(session);
  return session.order.filter((card) => !done.has(card));
}

/** Cards, not answers: a card is done when nothing brings it back into this session. */
export function progress(session: Session): { done: number; left: number; total: number } {
  const done = doneCards(session).size;
  const total = session.order.length;
  return { done, left: total - done, total };
}

function doneCards(session: Session): Set<CardId> {
  const done = new Set(session.past.map(({ card }) => card));
  for (const { card } of returning(session.past)) done.delete(card);
  return done;
}

type Returning = { readonly card: CardId; readonly returnsAt: Millis };

/** Cards whose last action brings them back, soonest first. */
function returning(past: readonly Action[]): Returning[] {
  const last = new Map(past.map((action) => [action.card, action]));
  return [...last.values()]
    .flatMap((action): Returning[] =>
      action.kind === 'graded' && action.returnsAt !== null
        ? [{ card: action.card, returnsAt: action.returnsAt }]
        : [],
    )
    .toSorted((a, b) => a.returnsAt - b.returnsAt);
}

/**
 * A learning card whose time has come, else the next card not seen yet, else a learning card within the learn-ahead
 * limit: then rather another one than the card that was on screen a moment ago.
 */
function nextCard(order: readonly CardId[], past: readonly Action[], now: Millis): CardId | null {
  const back = returning(past);
  const [first] = back;
  if (first && first.returnsAt <= now) return first.card;
  const seen = new Set(past.map(({ card }) => card));
  const unseen = order.find((card) => !seen.has(card));
  if (unseen !== undefined) return unseen;
  const early = back.filter(({ returnsAt }) => returnsAt <= now + LEARN_AHEAD_MS);
  return (early.find(({ card }) => card !== past.at(-1)?.card) ?? early[0])?.card ?? null;
}
