import { useSyncExternalStore } from 'react';

/**
 * The address lives behind the `#`, path and query alike (`#/study?difficulty=hard`), so that the app works from any
 * folder of any static host and a filtered session can be bookmarked.
 */
function whole(): string {
  return `/${location.hash.replace(/^#?\/?/, '')}`;
}

function subscribe(listener: () => void): () => void {
  const controller = new AbortController();
  for (const change of ['hashchange', 'popstate'])
    window.addEventListener(change, listener, { signal: controller.signal });
  return () => controller.abort();
}

export function currentPath(): string {
  return whole().split('?')[0] ?? '/';
}

function query(): string {
  const mark = whole().indexOf('?');
  return mark === -1 ? '' : whole().slice(mark + 1);
}

function go(to: string, { replace = false }: { readonly replace?: boolean } = {}): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', `#${to}`);
  window.dispatchEvent(new Event('hashchange'));
}

/** The path and the way to go elsewhere. */
export function useLocation(): [string, typeof go] {
  return [useSyncExternalStore(subscribe, currentPath), go];
}

/** The query as written, without its question mark. */
export function useQuery(): string {
  return useSyncExternalStore(subscribe, query);
}
