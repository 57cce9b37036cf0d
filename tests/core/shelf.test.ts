import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Millis, StudyDay } from '../../src/core/day.ts';
import type { CardId, Deck } from '../../src/core/deck.ts';
import { outlineDeck } from '../../src/core/deckOutline.ts';
import { createDiary } from '../../src/core/diary.ts';
import { pastOf } from '../../src/core/diarySnapshot.ts';
import { GRADES } from '../../src/core/event.ts';
import { NO_FILTER, type StudyCard } from '../../src/core/filter.ts';
import { buildQueue, REVIEW_ORDERS } from '../../src/core/queue.ts';
import { toSegment } from '../../src/core/segment.ts';
import { createShelf, joinShelves, openShelf, type RestingBy, type Shelf } from '../../src/core/shelf.ts';
import { indexing, isShelfIndex, isShelfOutlines } from '../../src/core/shelfIndex.ts';
import { takeSnapshot } from '../../src/core/takeSnapshot.ts';
import { answer, FIRST_DAY, SCHEDULER } from '../fixtures/answers.ts';
import { anyDeck } from '../fixtures/anyDeck.ts';
import { deck } from '../fixtures/learnersApp.ts';

const hash = fc.string({ unit: fc.nat(15).map((digit) => digit.toString(16)), minLength: 16, maxLength: 16 });

/** Decks whose cards have derived ids, ids of their authors', and some that name another deck. */
const decks: fc.Arbitrary<Deck[]> = fc
  .uniqueArray(anyDeck, { maxLength: 4, selector: ({ id }) => id })
  .chain((given) =>
    fc
      .array(
        fc.oneof(
          hash,
          hash.map((digits) => `shared/${digits}`),
          fc.nat(999).map(String),
        ),
        { minLength: 16, maxLength: 16 },
      )
      .map((ids) =>
        given.map((one, place) => ({
          ...one,
          cards: one.cards.map((card, index) => {
            const id = ids[place * 4 + index] ?? '';
            return { ...card, id: (id.includes('/') ? id : `${one.id}/${id}`) as CardId };
          }),
        })),
      ),
  )
  .filter((given) => {
    const ids = given.flatMap(({ cards }) => cards.map(({ id }) => id));
    return new Set(ids).size === ids.length;
  });

function indexOf(given: readonly Deck[], of = 'these') {
  const steps = indexing(given.map(outlineDeck), of);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return structuredClone(step.value);
}

const plain = (given: readonly Deck[]) =>
  createShelf(given.map((one) => ({ deck: outlineDeck(one), origin: 'imported' as const })));

const nobody = () => undefined;
const everyone: RestingBy = () => new Uint8Array();

function opened(given: readonly Deck[]): Shelf {
  const { index, outlines } = indexOf(given) ?? expect.fail('there is no index');
  expect(isShelfIndex(index, 'these') && isShelfOutlines(outlines, index)).toBe(true);
  return openShelf(index, outlines, nobody);
}

/** What a shelf says of its cards, with siblings by the cards that share them. */
function told({ cards, size, unique }: Shelf) {
  return { size, cards, unique: unique.map(({ id }) => id) };
}

test('a shelf opened from its index holds what the decks themselves hold', () => {
  fc.assert(
    fc.property(decks, (given) => {
      const [before, after] = [plain(given), opened(given)];
      expect(
        after.decks.map(({ deck: { id, title, keyConcepts, schedule, cards } }) => ({
          id,
          title,
          keyConcepts,
          schedule,
          cards,
        })),
      ).toEqual(before.decks.map((loaded) => loaded.deck));
      expect(told(after)).toEqual(told(before));
      for (const card of before.cards) expect(after.find(card.id)).toEqual(card);
      expect(after.find('nobody/0123456789abcdef' as CardId)).toBeUndefined();
    }),
  );
});

