import type { FitOptions, FitReport } from '../core/optimizer/fit.ts';
import type { TrainingLog } from '../core/optimizer/trainingLog.ts';
import { startTask, type Task } from './task.ts';

export type FitRequest = { readonly log: TrainingLog; readonly options: FitOptions };

/** Fits FSRS off the page; `onProgress` hears how far it is, 0 to 1. Nothing is stored. */
export function fitInWorker(request: FitRequest, onProgress: (share: number) => void): Task<FitReport> {
  const worker = new Worker(new URL('./optimize.ts', import.meta.url), { type: 'module' });
  return startTask(worker, request, onProgress);
}
