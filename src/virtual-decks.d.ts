declare module 'virtual:decks' {
  /** The decks of `decks/`, compiled by the build. */
  export const bundledDecks: readonly import('./state/deps.ts').BundledDeck[];
}
