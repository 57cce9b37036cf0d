import type { DiarySnapshot } from '../core/diarySnapshot.ts';
import type { SchedulerConfig } from '../core/scheduler.ts';
import type { Segment } from '../core/segment.ts';
import { startTask, type Task } from './task.ts';

export type ReplayRequest = {
  readonly segments: readonly Segment[];
  readonly of: string;
  readonly config: SchedulerConfig;
};

/** Works out off the page what an archive adds up to, as `takeSnapshot` does. */
export function replayInWorker(request: ReplayRequest): Task<DiarySnapshot | null> {
  const worker = new Worker(new URL('./replay.ts', import.meta.url), { type: 'module' });
  return startTask(worker, request, () => {});
}
