import { takeSnapshot } from '../core/takeSnapshot.ts';
import { createScheduler } from '../core/scheduler.ts';
import type { ReplayRequest } from './replayer.ts';

/** The worker behind `replayer`: one archive, then it is ended. */
self.addEventListener('message', (event: MessageEvent<ReplayRequest>) => {
  const { segments, of, config } = event.data;
  const result = takeSnapshot(segments, of, createScheduler(config));
  self.postMessage({ kind: 'done', result });
});
