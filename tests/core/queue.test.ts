import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Millis, StudyDay } from '../../src/core/day.ts';
import type { CardId, DeckId } from '../../src/core/deck.ts';
import { matches, NO_FILTER, type StudyCard } from '../../src/core/filter.ts';
import { LEECH_THRESHOLD } from '../../src/core/leech.ts';
import { buildQueue, cramQueue, REVIEW_ORDERS, type QueueRequest } from '../../src/core/queue.ts';
import type { ReviewMemory } from '../../src/core/memory.ts';
import { cardState, type Standing } from '../../src/core/standing.ts';
import { NO_MARKS } from '../../src/core/story.ts';
import {
  anyFilter,
  anyShelf,
  card,
  DAY_MS,
  learning,
  NEW,
  NOW,
  review,
  studyCard,
} from '../fixtures/studyCards.ts';

const BASE: Omit<QueueRequest, 'cards' | 'standingOf'> = {
  spareNew: 0,
  filter: NO_FILTER,
  leechThreshold: LEECH_THRESHOLD,
  limits: { newPerDay: 20, reviewsPerDay: 200 },
  introducedToday: 0,
  reviewedToday: 0,
  deckBudgets: new Map(),
  now: NOW,
  seed: 1,
  ahead: false,
  order: 'retrievability',
};

/** Coarse, so that many cards are equals. */
function byStability({ stability }: ReviewMemory): number {
  return Math.round(stability / 10);
}

const anyRequest: fc.Arbitrary<QueueRequest> = fc
  .record({
    shelf: anyShelf,
    filter: fc.oneof(fc.constant(NO_FILTER), anyFilter),
    limits: fc.record({ newPerDay: fc.nat({ max: 30 }), reviewsPerDay: fc.nat({ max: 30 }) }),
    introducedToday: fc.nat({ max: 30 }),
    reviewedToday: fc.nat({ max: 30 }),
    budgets: fc.dictionary(
      fc.constantFrom('alpha', 'beta'),
      fc.record({ new: fc.nat({ max: 10 }), reviews: fc.nat({ max: 10 }) }),
    ),
    seed: fc.integer(),
    ahead: fc.boolean(),
    order: fc.constantFrom(...REVIEW_ORDERS, byStability),
  })
  .map(({ shelf, budgets, ...rest }) => ({
    ...shelf,
    spareNew: 0,
    leechThreshold: LEECH_THRESHOLD,
    ...rest,
    deckBudgets: new Map(Object.entries(budgets).map(([id, budget]) => [id as DeckId, budget])),
    now: NOW,
  }));

/** A request for cards that all stand as given. */
function request(
  cards: readonly StudyCard[],
  standing: Standing | ((id: CardId) => Standing),
  more: Partial<QueueRequest> = {},
) {
  return { ...BASE, cards, standingOf: typeof standing === 'function' ? standing : () => standing, ...more };
}

const REVIEW: Standing = { memory: review(), marks: NO_MARKS };

function cardsOf(
  deck: string,
  count: number,
  concept: (index: number) => string | null = () => null,
): StudyCard[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `${deck}-${index}`;
    return studyCard(id, {
      card: card(id, { concept: concept(index) }),
      deck: deck as DeckId,
      deckTitle: deck,
    });
  });
}

function tally(states: readonly string[], state: string): number {
  return states.filter((one) => one === state).length;
}

function stateOf({ standingOf }: QueueRequest) {
  return (id: CardId) => cardState(standingOf(id), NOW);
}

test('no card is in the queue twice, none is outside the filter, suspended or buried', () => {
  fc.assert(
    fc.property(anyRequest, (given) => {
      const { cards } = buildQueue(given);
      const known = new Map(given.cards.map((one) => [one.card.id, one]));
      expect(new Set(cards).size).toBe(cards.length);
      for (const id of cards) {
        const one = known.get(id);
        expect(one && matches(one, given.standingOf(id), given.filter, NOW, LEECH_THRESHOLD)).toBe(true);
        expect(['suspended', 'buried']).not.toContain(stateOf(given)(id));
      }
    }),
  );
});

test('cramming brings every card of the filter that is not set aside, once, in an order that the seed decides', () => {
  fc.assert(
    fc.property(anyRequest, (given) => {
      const order = cramQueue(given);
      const wanted = given.cards.filter(({ card: { id } }, index) => {
        const isAside = ['suspended', 'buried'].includes(stateOf(given)(id));
        const one = given.cards[index];
        return !isAside && one && matches(one, given.standingOf(id), given.filter, NOW, LEECH_THRESHOLD);
      });
      expect(order.toSorted()).toEqual(wanted.map(({ card: { id } }) => id).toSorted());
      expect(cramQueue({ ...given })).toEqual(order);
    }),
  );
});

