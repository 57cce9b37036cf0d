import type { Connection } from './connection.ts';

type Page = { readonly keys: readonly string[]; readonly rows: readonly unknown[] };

/** So many rows are read in a few dozen milliseconds, which is as long as an answer may have to wait for them. */
const PAGES = { events: 1000, decks: 20 } as const;

/** The events that are not archived, page by page. */
export const pagesOfRows = (connection: Connection) => pagesOf(connection, 'events');

/** The decks, page by page. */
export const pagesOfDecks = (connection: Connection) => pagesOf(connection, 'decks');

/**
 * A transaction a page: reading a long diary in one would keep the answers of every tab waiting, and many decks the
 * page. What comes or goes meanwhile may be among them or not.
 */
async function* pagesOf({ read }: Connection, name: keyof typeof PAGES): AsyncGenerator<readonly unknown[]> {
  const size = PAGES[name];
  let last: string | null = null;
  for (;;) {
    const rest: IDBKeyRange | null = last === null ? null : IDBKeyRange.lowerBound(last, true);
    // oxlint-disable-next-line no-await-in-loop -- page after page
    const page: Page = await read([name], async (tx) => {
      const store = tx.objectStore(name);
      return { keys: await store.getAllKeys(rest, size), rows: await store.getAll(rest, size) };
    });
    const { keys, rows } = page;
    yield rows;
    last = keys.at(-1) ?? null;
    if (keys.length < size) return;
  }
}
