import { outlineDeck, searchableDeck, type DeckOutline } from '../core/deckOutline.ts';
import type { DeckId } from '../core/deck.ts';
import type { IndexedShelf } from '../core/shelfIndex.ts';
import { isStoredDeck, type StoredDeck } from '../core/storedDeck.ts';
import type { Connection, ReadTransaction, WriteTransaction } from './connection.ts';
import { pagesOfDecks } from './rowPages.ts';
import type { Storage } from './storage.ts';

/** The part of a storage that reads decks, whole and in outline. */
type DeckReader = Pick<
  Storage,
  | 'readDecks'
  | 'readSomeDecks'
  | 'outlineDecks'
  | 'searchableDecks'
  | 'readShelfIndex'
  | 'readShelfOutlines'
  | 'keepShelfIndex'
  | 'readDeal'
  | 'keepDeal'
>;

export function deckReader(connection: Connection): DeckReader {
  const { read, write } = connection;
  return {
    async readDecks() {
      const decks: StoredDeck[] = [];
      for await (const page of pagesOfDecks(connection)) decks.push(...page.filter(isStoredDeck));
      return decks;
    },
    async readSomeDecks(ids: readonly DeckId[]) {
      const rows = await read(['decks'], (tx) =>
        Promise.all(ids.map((id) => tx.objectStore('decks').get(id))),
      );
      return rows.filter(isStoredDeck);
    },
    async outlineDecks() {
      const of = await read(['meta'], nameOfDecks);
      const decks: DeckOutline[] = [];
      for await (const page of pagesOfDecks(connection))
        for (const row of page) if (isStoredDeck(row)) decks.push(outlineDeck(row.deck));
      return of === (await read(['meta'], nameOfDecks)) ? { decks, of } : null;
    },
    async searchableDecks() {
      const decks: DeckOutline[] = [];
      for await (const page of pagesOfDecks(connection))
        for (const row of page) if (isStoredDeck(row)) decks.push(searchableDeck(row.deck));
      return decks;
    },
    readShelfIndex: () =>
      read(['meta', 'snapshots'], async (tx) => {
        const [index, of] = await Promise.all([tx.objectStore('snapshots').get('shelf'), nameOfDecks(tx)]);
        return { index, of };
      }),
    readShelfOutlines: () => read(['snapshots'], (tx) => tx.objectStore('snapshots').get('outlines')),
    readDeal: () =>
      read(['meta', 'snapshots'], async (tx) => {
        const [deal, of] = await Promise.all([tx.objectStore('snapshots').get('deal'), nameOfDecks(tx)]);
        return { deal, of };
      }),
    keepDeal: (deal) =>
      write(['snapshots'], async (tx) => {
        await tx.objectStore('snapshots').put(deal, 'deal');
      }),
    keepShelfIndex: ({ index, outlines }: IndexedShelf) =>
      write(['meta', 'snapshots'], async (tx) => {
        if ((await nameOfDecks(tx)) !== index.of) return;
        const snapshots = tx.objectStore('snapshots');
        await Promise.all([snapshots.put(index, 'shelf'), snapshots.put(outlines, 'outlines')]);
      }),
  };
}

/** Empty as long as none was written. */
async function nameOfDecks(tx: ReadTransaction | WriteTransaction): Promise<string> {
  const name = await tx.objectStore('meta').get('decks');
  return typeof name === 'string' ? name : '';
}
