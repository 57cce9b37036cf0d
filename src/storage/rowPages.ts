import type { Connection } from './connection.ts';

type Page = { readonly keys: readonly string[]; readonly rows: readonly unknown[] };

/** So many rows are read in a few dozen milliseconds, which is as long as an answer may have to wait for them. */
const PAGE = 1000;

/**
 * The rows that are not archived, a transaction a page: reading a long diary in one would keep the answers of every
 * tab waiting. What comes or goes meanwhile may be among them or not.
 */
export async function* pagesOfRows({ read }: Connection): AsyncGenerator<readonly unknown[]> {
  let last: string | null = null;
  for (;;) {
    const rest: IDBKeyRange | null = last === null ? null : IDBKeyRange.lowerBound(last, true);
    // oxlint-disable-next-line no-await-in-loop -- page after page
    const page: Page = await read(['events'], async (tx) => {
      const store = tx.objectStore('events');
      return { keys: await store.getAllKeys(rest, PAGE), rows: await store.getAll(rest, PAGE) };
    });
    const { keys, rows } = page;
    yield rows;
    last = keys.at(-1) ?? null;
    if (keys.length < PAGE) return;
  }
}
