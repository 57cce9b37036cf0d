const PREFIX = 'flipside stage ';

/** The stages that this tab is at work on, for browsers without locks. */
const own = new Set<string>();

const lockManager = (): LockManager | undefined =>
  typeof navigator === 'undefined' ? undefined : navigator.locks;

/**
 * Does the work of a stage under a lock of its own. Nobody ever waits for it: it only tells other tabs that somebody
 * is still at work, and it ends with its tab however that dies.
 */
export async function atWorkOn<T>(stage: string, work: () => Promise<T>): Promise<T> {
  const locks = lockManager();
  own.add(stage);
  try {
    return await (locks ? locks.request(PREFIX + stage, work) : work());
  } finally {
    own.delete(stage);
  }
}

/** The stages that some tab is at work on; where the browser has no locks, only this tab's. */
export async function stagesAtWork(): Promise<ReadonlySet<string>> {
  const names = (await lockManager()?.query())?.held?.map(({ name }) => name ?? '') ?? [];
  const others = names.filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length));
  return new Set([...own, ...others]);
}
