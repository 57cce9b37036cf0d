import type { Receipt, StorageNews } from './storage.ts';

/** What one tab tells the others: that something changed, never what. */
export type TabNews = Extract<StorageNews, { kind: 'events' | 'decks' | 'value' }>;

/** What the other tabs must read again when a restore was taken back. */
export function newsOf({ added, changes }: Receipt): TabNews[] {
  const isOf = (kind: string) => changes.some(({ store }) => store === kind);
  return [
    ...(added.length > 0 || isOf('events') ? [{ kind: 'events' } as const] : []),
    ...(isOf('decks') ? [{ kind: 'decks' } as const] : []),
    ...changes.flatMap(({ store, key }) =>
      store === 'values' && key !== null ? [{ kind: 'value', key } as const] : [],
    ),
  ];
}

/** The line between the tabs of one browser. */
export type Tabs = { readonly tell: (news: TabNews) => void; readonly close: () => void };

/**
 * Joins the other tabs. An open BroadcastChannel keeps a page out of the back/forward cache, so it is closed while
 * the page is away; a page that comes back has missed news and is told to read everything again.
 */
export function joinTabs(name: string, hear: (news: TabNews) => void): Tabs {
  let channel: BroadcastChannel | null = null;
  const join = () => {
    if (typeof BroadcastChannel === 'undefined') return;
    channel = new BroadcastChannel(name);
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (isTabNews(data)) hear(data);
    });
  };
  const leave = () => {
    channel?.close();
    channel = null;
  };
  const comeBack = (event: Event) => {
    if (!('persisted' in event) || event.persisted !== true) return;
    leave();
    join();
    for (const kind of ['events', 'decks'] as const) hear({ kind });
  };
  const page = typeof window === 'undefined' ? null : window;
  page?.addEventListener('pagehide', leave);
  page?.addEventListener('pageshow', comeBack);
  join();
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel reaches its own origin only
    tell: (news) => channel?.postMessage(news),
    close() {
      page?.removeEventListener('pagehide', leave);
      page?.removeEventListener('pageshow', comeBack);
      leave();
    },
  };
}

function isTabNews(data: unknown): data is TabNews {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return false;
  const { kind } = data;
  return (
    kind === 'events' ||
    kind === 'decks' ||
    (kind === 'value' && 'key' in data && typeof data.key === 'string')
  );
}