test('a card given twice is studied once', () => {
  const [one] = cardsOf('a', 1);
  expect(one && buildQueue(request([one, one], NEW)).cards).toEqual(['a-0']);
});

test('the same seed gives the same order', () => {
  fc.assert(
    fc.property(anyRequest, (given) => {
      expect(buildQueue(given)).toEqual(buildQueue({ ...given }));
    }),
  );
  const [one, other] = [1, 2].map((seed) =>
    buildQueue(request(cardsOf('a', 20), REVIEW, { seed, order: 'random' })),
  );
  expect(one).not.toEqual(other);
});

test('every matching card that could be studied now is in the queue or counted as hidden', () => {
  fc.assert(
    fc.property(anyRequest, (given) => {
      const { cards, hidden } = buildQueue(given);
      const states = given.cards
        .filter((one) => matches(one, given.standingOf(one.card.id), given.filter, NOW, LEECH_THRESHOLD))
        .map((one) => stateOf(given)(one.card.id));
      const queued = cards.map(stateOf(given));
      expect(tally(queued, 'new') + hidden.new).toBe(tally(states, 'new'));
      expect(tally(queued, 'due') + hidden.reviews).toBe(tally(states, 'due'));
    }),
  );
});

/** How many matching cards of a state there are and how many of them are queued, by deck. */
function dealt(given: QueueRequest, state: string) {
  const queued = new Set(buildQueue(given).cards);
  const rows = new Map<DeckId, { there: number; queued: number }>();
  for (const one of given.cards) {
    const { id } = one.card;
    const row = rows.get(one.deck) ?? { there: 0, queued: 0 };
    rows.set(one.deck, row);
    if (
      stateOf(given)(id) !== state ||
      !matches(one, given.standingOf(id), given.filter, NOW, LEECH_THRESHOLD)
    )
      continue;
    row.there += 1;
    if (queued.has(id)) row.queued += 1;
  }
  return [...rows];
}

test.each([
  { state: 'new', budget: 'new', limit: 'newPerDay', done: 'introducedToday' },
  { state: 'due', budget: 'reviews', limit: 'reviewsPerDay', done: 'reviewedToday' },
] as const)(
  'cards that are $state keep to the limit over all decks and to their deck’s own, and are given up to them',
  ({ state, budget, limit, done }) => {
    fc.assert(
      fc.property(anyRequest, (given) => {
        const inAll = Math.max(0, given.limits[limit] - given[done]);
        const isLifted = given.ahead && state === 'due';
        const rows = dealt(given, state);
        const room = ([deck, { there }]: (typeof rows)[number]) =>
          isLifted ? there : Math.min(there, given.deckBudgets.get(deck)?.[budget] ?? Infinity);
        const total = rows.reduce((sum, [, { queued }]) => sum + queued, 0);
        for (const row of rows) expect(row[1].queued).toBeLessThanOrEqual(room(row));
        const most = rows.reduce((sum, row) => sum + room(row), 0);
        expect(total).toBe(isLifted ? most : Math.min(inAll, most));
      }),
    );
  },
);

test('only studying ahead brings cards that are not due, soonest first and after everything else', () => {
  fc.assert(
    fc.property(anyRequest, (given) => {
      const states = buildQueue(given).cards.map(stateOf(given));
      const first = states.findIndex((state) => state === 'later');
      expect(given.ahead || first < 0).toBe(true);
      const after = first < 0 ? [] : states.slice(first);
      expect(tally(after, 'new') + tally(after, 'due')).toBe(0);
    }),
  );
  const days = [5, 1, 9, 3];
  const standingOf = (id: CardId): Standing => ({
    memory: review({ dueDay: (NOW.day + (days[Number(id.slice(2))] ?? 0)) as StudyDay }),
    marks: NO_MARKS,
  });
  expect(buildQueue(request(cardsOf('a', 4), standingOf, { ahead: true })).cards).toEqual([
    'a-1',
    'a-3',
    'a-0',
    'a-2',
  ]);
});

test('learning cards whose time has come are first, those within 20 minutes last, later ones wait', () => {
  const minutes = [5, -1, 21, -9, 0, 20];
  const standingOf = (id: CardId): Standing => {
    const due = minutes[Number(id.slice(2))] ?? 0;
    return id.startsWith('n') ? NEW : { memory: learning(due * 60_000), marks: NO_MARKS };
  };
  const { cards } = buildQueue(request([...cardsOf('l', 6), ...cardsOf('n', 1)], standingOf));
  expect(cards).toEqual(['l-3', 'l-1', 'l-4', 'n-0', 'l-0', 'l-5']);
});

test('a small deck gets its share of the new cards and is spread between the others', () => {
  const { cards } = buildQueue(request([...cardsOf('large', 500), ...cardsOf('small', 5)], NEW));
  const places = cards.flatMap((id, index) => (id.startsWith('small') ? [index] : []));
  expect(places).toHaveLength(5);
  for (const [index, place] of places.entries()) expect(place - (places[index - 1] ?? -2)).toBeGreaterThan(1);
});

