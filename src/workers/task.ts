/** What a worker says while it works through a long task: how far it is, 0 to 1, and at last the result. */
export type TaskMessage<Result> =
  { readonly kind: 'progress'; readonly share: number } | { readonly kind: 'done'; readonly result: Result };

/** How a task ended; a cancelled one leaves nothing behind. */
export type TaskOutcome<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string };

export type Task<Result> = {
  readonly outcome: Promise<TaskOutcome<Result>>;
  /** Ends the worker at once; without effect when the task has ended. */
  readonly cancel: () => void;
};

/** The part of a worker that a task needs. */
export type TaskWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** Steps between two words about progress, as a share of the whole. */
const LEAST_PROGRESS = 0.01;

/** Hands a request to a worker of its own. */
export function startTask<Result>(
  worker: TaskWorker,
  request: unknown,
  onProgress: (share: number) => void,
): Task<Result> {
  const stop = new AbortController();
  const outcome = new Promise<TaskOutcome<Result>>((resolve) => {
    stop.signal.addEventListener('abort', () => resolve({ kind: 'cancelled' }));
    worker.addEventListener('message', (event: MessageEvent<TaskMessage<Result>>) => {
      if (event.data.kind === 'done') resolve(event.data);
      else if (!stop.signal.aborted) onProgress(event.data.share);
    });
    worker.addEventListener('error', (event) => {
      resolve({ kind: 'failed', message: event.message || 'The calculation could not start.' });
    });
    worker.postMessage(request);
  }).finally(() => worker.terminate());
  return { outcome, cancel: () => stop.abort() };
}

/** Works through the steps of a task and says how it goes. */
export function workThrough<Result>(
  steps: Generator<number, Result>,
  say: (message: TaskMessage<Result>) => void,
): void {
  let told = 0;
  let step = steps.next();
  while (!step.done) {
    if (step.value >= told + LEAST_PROGRESS) {
      told = step.value;
      say({ kind: 'progress', share: told });
    }
    step = steps.next();
  }
  say({ kind: 'done', result: step.value });
}
