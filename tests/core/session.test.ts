import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Millis, StudyDay } from '../../src/core/day.ts';
import type { CardId } from '../../src/core/deck.ts';
import { GRADES, type EventId, type Grade } from '../../src/core/event.ts';
import {
  answered,
  cardsLeft,
  continued,
  LEARN_AHEAD_MS,
  progress,
  redone,
  removed,
  startSession,
  undone,
  waiting,
  type Action,
  type Session,
} from '../../src/core/session.ts';
import { etaMs, summary } from '../../src/core/sessionSummary.ts';
import { NO_MARKS } from '../../src/core/story.ts';
import { NEW, NOW, review } from '../fixtures/studyCards.ts';

const MINUTE = 60_000;
const start = (count: number) =>
  startSession({
    id: 'session-1',
    query: 'difficulty=hard',
    order: Array.from({ length: count }, (_, index) => `c${index}` as CardId),
    startedAt: NOW.at,
    day: NOW.day,
  });

const after = (minutes: number) => (NOW.at + minutes * MINUTE) as Millis;

type Doing =
  | {
      readonly kind: 'graded';
      readonly grade: Grade;
      readonly returns: number | null;
      readonly pause: number;
    }
  | { readonly kind: 'buried' | 'suspended'; readonly pause: number };

const pause = fc.nat({ max: 12 });
const anyDoing: fc.Arbitrary<Doing> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('graded'),
      grade: fc.constantFrom(...GRADES),
      returns: fc.option(fc.integer({ min: 1, max: 40 })),
      pause,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('buried', 'suspended'), pause }) },
);

/** Does something to the current card; the session and the minute at which that was. */
function step(session: Session, minute: number, doing: Doing): Session {
  if (session.current === null) return session;
  return answered(
    session,
    actionOf(session.current, `e${session.past.length}-${minute}`, minute, doing),
    after(minute),
  );
}

function actionOf(card: CardId, id: string, minute: number, doing: Doing): Action {
  const event = id as EventId;
  if (doing.kind !== 'graded') return { kind: doing.kind, card, event };
  const returnsAt = doing.returns === null ? null : after(minute + doing.returns);
  return { kind: 'graded', card, event, grade: doing.grade, tookMs: 1000, returnsAt };
}

/** Every session on the way, the first one included. */
function journey(count: number, doings: readonly Doing[]): Session[] {
  const states = [start(count)];
  let minute = 0;
  for (const doing of doings) {
    minute += doing.pause;
    states.push(step(states.at(-1) ?? start(count), minute, doing));
  }
  return states.filter((state, index) => index === 0 || state !== states[index - 1]);
}

const anyJourney = fc
  .record({ count: fc.integer({ min: 1, max: 8 }), doings: fc.array(anyDoing, { maxLength: 20 }) })
  .map(({ count, doings }) => journey(count, doings));

const graded = (returns: number | null, grade: Grade = 'good'): Doing => ({
  kind: 'graded',
  grade,
  returns,
  pause: 0,
});

test('a session begins with the first card of its order', () => {
  expect(start(3).current).toBe('c0');
  expect(start(0).current).toBe(null);
});

test('undo then redo changes nothing', () => {
  fc.assert(
    fc.property(anyJourney, fc.nat({ max: 20 }), (states, undos) => {
      let session = states.at(-1) ?? start(1);
      for (let count = 0; count < undos; count += 1) session = undone(session);
      fc.pre(session.past.length > 0);
      expect(redone(undone(session))).toEqual(session);
    }),
  );
});

test('n undos give the session as it was n actions ago, and n redos bring it back', () => {
  fc.assert(
    fc.property(anyJourney, (states) => {
      const last = states.at(-1) ?? start(1);
      let session = last;
      for (const earlier of states.toReversed().slice(1)) {
        session = undone(session);
        expect({ ...session, future: [] }).toEqual(earlier);
      }
      expect(undone(session)).toBe(session);
      while (session.future.length > 0) session = redone(session);
      expect(session).toEqual(last);
      expect(redone(session)).toBe(session);
    }),
  );
});

test('after an undo the card taken back is on screen, and an answer clears what could be redone', () => {
  fc.assert(
    fc.property(anyJourney, anyDoing, (states, doing) => {
      const last = states.at(-1) ?? start(1);
      const back = undone(last);
      if (back === last) return;
      expect(back.current).toBe(last.past.at(-1)?.card);
      expect(step(back, 1000, doing).future).toEqual([]);
    }),
  );
});

test('done and left always add up to the cards of the session, and an answered card comes up only if it returns', () => {
  fc.assert(
    fc.property(anyJourney, (states) => {
      for (const session of states) {
        const { done, left, total } = progress(session);
        expect(done + left).toBe(total);
        expect(total).toBe(session.order.length);
        const seen = session.past.findLast((action) => action.card === session.current);
        expect(seen === undefined || (seen.kind === 'graded' && seen.returnsAt !== null)).toBe(true);
        expect(session.current === null || cardsLeft(session).includes(session.current)).toBe(true);
      }
    }),
  );
});

test('whoever answers on comes through every card once, and again only those that return', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 10 }), (returns) => {
      const left = [...returns];
      let session = start(returns.length);
      for (let minute = 0; session.current !== null; minute += 1) {
        const index = Number(session.current.slice(1));
        const again = (left[index] ?? 0) > 0;
        left[index] = (left[index] ?? 0) - 1;
        session = step(session, minute, graded(again ? 10 : null));
      }
      expect(session.past).toHaveLength(returns.reduce((sum, count) => sum + count + 1, 0));
      expect(progress(session)).toEqual({ done: returns.length, left: 0, total: returns.length });
    }),
  );
});