test('new cards of one deck come as their author arranged them', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 0, max: 40 }),
      fc.integer(),
      (one, other, seed) => {
        const { cards } = buildQueue(request([...cardsOf('a', one), ...cardsOf('b', other)], NEW, { seed }));
        const numbers = cards.filter((id) => id.startsWith('a')).map((id) => Number(id.slice(2)));
        expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
      },
    ),
  );
});

test('new cards are mixed evenly into the reviews', () => {
  const cardsGiven = [...cardsOf('r', 90), ...cardsOf('n', 10)];
  const { cards } = buildQueue(request(cardsGiven, (id) => (id.startsWith('n') ? NEW : REVIEW)));
  const places = cards.flatMap((id, index) => (id.startsWith('n') ? [index] : []));
  expect(places).toHaveLength(10);
  for (const [index, place] of places.entries())
    expect(Math.floor(place / 20)).toBe(Math.floor((index * 10 + 5) / 20));
});

test('cards of one concept in one deck are no neighbours', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 20 }),
      fc.integer({ min: 2, max: 5 }),
      fc.integer(),
      (count, concepts, seed) => {
        const cards = cardsOf('a', count, (index) => `Concept ${Math.floor((index * concepts) / count)}`);
        const concept = new Map(cards.map((one) => [one.card.id, one.card.concept]));
        const order = buildQueue(request(cards, NEW, { seed })).cards.map((id) => concept.get(id));
        const most = Math.max(
          ...[...new Set(order)].map((name) => order.filter((other) => other === name).length),
        );
        const touching = order.filter((name, index) => index > 0 && name === order[index - 1]).length;
        expect(touching).toBe(Math.max(0, 2 * most - 1 - count));
      },
    ),
  );
});

test('the chosen order decides which reviews a limit lets through', () => {
  const elapsed = [5, 30, 10];
  const interval = [2, 30, 2];
  const stability = [5, 60, 9];
  const weights = [2, 0, 2];
  const standingOf = (id: CardId): Standing => {
    const index = Number(id.slice(2));
    const days = elapsed[index] ?? 0;
    const lastDay = (NOW.day - days) as StudyDay;
    const lastAt = (NOW.at - days * DAY_MS) as Millis;
    const memory = review({
      lastDay,
      lastAt,
      intervalDays: interval[index] ?? 1,
      stability: stability[index] ?? 1,
    });
    return { memory, marks: NO_MARKS };
  };
  const first = (order: QueueRequest['order']) =>
    buildQueue(
      request(
        cardsOf('a', 3).map((own, index) => ({ ...own, weight: weights[index] ?? 0 })),
        standingOf,
        { order, limits: { newPerDay: 0, reviewsPerDay: 1 } },
      ),
    ).cards[0];
  // Elapsed by stability: 1, 0.5, 1.1. Elapsed by interval: 2.5, 1, 5.
  expect(first('retrievability')).toBe('a-1');
  expect(first('relativeOverdueness')).toBe('a-2');
  expect(first('criticalWeight')).toBe('a-0');
  expect(first('deck')).toBe('a-0');
});

function firstDeckUrgent(id: CardId): Standing {
  return { memory: review({ stability: id.startsWith('a') ? 90 : 5 }), marks: NO_MARKS };
}

test('reviews of two decks alternate even when all of one are more urgent', () => {
  const { cards } = buildQueue(request([...cardsOf('a', 10), ...cardsOf('b', 10)], firstDeckUrgent));
  const decks = cards.map((id) => id.slice(0, 1)).join('');
  expect(decks).not.toMatch(/aaa|bbb/u);
});

test('cards without a concept are no siblings and stay as their author arranged them', () => {
  const cards = cardsOf('a', 4, (index) => (index === 3 ? 'Drift' : null));
  expect(buildQueue(request(cards, NEW)).cards).toEqual(['a-0', 'a-1', 'a-2', 'a-3']);
});

test('the deck order goes through one deck after the other', () => {
  const cards = [...cardsOf('a', 3), ...cardsOf('b', 2)];
  expect(
    buildQueue(request(cards, (id) => (id.endsWith('1') ? REVIEW : NEW), { order: 'deck' })).cards,
  ).toEqual(['a-0', 'a-1', 'a-2', 'b-0', 'b-1']);
});

test('an order of one’s own lets the same cards through whatever the seed', () => {
  fc.assert(
    fc.property(anyRequest, fc.integer(), (given, seed) => {
      const dealtWith = (some: number) =>
        new Set(buildQueue({ ...given, order: byStability, seed: some }).cards);
      expect(dealtWith(seed)).toEqual(dealtWith(given.seed));
    }),
  );
});
