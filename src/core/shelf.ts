import { cardNumbers, type CardNumbers } from './cardNumbers.ts';
import type { CardNames } from './cardNames.ts';
import type { StudyDay } from './day.ts';
import type { CardId, DeckId } from './deck.ts';
import type { DeckOutline } from './deckOutline.ts';
import { studyCards, type StudyCard } from './filter.ts';
import { LATER, UNSEEN } from './memoryColumns.ts';
import { unpackDeck, type ShelfIndex, type ShelfOutlines } from './shelfIndex.ts';

export type LoadedDeck = { readonly deck: DeckOutline; readonly origin: 'bundled' | 'imported' };

/** The decks that there are and their cards, each worked out when somebody asks. */
export type Shelf = {
  readonly decks: readonly LoadedDeck[];
  /** Every card of every deck, in order. */
  readonly cards: readonly StudyCard[];
  /** How many cards that is. */
  readonly size: number;
  /**
   * Whether all of this can be asked. Otherwise cards can be found and dealt, and only those of opened decks tell more
   * than their ids.
   */
  readonly isWhole: boolean;
  /** Whether the cards' text is at hand to be searched. */
  readonly isSearchable: boolean;
  /** The card of an id; of several, the last. */
  readonly find: (id: CardId) => StudyCard | undefined;
  /** Every card once, whatever the decks say. */
  readonly unique: readonly StudyCard[];
  /** The cards that a session may deal, and perhaps others. */
  readonly upBy: (request: UpRequest) => Up;
};

/** What is known of some cards at no cost: `LATER` than the day, `UNSEEN`, or to `ASK`. */
export type RestingBy = (names: Required<CardNames>, day: StudyDay) => Uint8Array;

export type UpRequest = {
  readonly day: StudyDay;
  readonly restingBy: RestingBy;
  /** The decks that are asked for; `null` for all. */
  readonly decks: ReadonlySet<DeckId> | null;
  /** No more new cards than this are dealt, those of a deck in order, of the decks in turn or one by one; `null` if nothing of this is certain. */
  readonly mostNew: number | null;
};

export type Up = {
  readonly cards: readonly StudyCard[];
  /** How many new cards were left out because others come before them. */
  readonly spareNew: number;
};

/** A shelf of decks whose outlines are at hand, with the text that their cards are found by. */
export function createShelf(decks: readonly LoadedDeck[]): Shelf {
  const cards = once(() => decks.flatMap(({ deck }) => studyCards(deck)));
  const byId = once(() => new Map(cards().map((card) => [card.id, card])));
  return {
    decks,
    get cards() {
      return cards();
    },
    size: decks.reduce((sum, { deck }) => sum + deck.cards.length, 0),
    isWhole: true,
    isSearchable: true,
    find: (id) => byId().get(id),
    get unique() {
      return [...byId().values()];
    },
    upBy: () => ({ cards: cards(), spareNew: 0 }),
  };
}

/** One shelf beside another. */
export function joinShelves(one: Shelf, other: Shelf): Shelf {
  const cards = once(() => [...one.cards, ...other.cards]);
  const unique = once(() => [
    ...new Map([...one.unique, ...other.unique].map((card) => [card.id, card])).values(),
  ]);
  return {
    decks: [...one.decks, ...other.decks],
    get cards() {
      return cards();
    },
    size: one.size + other.size,
    isWhole: one.isWhole && other.isWhole,
    isSearchable: one.isSearchable && other.isSearchable,
    find: (id) => other.find(id) ?? one.find(id),
    get unique() {
      return unique();
    },
    upBy(request) {
      const [ones, others] = [one.upBy(request), other.upBy(request)];
      return { cards: [...ones.cards, ...others.cards], spareNew: ones.spareNew + others.spareNew };
    },
  };
}

/**
 * A shelf of imported decks whose outlines are unpacked when first looked at. Before there are outlines, what is asked
 * of a card is taken from its deck, if that has been `opened`.
 */