function toldOf({ id, deck: of, deckTitle, card, keyConcepts, weight }: StudyCard) {
  return { id, deck: of, deckTitle, card, keyConcepts, weight };
}

/** For each pair of cards whether they are siblings. */
function pairs(cards: Shelf['cards']): boolean[] {
  return cards.flatMap((a) =>
    cards.map((b) => a.deck === b.deck && a.siblings !== null && a.siblings === b.siblings),
  );
}

test('what a card on the shelf tells by itself is what its deck tells of it', () => {
  fc.assert(
    fc.property(decks, (given) => {
      const up = opened(given).upBy(FIRST_DAY, () => new Uint8Array());
      const cards = plain(given).cards;
      expect(up.map(toldOf)).toEqual(cards.map(toldOf));
      expect(pairs(up)).toEqual(pairs(cards));
    }),
  );
});

test('a shelf without outlines finds and deals the same cards, and tells of those whose decks are open', () => {
  fc.assert(
    fc.property(decks, (given) => {
      const { index } = indexOf(given) ?? expect.fail('there is no index');
      const [first] = given;
      const shelf = openShelf(index, null, (id) => (id === first?.id ? first : undefined));
      const whole = opened(given);
      expect([shelf.isWhole, whole.isWhole, shelf.size]).toEqual([false, true, whole.size]);
      const dealt = (from: Shelf) =>
        from
          .upBy(FIRST_DAY, everyone)
          .map(({ id, deck: of, deckTitle, siblings }) => [id, of, deckTitle, siblings]);
      expect(dealt(shelf)).toEqual(dealt(whole));
      for (const { id, deck: of } of whole.cards) {
        const card = shelf.find(id);
        expect([card?.id, card?.deck]).toEqual([id, of]);
        if (of === first?.id) expect(card?.card).toMatchObject({ id });
        else expect(() => card?.card).toThrow('has not been opened');
      }
    }),
  );
});

test('an index is of its own decks alone, and whole or none', () => {
  const given = [deck('a', 3), deck('b', 2)];
  const { index, outlines } = indexOf(given) ?? expect.fail('there is no index');
  expect(isShelfIndex(index, 'these')).toBe(true);
  expect(isShelfIndex(index, 'others')).toBe(false);
  expect(isShelfIndex(undefined, 'these')).toBe(false);
  for (const name of Object.keys(index)) {
    expect(isShelfIndex({ ...index, [name]: undefined }, 'these'), `without ${name}`).toBe(false);
  }
  expect(isShelfIndex({ ...index, order: index.order.slice(1) }, 'these')).toBe(false);
  expect(isShelfOutlines(outlines, { ...index, of: 'others' })).toBe(false);
  expect(isShelfOutlines({ ...outlines, outlines: outlines.outlines.slice(1) }, index)).toBe(false);
  expect(isShelfOutlines(undefined, index)).toBe(false);
});

test('decks of which two cards share an id, or whose ids have several lines, have no index', () => {
  const [a, b] = [deck('a', 2), deck('b', 2)];
  expect(indexOf([a, { ...b, cards: a.cards }])).toBeNull();
  const torn = a.cards.map((card) => ({ ...card, id: `${card.id}\nmore` as CardId }));
  expect(indexOf([{ ...a, cards: torn }])).toBeNull();
});

test('of two shelves the second has the last word on an id, and each card is there once', () => {
  const [one, other] = [deck('a', 2), { ...deck('b', 2), cards: deck('a', 1).cards }];
  const both = joinShelves(plain([one]), plain([other]));
  expect(both.size).toBe(3);
  expect(both.cards).toHaveLength(3);
  expect(both.find('a/1' as CardId)?.deck).toBe('b');
  expect(both.unique.map(({ deck: of, id }) => [of, id])).toEqual([
    ['b', 'a/1'],
    ['a', 'a/2'],
  ]);
});

