import { lazy, Suspense, type ComponentType } from 'react';

/**
 * A component whose code comes in a file of its own. Nothing stands in for it while it loads, and nothing around it
 * waits; `preload` fetches it ahead of need.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  const Lazy = lazy(async () => ({ default: await load() }));
  function Later(props: Props) {
    return (
      <Suspense fallback={null}>
        <Lazy {...props} />
      </Suspense>
    );
  }
  Later.preload = load;
  return Later;
}
