import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StudyDay } from '../../src/core/day.ts';
import type { CardId, Deck, DeckId } from '../../src/core/deck.ts';
import { outlineDeck } from '../../src/core/deckOutline.ts';
import type { StudyCard } from '../../src/core/filter.ts';
import { REVIEW_ORDERS } from '../../src/core/queue.ts';
import { createShelf, joinShelves, openShelf, type RestingBy, type Shelf } from '../../src/core/shelf.ts';
import { isShelfIndex, isShelfOutlines } from '../../src/core/shelfIndex.ts';
import { FIRST_DAY } from '../fixtures/answers.ts';
import { anyDeck } from '../fixtures/anyDeck.ts';
import { diaryOf, histories, IDS, indexOf, MANY, queueOf } from '../fixtures/indexedShelf.ts';
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

const plain = (given: readonly Deck[]) =>
  createShelf(given.map((one) => ({ deck: outlineDeck(one), origin: 'imported' as const })));

const nobody = () => undefined;
const everyone: RestingBy = () => new Uint8Array();
const everyoneRests: RestingBy = () => new Uint8Array(IDS.length).fill(1);

const allUp = (restingBy: RestingBy) => ({ day: FIRST_DAY, restingBy, decks: null, mostNew: null });

function opened(given: readonly Deck[]): Shelf {
  const { index, outlines } = indexOf(given) ?? expect.fail('there is no index');
  expect(isShelfIndex(index, 'these') && isShelfOutlines(outlines, index)).toBe(true);
  return openShelf(index, outlines, nobody);
}

/** What the cards that a shelf deals tell by themselves. */
function dealt(from: Shelf) {
  return from
    .upBy(allUp(everyone))
    .cards.map(({ id, deck: of, deckTitle, siblings }) => [id, of, deckTitle, siblings]);
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
      const up = opened(given).upBy(allUp(everyone)).cards;
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

/** What a session of some decks, or of all, may deal on a day after some history. */
const someUp = (
  day: number,
  restingBy: RestingBy,
  mostNew: number | null,
  asked: readonly DeckId[] = [],
) => ({
  day: (FIRST_DAY + day) as StudyDay,
  restingBy,
  decks: asked.length > 0 ? new Set(asked) : null,
  mostNew,
});
const all = ({ cards }: Shelf) => ({ cards, spareNew: 0 });

test('what is known to rest or to be new beyond the day’s is left out before anything is asked of it, and the queue is the same as if all were asked', () => {
  const shelf = opened(MANY);
  let [leftOut, spared] = [0, 0];
  fc.assert(
    fc.property(
      histories,
      fc.nat(IDS.length),
      fc.nat(40),
      fc.integer({ min: 0, max: 50 }),
      fc.constantFrom(...REVIEW_ORDERS),
      fc.nat(9),
      fc.subarray(MANY.map(({ id }) => id)),
      (history, seen, archived, day, order, fresh, asked) => {
        const known = history.filter(({ card }) => IDS.indexOf(card) < seen);
        const diary = diaryOf(known, archived);
        const up = shelf.upBy(someUp(day, diary.restingBy, fresh, asked));
        leftOut += shelf.size - up.cards.length;
        spared += up.spareNew;
        expect(queueOf(up, diary, day, order, fresh, asked)).toEqual(
          queueOf(all(shelf), diary, day, order, fresh, asked),
        );
        expect(shelf.upBy(someUp(day, diary.restingBy, null)).spareNew).toBe(0);
      },
    ),
    { numRuns: 600 },
  );
  expect([leftOut > 300, spared > 300], `${leftOut} left out, ${spared} of them new`).toEqual([true, true]);
});

test('a rest that is not known for certain would change the queue, so the law above can tell', () => {
  const shelf = opened(MANY);
  const diary = diaryOf([{ card: IDS[0] as CardId, day: 1, grade: 'again' }], 40);
  const up = shelf.upBy(someUp(0, everyoneRests, null));
  expect(queueOf(up, diary, 30, 'retrievability', 5)).not.toEqual(
    queueOf(all(shelf), diary, 30, 'retrievability', 5),
  );
});

test('one new card too few in a deck, or one deck too few, would change the queue, so the law above can tell', () => {
  const shelf = opened(MANY);
  const diary = diaryOf([{ card: IDS[0] as CardId, day: 1, grade: 'easy' }], 40);
  for (const { order, fresh } of [
    { order: 'deck', fresh: 5 },
    { order: 'retrievability', fresh: 3 },
  ] as const) {
    const up = shelf.upBy(someUp(30, diary.restingBy, fresh - 1));
    expect(queueOf(up, diary, 30, order, fresh).cards).not.toEqual(
      queueOf(all(shelf), diary, 30, order, fresh).cards,
    );
  }
});
