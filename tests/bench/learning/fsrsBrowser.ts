import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { TrainingLog } from '../../../src/core/optimizer/trainingLog.ts';

export type FsrsBrowser = {
  /** The weights it finds and the milliseconds its training took, without start-up and building its items. */
  readonly fit: (log: TrainingLog) => Promise<{ readonly weights: readonly number[]; readonly ms: number }>;
  readonly end: () => Promise<unknown>;
};

/** fsrs-browser in a thread of its own, as a page would run it; one thread, since a page seldom has more. */
export function startFsrsBrowser(): FsrsBrowser {
  const worker = new Worker(new URL('./fsrsBrowserWorker.mjs', import.meta.url), { stdout: true });
  return {
    async fit(log) {
      worker.postMessage(log);
      const [answer] = await once(worker, 'message');
      return answer as { weights: readonly number[]; ms: number };
    },
    end: () => worker.terminate(),
  };
}
