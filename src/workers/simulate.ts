import { whatIf, type WhatIfRequest } from '../core/simulation/whatIf.ts';
import { workThrough } from './task.ts';

/** The worker behind `simulator`: one simulation, then it is ended. */
self.addEventListener('message', (event: MessageEvent<WhatIfRequest>) => {
  workThrough(whatIf(event.data), (message) => self.postMessage(message));
});
