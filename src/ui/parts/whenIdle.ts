/** A page that is never idle, or that nobody looks at, gets to it all the same. */
const LATEST_MS = 1000;

/** Runs something when the page has nothing better to do; soon, where the browser cannot tell. */
export function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(run, { timeout: LATEST_MS });
  else setTimeout(run, 50);
}
