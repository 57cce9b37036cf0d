import { lazy, Suspense, useState, type ComponentType } from 'react';

/**
 * A component whose code comes in a file of its own. `preload` fetches it ahead of need, and then it is shown like any
 * other; until it is there nothing stands in for it, and nothing around it waits.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let loaded: ComponentType<Props> | null = null;
  const preload = async () => (loaded = await load());
  const Lazy = lazy(async () => ({ default: await preload() }));
  function Later(props: Props) {
    // Decided once, so that what was waited for is not put in anew when it is here.
    const [Ready] = useState(() => loaded);
    if (Ready) return <Ready {...props} />;
    return (
      <Suspense fallback={null}>
        <Lazy {...props} />
      </Suspense>
    );
  }
  Later.preload = preload;
  return Later;
}
