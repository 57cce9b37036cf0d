/** The browser's word on keeping the data when space runs low. */
export type Persistence = 'granted' | 'denied' | 'unsupported';

/** What the browser says about space. Chromium's quota is a guess (usage + 10 GiB); only a failed write tells. */
export type Space =
  | { readonly kind: 'known'; readonly usedBytes: number; readonly quotaBytes: number }
  | { readonly kind: 'unsupported' };

/** Asks the browser not to evict the data; some browsers ask the learner. */
export function askToPersist(): Promise<Persistence> {
  return answer((manager) => manager.persist());
}

/** Whether the browser has promised not to evict the data; asks nobody. */
export function readPersistence(): Promise<Persistence> {
  return answer((manager) => manager.persisted());
}

export async function readSpace(): Promise<Space> {
  try {
    const { usage, quota } = (await storageManager()?.estimate()) ?? {};
    if (usage !== undefined && quota !== undefined)
      return { kind: 'known', usedBytes: usage, quotaBytes: quota };
  } catch {
    // An origin without storage has no space to tell of.
  }
  return { kind: 'unsupported' };
}

async function answer(ask: (manager: StorageManager) => Promise<boolean>): Promise<Persistence> {
  const manager = storageManager();
  if (!manager) return 'unsupported';
  try {
    return (await ask(manager)) ? 'granted' : 'denied';
  } catch {
    return 'unsupported';
  }
}

/** Absent on pages that are not served securely and in older browsers, whatever the types say. */
function storageManager(): StorageManager | null {
  return typeof navigator === 'object' && 'storage' in navigator ? navigator.storage : null;
}