const hashed = (number: number) => number.toString(16).padStart(16, '0');
const MANY = ['x', 'y', 'z'].map((name) => {
  const whole = deck(name, 8);
  return {
    ...whole,
    cards: whole.cards.map((card) => ({
      ...card,
      id: `${name}/${hashed(card.number)}` as CardId,
      concept: `C${card.number % 3}`,
    })),
  };
});
const IDS = MANY.flatMap(({ cards }) => cards.map(({ id }) => id));

const histories = fc.array(
  fc.record({
    card: fc.constantFrom(...IDS),
    day: fc.nat(40),
    grade: fc.constantFrom(...GRADES, 'easy' as const, 'easy' as const),
  }),
  { minLength: 20, maxLength: 60 },
);

/** A diary that began with a snapshot of its first days and heard of the others since. */
function diaryOf(
  history: readonly { card: CardId; day: number; grade: (typeof GRADES)[number] }[],
  archivedDays: number,
) {
  const events = history
    .toSorted((a, b) => a.day - b.day)
    .map(({ card, day, grade }, index) => {
      const at = ((FIRST_DAY + day) * 86_400_000 + 36_000_000 + index * 1000) as Millis;
      return answer(card, day, grade, { at, hlc: at });
    });
  const last = (FIRST_DAY + archivedDays) as StudyDay;
  const old = events.filter(({ day }) => day <= last);
  const diary = createDiary(SCHEDULER);
  const snapshot = old.length > 0 ? takeSnapshot([toSegment(old)], 'it', SCHEDULER) : null;
  const outline = { of: 'it', size: old.length, newestHlc: Math.max(0, ...old.map(({ hlc }) => hlc)) };
  const past = pastOf(outline, SCHEDULER.config, structuredClone(snapshot));
  if (past) diary.begin(past);
  for (const event of past ? events.filter(({ day }) => day > last) : events) diary.record(event);
  return diary;
}

function queueOf(
  cards: Shelf['cards'],
  diary: ReturnType<typeof createDiary>,
  day: number,
  order: (typeof REVIEW_ORDERS)[number],
  newPerDay: number,
) {
  const today = (FIRST_DAY + day) as StudyDay;
  return buildQueue({
    cards,
    standingOf: diary.standing,
    filter: NO_FILTER,
    leechThreshold: 8,
    limits: { newPerDay, reviewsPerDay: 200 },
    introducedToday: 0,
    reviewedToday: 0,
    deckBudgets: new Map(),
    now: { day: today, at: (today * 86_400_000 + 50_000_000) as Millis },
    seed: 7,
    ahead: false,
    order,
  });
}

test('what is known to rest is left out before anything is asked of it, and the queue is the same as if all were asked', () => {
  const shelf = opened(MANY);
  let leftOut = 0;
  fc.assert(
    fc.property(
      histories,
      fc.nat(40),
      fc.integer({ min: 0, max: 50 }),
      fc.constantFrom(...REVIEW_ORDERS),
      fc.nat(9),
      (history, archived, day, order, fresh) => {
        const diary = diaryOf(history, archived);
        const up = shelf.upBy((FIRST_DAY + day) as StudyDay, diary.restingBy);
        leftOut += shelf.size - up.length;
        expect(queueOf(up, diary, day, order, fresh)).toEqual(queueOf(shelf.cards, diary, day, order, fresh));
      },
    ),
    { numRuns: 300 },
  );
  expect(leftOut, 'cards left out').toBeGreaterThan(300);
});

test('a rest that is not known for certain would change the queue, so the law above can tell', () => {
  const shelf = opened(MANY);
  const diary = diaryOf([{ card: IDS[0] as CardId, day: 1, grade: 'again' }], 40);
  const everything: RestingBy = () => new Uint8Array(IDS.length).fill(1);
  expect(queueOf(shelf.upBy(FIRST_DAY, everything), diary, 30, 'retrievability', 5)).not.toEqual(
    queueOf(shelf.cards, diary, 30, 'retrievability', 5),
  );
});