test('a session survives being written as JSON', () => {
  fc.assert(
    fc.property(anyJourney, fc.nat({ max: 5 }), (states, undos) => {
      let session = states.at(-1) ?? start(1);
      for (let count = 0; count < undos; count += 1) session = undone(session);
      expect(JSON.parse(JSON.stringify(session))).toEqual(session);
    }),
  );
});

test('a learning card whose time has come goes before cards not seen yet, one whose time has not waits', () => {
  const first = step(start(3), 0, graded(5));
  expect(first.current).toBe('c1');
  expect(step(first, 4, graded(null)).current).toBe('c2');
  expect(step(first, 5, graded(null)).current).toBe('c0');
});

test('with nothing else left a learning card is shown up to 20 minutes early, a later one is waited for', () => {
  expect(step(start(1), 0, graded(20)).current).toBe('c0');
  const resting = step(start(1), 0, graded(21));
  expect(resting.current).toBe(null);
  expect(waiting(resting)).toBe(after(21));
  expect(continued(resting, NOW.at)).toBe(resting);
  expect(continued(resting, (after(21) - LEARN_AHEAD_MS) as Millis).current).toBe('c0');
});

test('among learning cards shown early another one than the last goes first', () => {
  const both = step(step(start(2), 0, graded(10)), 0, graded(1, 'again'));
  expect(both.current).toBe('c0');
});

test('a shown card changes only through an action', () => {
  fc.assert(
    fc.property(anyJourney, fc.nat({ max: 10_000 }), (states, minute) => {
      for (const session of states.filter(({ current }) => current !== null)) {
        expect(continued(session, after(minute))).toBe(session);
        const other = actionOf('other' as CardId, 'e', 0, graded(null));
        expect(answered(session, other, after(minute))).toBe(session);
      }
    }),
  );
});

test('after a deck is removed none of its cards is shown, left or brought back by undo', () => {
  fc.assert(
    fc.property(anyJourney, fc.uniqueArray(fc.nat({ max: 7 })), (states, indices) => {
      const last = states.at(-1) ?? start(1);
      const gone = indices.map((index) => `c${index}` as CardId);
      let session = removed(last, gone, after(0));
      const isGone = last.current === null || gone.includes(last.current);
      expect(isGone || session.current === last.current).toBe(true);
      expect(cardsLeft(session).some((card) => gone.includes(card))).toBe(false);
      while (session.past.length > 0) {
        expect(gone).not.toContain(session.current);
        session = undone(session);
      }
      expect(removed(last, [], after(0))).toBe(last);
    }),
  );
});

test('a summary counts grades, time and weak cards, and knows what is due next', () => {
  let session = start(3);
  for (const doing of [
    graded(1, 'again'),
    graded(null, 'good'),
    graded(null, 'easy'),
    graded(1, 'again'),
    graded(null, 'hard'),
  ]) {
    session = step(session, session.past.length, doing);
  }
  const due = { c0: 3, c1: 2, c2: 8 } as Record<string, number>;
  const standingOf = (id: CardId) => ({
    memory: review({ dueDay: (NOW.day + (due[id] ?? 0)) as StudyDay }),
    marks: NO_MARKS,
  });
  expect(summary(session, standingOf, NOW)).toEqual({
    grades: { again: 2, hard: 1, good: 1, easy: 1 },
    answers: 5,
    totalMs: 5000,
    cards: 3,
    weak: ['c2', 'c0'],
    nextDue: { kind: 'day', day: NOW.day + 2 },
  });
  expect(summary(undone(session), standingOf, NOW).grades.hard).toBe(0);
  expect(summary(start(2), () => NEW, NOW)).toMatchObject({ answers: 0, weak: [], nextDue: null });
});

const words = () => 80;

function answeredCards(count: number): Session {
  return Array.from({ length: count }).reduce<Session>((session) => step(session, 0, graded(null)), start(6));
}

test('the time left is not guessed from fewer than three answers, and scales with the words left', () => {
  expect(etaMs(answeredCards(2), words)).toBe(null);
  // One second a card so far and three like them to come.
  expect(etaMs(answeredCards(3), words)).toBeCloseTo(3000);
  // Cards of 180 words instead of 80 take twice as long, 20 words being the price of any card.
  expect(etaMs(answeredCards(3), (card) => (Number(card.slice(1)) < 3 ? 80 : 180))).toBeCloseTo(6000);
  expect(etaMs(answeredCards(6), words)).toBe(null);
});

test('the time left counts on cards coming back as often as they did, and leaves out long absences', () => {
  const twice = [graded(1, 'again'), graded(null), graded(1, 'again'), graded(null)];
  const session = twice.reduce((before, doing, index) => step(before, index, doing), start(6));
  const cards = new Set(session.past.map(({ card }) => card)).size;
  // Four answers of one second for these cards, so many again for each of those left.
  expect(etaMs(session, words)).toBeCloseTo((4000 / cards) * progress(session).left);
  const away = { ...session, past: session.past.map((action) => ({ ...action, tookMs: 86_400_000 })) };
  expect(etaMs(away, words)).toBeCloseTo(((4 * 5 * MINUTE) / cards) * progress(session).left);
});
