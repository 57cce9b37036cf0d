import { useEffect, useState, type ComponentType } from 'react';

/**
 * A component whose code comes in a file of its own. `preload` fetches it ahead of need, and then it is shown like any
 * other; until it is there nothing stands in for it, and nothing around it waits. (Suspense would hold it back for
 * 300 ms, so that a page with many of them does not flicker.)
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let loaded: ComponentType<Props> | null = null;
  const preload = async () => (loaded = await load());
  function Later(props: Props) {
    const [Shown, setShown] = useState(() => loaded);
    const [failure, setFailure] = useState<Error | null>(null);
    useEffect(() => {
      if (Shown === null) preload().then((component) => setShown(() => component), setFailure);
    }, [Shown]);
    if (failure) throw failure;
    return Shown && <Shown {...props} />;
  }
  Later.preload = preload;
  return Later;
}
