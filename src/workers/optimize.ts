import { fitting } from '../core/optimizer/fit.ts';
import type { FitRequest } from './optimizer.ts';
import { workThrough } from './task.ts';

/** The worker behind `optimizer`: one fit, then it is ended. */
self.addEventListener('message', (event: MessageEvent<FitRequest>) => {
  const { log, options } = event.data;
  workThrough(fitting(log, options), (message) => self.postMessage(message));
});
