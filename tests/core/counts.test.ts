import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Millis, StudyDay } from '../../src/core/day.ts';
import { countCards, countsByDeck } from '../../src/core/counts.ts';
import { cardState, daysUntil, dueOf, type Standing } from '../../src/core/standing.ts';
import { NO_MARKS } from '../../src/core/story.ts';
import { anyShelf, anyStanding, learning, NEW, NOW, review, studyCard } from '../fixtures/studyCards.ts';

const onDay = (days: number) => (NOW.day + days) as StudyDay;

test('every card is in exactly one state, and the counts of the decks add up to the whole shelf', () => {
  fc.assert(
    fc.property(anyShelf, ({ cards, standingOf }) => {
      const all = countCards(cards, standingOf, NOW);
      expect(all.new + all.learning + all.due + all.later + all.buried + all.suspended).toBe(all.total);
      const byDeck = [...countsByDeck(cards, standingOf, NOW).values()];
      for (const key of [
        'total',
        'new',
        'learning',
        'due',
        'later',
        'buried',
        'suspended',
        'learned',
      ] as const) {
        expect(byDeck.reduce((sum, counts) => sum + counts[key], 0)).toBe(all[key]);
      }
    }),
  );
});

test('the next due is the soonest of what is not due now', () => {
  fc.assert(
    fc.property(anyShelf, ({ cards, standingOf }) => {
      const waits = cards
        .map(({ card }) => standingOf(card.id))
        .filter((standing) => cardState(standing, NOW) !== 'due')
        .flatMap((standing) => dueOf(standing, NOW) ?? [])
        .map((due) => daysUntil(due, NOW));
      const { nextDue } = countCards(cards, standingOf, NOW);
      expect(nextDue && daysUntil(nextDue, NOW)).toBe(waits.length === 0 ? null : Math.min(...waits));
    }),
  );
});

function state(marks: Partial<Standing['marks']>, memory: Standing['memory'] = review()) {
  return cardState({ memory, marks: { ...NO_MARKS, ...marks } }, NOW);
}

test('suspension outranks burial, burial outranks memory, and a burial ends on its day', () => {
  expect(state({ suspended: true, buriedUntil: onDay(1) })).toBe('suspended');
  expect(state({ buriedUntil: onDay(1) })).toBe('buried');
  expect(state({ buriedUntil: NOW.day })).toBe('due');
  expect(state({}, review({ dueDay: onDay(1) }))).toBe('later');
  expect(state({}, learning(-1))).toBe('learning');
  expect(state({}, NEW.memory)).toBe('new');
});

test('a card is never due again before its burial ends', () => {
  fc.assert(
    fc.property(anyStanding, (standing) => {
      const due = dueOf(standing, NOW);
      const until = standing.marks.buriedUntil;
      fc.pre(due !== null && until !== null && until > NOW.day);
      expect(due?.kind === 'day' && due.day >= (until ?? 0)).toBe(true);
    }),
  );
});

test('what is new or suspended is never due', () => {
  fc.assert(
    fc.property(anyStanding, (standing) => {
      const isIdle = standing.marks.suspended || standing.memory.kind === 'new';
      expect(dueOf(standing, NOW) === null).toBe(isIdle);
    }),
  );
});

test('a learning step that outlasts the burial keeps its own time', () => {
  const twoDays = { memory: learning(2.5 * 86_400_000), marks: { ...NO_MARKS, buriedUntil: onDay(1) } };
  expect(dueOf(twoDays, NOW)).toEqual({ kind: 'day', day: onDay(2) });
  const soon = { memory: learning(60_000), marks: NO_MARKS };
  expect(dueOf(soon, NOW)).toEqual({ kind: 'at', at: (NOW.at + 60_000) as Millis });
});

test('an empty deck counts nothing', () => {
  expect(countCards([], () => NEW, NOW)).toMatchObject({ total: 0, learned: 0, nextDue: null });
  expect(countCards([studyCard('a')], () => NEW, NOW)).toMatchObject({ total: 1, new: 1, nextDue: null });
});
