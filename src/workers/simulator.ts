import type { WhatIfPoint, WhatIfRequest } from '../core/simulation/whatIf.ts';
import { startTask, type Task } from './task.ts';

/** Simulates the days to come off the page; `onProgress` hears how far it is, 0 to 1. */
export function whatIfInWorker(
  request: WhatIfRequest,
  onProgress: (share: number) => void,
): Task<WhatIfPoint[]> {
  const worker = new Worker(new URL('./simulate.ts', import.meta.url), { type: 'module' });
  return startTask(worker, request, onProgress);
}
