import type { CardOutline } from './deckOutline.ts';

/** A card's searchable text, folded; longest last because a scan stops at the first field that has the word. */
type Folded = {
  readonly title: string;
  readonly concept: string;
  readonly front: string;
  readonly back: string;
};

const FIELDS = ['title', 'concept', 'front', 'back'] as const;

/** A word in a heading says more about a card than the same word somewhere in its answer. */
const FIELD_SCORES = { title: 8, concept: 8, front: 4, back: 1 } as const;

// Cards are immutable, so folding each once is invisible from outside; ten thousand long answers would otherwise be
// folded again at each key press.
const foldedCards = new WeakMap<CardOutline, Folded>();

/** Text without case, diacritics or invisible characters, in which words are looked for. */
export function fold(text: string): string {
  if (!/[^\t-~]/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036F\u00AD\u200B-\u200D\u2060\uFEFF]/gu, '')
    .toLowerCase();
}

/** The folded words of a query; none for a blank one. */
export function queryWords(query: string): readonly string[] {
  return fold(query).split(/\s+/u).filter(Boolean);
}

/** Whether every word occurs somewhere in the card's title, concept, question or answer, as far as they are at hand. */
export function hasWords(card: CardOutline, words: readonly string[]): boolean {
  return words.every((word) => FIELDS.some((field) => foldedCard(card)[field].includes(word)));
}

/**
 * The items whose cards have every word of the query, best first: words in a title or concept before words in the
 * question before words in the answer, beginnings of words before middles; ties stay in the given order.
 */
export function search<T extends { readonly card: CardOutline }>(items: readonly T[], query: string): T[] {
  const words = queryWords(query);
  if (words.length === 0) return [...items];
  return items
    .filter(({ card }) => hasWords(card, words))
    .map((item) => ({ item, score: scoreOf(foldedCard(item.card), words) }))
    .toSorted((a, b) => b.score - a.score)
    .map(({ item }) => item);
}

function scoreOf(folded: Folded, words: readonly string[]): number {
  return words.reduce(
    (sum, word) => sum + Math.max(...FIELDS.map((field) => fieldScore(folded, field, word))),
    0,
  );
}

function fieldScore(folded: Folded, field: keyof Folded, word: string): number {
  const place = folded[field].indexOf(word);
  if (place < 0) return 0;
  return FIELD_SCORES[field] * (beginsWord(folded[field], word, place) ? 2 : 1);
}

function beginsWord(text: string, word: string, first: number): boolean {
  for (let place = first; place >= 0; place = text.indexOf(word, place + 1)) {
    if (place === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(place - 1))) return true;
  }
  return false;
}

function foldedCard(card: CardOutline): Folded {
  const known = foldedCards.get(card);
  if (known) return known;
  const { title, concept, front, back } = card;
  const folded = {
    title: fold(title ?? ''),
    concept: fold(concept ?? ''),
    front: fold(front ?? ''),
    back: fold(back ?? ''),
  };
  foldedCards.set(card, folded);
  return folded;
}