export function openShelf(
  index: ShelfIndex,
  outlines: ShelfOutlines | null,
  opened: (id: DeckId) => DeckOutline | undefined,
): Shelf {
  const names = cardNumbers(index.names);
  const { order, concepts } = index;
  const outlineAt: OutlineAt = (head, at, ids) => {
    const outline = outlines ? unpackDeck(head, outlines.outlines[at] ?? '', ids()) : opened(head.id);
    if (!outline) throw new RangeError(`“${head.title}” has not been opened.`);
    return outline;
  };
  const decks = openDecks(index, names, outlineAt);
  const cards = once(() => decks.flatMap((deck) => deck.cards()));
  const places = once(() => inverse(order));
  const cardAt = (place: number, deck: OpenDeck) =>
    new CardOnShelf(names.cardOf(order[place] ?? 0), concepts[place] ?? 0, deck);
  const found = new Map<number, StudyCard>();
  const foundAt = (place: number, deck: OpenDeck) => {
    const card = found.get(place) ?? (outlines ? deck.cards()[place - deck.from] : cardAt(place, deck));
    if (card) found.set(place, card);
    return card;
  };
  return {
    decks: decks.map(({ loaded }) => loaded),
    get cards() {
      return cards();
    },
    size: order.length,
    isWhole: outlines !== null,
    isSearchable: false,
    find(id) {
      const number = names.numberOf(id);
      const place = number === undefined ? -1 : (places()[number] ?? -1);
      const deck = place < 0 ? undefined : decks[deckAt(decks, place)];
      return deck && foundAt(place, deck);
    },
    get unique() {
      return cards();
    },
    upBy({ day, restingBy, decks: wanted, mostNew }) {
      const resting = restingBy(index.names, day);
      const up: StudyCard[] = [];
      let [spareNew, decksWithNew] = [0, 0];
      for (const deck of decks.filter(({ id }) => wanted?.has(id) ?? true)) {
        let unseen = 0;
        for (let place = deck.from; place < deck.to; place += 1) {
          const known = resting[order[place] ?? 0];
          if (known === LATER) continue;
          if (known === UNSEEN && mostNew !== null) {
            if (unseen === 0) decksWithNew += 1;
            unseen += 1;
            // As many come before it in its own deck, or are the first of as many other decks.
            if (unseen > mostNew || decksWithNew > mostNew) {
              spareNew += 1;
              continue;
            }
          }
          up.push(cardAt(place, deck));
        }
      }
      return { cards: up, spareNew };
    },
  };
}

type OpenDeck = {
  readonly id: DeckId;
  readonly title: string;
  /** Where its cards are among all. */
  readonly from: number;
  readonly to: number;
  readonly cards: () => readonly StudyCard[];
  readonly cardOf: (id: CardId) => StudyCard | undefined;
  readonly loaded: LoadedDeck;
};

type OutlineAt = (head: ShelfIndex['decks'][number], at: number, ids: () => CardId[]) => DeckOutline;

function openDecks(index: ShelfIndex, names: CardNumbers, outlineAt: OutlineAt): OpenDeck[] {
  let from = 0;
  return index.decks.map((head, at) => {
    const { id, title } = head;
    const [first, to] = [from, from + head.cards];
    from = to;
    const ids = () => Array.from(index.order.subarray(first, to), (number) => names.cardOf(number));
    const outline = once(() => outlineAt(head, at, ids));
    const deck: DeckOutline = {
      id,
      title,
      get keyConcepts() {
        return outline().keyConcepts;
      },
      get schedule() {
        return outline().schedule;
      },
      get cards() {
        return outline().cards;
      },
    };
    const cards = once(() => studyCards(deck));
    const byId = once(() => new Map(cards().map((card) => [card.id, card])));
    const cardOf = (card: CardId) => byId().get(card);
    return { id, title, from: first, to, cards, cardOf, loaded: { deck, origin: 'imported' } };
  });
}

/** A card of which no more is worked out than is asked for: many are dealt from and few are dealt. */
class CardOnShelf implements StudyCard {
  readonly id: CardId;
  readonly #concept: number;
  readonly #deck: OpenDeck;
  constructor(id: CardId, concept: number, deck: OpenDeck) {
    this.id = id;
    this.#concept = concept;
    this.#deck = deck;
  }
  get deck() {
    return this.#deck.id;
  }
  get deckTitle() {
    return this.#deck.title;
  }
  get card() {
    return this.#whole.card;
  }
  get keyConcepts() {
    return this.#whole.keyConcepts;
  }
  get siblings() {
    return this.#concept === 0 ? null : String(this.#concept);
  }
  get weight() {
    return this.#whole.weight;
  }
  get #whole() {
    const card = this.#deck.cardOf(this.id);
    if (!card) throw new RangeError('The deck has no such card.');
    return card;
  }
}

/** The deck that holds a place, by halves. */
function deckAt(decks: readonly OpenDeck[], place: number): number {
  let [first, end] = [0, decks.length];
  while (first < end) {
    const middle = (first + end) >>> 1;
    if ((decks[middle]?.to ?? 0) <= place) first = middle + 1;
    else end = middle;
  }
  return first;
}

function inverse(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length);
  for (let place = 0; place < order.length; place += 1) places[order[place] ?? 0] = place;
  return places;
}

/** What is worked out when first asked for. */
function once<T>(work: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: work() }).value;
}
