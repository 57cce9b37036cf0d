import { indexing } from '../core/indexing.ts';
import type { IndexedShelf } from '../core/shelfIndex.ts';
import type { Context } from './context.ts';
import { unhurried } from './unhurried.ts';

/** Makes an index of the learner's decks as they are on the disk and keeps it; `null` where there can be none. */
export async function indexShelf({ deps }: Pick<Context, 'deps'>): Promise<IndexedShelf | null> {
  const outlines = await deps.storage.outlineDecks();
  const shelf = outlines && (await unhurried(indexing(outlines.decks, outlines.of), { deps }));
  if (shelf) await deps.storage.keepShelfIndex(shelf);
  return shelf;
}

/** Makes an index of a shelf that has become so large that it is not to be read whole again. */
export async function indexIfLarge(context: Context): Promise<void> {
  const { shelf, opened } = context.store.getState();
  const whole = shelf.decks.filter(
    ({ deck, origin }) => origin === 'imported' && opened.get(deck.id) === deck,
  );
  const cards = whole.reduce((sum, { deck }) => sum + deck.cards.length, 0);
  if (cards >= context.deps.manyCards) await indexShelf(context);
}
