import type { Deck, Problem } from '../core/deck.ts';
import { readDeckJson } from './deckJson.ts';
import { parseDeck } from './markdown.ts';

/** A deck file as its reader understood it; `deck` is `null` when nothing in it can be studied. */
export type DeckReading = { readonly deck: Deck | null; readonly problems: readonly Problem[] };

/** Reads a deck by the ending of its name: deck JSON for `.json`, Markdown for anything else. Never throws. */
export function readDeckFile(fileName: string, text: string): DeckReading {
  return /\.json$/i.test(fileName) ? readDeckJson(text) : parseDeck(text);
}
