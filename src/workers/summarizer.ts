import type { Ledger, Summary, SummaryRequest } from '../core/stats/summary.ts';

/** Draws up figures off the page. The ledger is replayed once; requests on it are quick. */
export type Summarizer = {
  /** Takes a ledger over, columns and all: the page's copy is empty afterwards. */
  readonly load: (ledger: Ledger) => void;
  /** The figures from the ledger loaded last. */
  readonly summarize: (request: SummaryRequest) => Promise<Summary>;
  readonly close: () => void;
};

export type SummarizerMessage =
  | { readonly kind: 'load'; readonly ledger: Ledger }
  | { readonly kind: 'summarize'; readonly id: number; readonly request: SummaryRequest };

export type SummarizerAnswer = { readonly id: number; readonly summary: Summary };

/** The part of a worker that a summarizer needs. */
export type SummarizerWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

type Waiting = {
  readonly resolve: (summary: Summary) => void;
  readonly reject: (error: Error) => void;
};

export function summarizeInWorker(): Summarizer {
  return openSummarizer(new Worker(new URL('./summarize.ts', import.meta.url), { type: 'module' }));
}

export function openSummarizer(worker: SummarizerWorker): Summarizer {
  const waiting = new Map<number, Waiting>();
  let ids = 0;
  const say = (message: SummarizerMessage, transfer: Transferable[] = []) =>
    worker.postMessage(message, transfer);
  worker.addEventListener('message', ({ data }: MessageEvent<SummarizerAnswer>) => {
    waiting.get(data.id)?.resolve(data.summary);
    waiting.delete(data.id);
  });
  worker.addEventListener('error', (event) => {
    const error = new Error(event.message || 'The figures could not be drawn up.');
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  return {
    load(ledger) {
      const { starts, kind, at, day, utcOffsetMinutes, tookMs, dueDay } = ledger.events;
      const columns = [starts, kind, at, day, utcOffsetMinutes, tookMs, dueDay];
      say(
        { kind: 'load', ledger },
        columns.map(({ buffer }) => buffer),
      );
    },
    summarize(request) {
      ids += 1;
      const id = ids;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        say({ kind: 'summarize', id, request });
      });
    },
    close: () => worker.terminate(),
  };
}
