import type { Deck } from './deck.ts';

/** A deck that the learner brought in: when (milliseconds since the epoch) and from which file. */
export type StoredDeck = { readonly deck: Deck; readonly addedAt: number; readonly fileName: string | null };

/** What keeps a value read back from being a deck on the shelf, as the end of a sentence; `null` when it is one. */
export function storedDeckFault(value: unknown): string | null {
  if (!isRecord(value)) return 'it is no record';
  const { deck, addedAt, fileName } = value;
  if (!Number.isFinite(addedAt)) return 'it does not say when it was added';
  if (fileName !== null && typeof fileName !== 'string') return 'its file name is no text';
  return isRecord(deck) ? deckFault(deck) : 'it holds no deck';
}

/** Whether a value read back is a deck that can go on the shelf. */
export function isStoredDeck(value: unknown): value is StoredDeck {
  return storedDeckFault(value) === null;
}

function deckFault(deck: Readonly<Record<string, unknown>>): string | null {
  if (deck['format'] !== 'flipside.deck/1') return `its format is ${JSON.stringify(deck['format'])}`;
  const missing = TEXTS.find((name) => typeof deck[name] !== 'string');
  if (missing !== undefined) return `its “${missing}” is no text`;
  const unlisted = LISTS.find((name) => !Array.isArray(deck[name]));
  if (unlisted !== undefined) return `its “${unlisted}” is no list`;
  if (!isRecord(deck['exports'])) return 'its exports are no record';
  const cards: readonly unknown[] = Array.isArray(deck['cards']) ? deck['cards'] : [];
  const bad = cards.findIndex((card) => !isCard(card));
  return bad === -1 ? null : `its card ${bad + 1} cannot be read`;
}

const TEXTS = ['id', 'title', 'text'] as const;
const LISTS = ['cards', 'keyConcepts', 'sourceMapping', 'prerequisites', 'extensions', 'tables'] as const;
const CARD_TEXTS = ['id', 'front', 'back'] as const;
const CARD_LISTS = ['levels', 'relatedConcepts', 'notes'] as const;

function isCard(card: unknown): boolean {
  return (
    isRecord(card) &&
    Number.isFinite(card['number']) &&
    CARD_TEXTS.every((name) => typeof card[name] === 'string') &&
    CARD_LISTS.every((name) => Array.isArray(card[name]))
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
