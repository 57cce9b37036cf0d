import { expect, test, vi } from 'vitest';
import { DEFAULT_SCHEDULER_CONFIG } from '../../src/core/scheduler.ts';
import { pack } from '../../src/core/stats/eventColumns.ts';
import { openBook, summarize, type Book, type Ledger } from '../../src/core/stats/summary.ts';
import {
  openSummarizer,
  type SummarizerAnswer,
  type SummarizerMessage,
} from '../../src/workers/summarizer.ts';
import { answer } from '../fixtures/answers.ts';
import { NOW } from '../fixtures/studyCards.ts';

/** A worker without a thread that answers when the test says so. */
function fakeWorker() {
  const target = new EventTarget();
  const heard: { message: SummarizerMessage; transfer: Transferable[] }[] = [];
  return {
    heard,
    addEventListener: target.addEventListener.bind(target),
    postMessage(message: SummarizerMessage, transfer: Transferable[] | StructuredSerializeOptions = []) {
      heard.push({ message, transfer: Array.isArray(transfer) ? transfer : [] });
    },
    terminate: vi.fn<() => void>(),
    say: (data: SummarizerAnswer) => target.dispatchEvent(new MessageEvent('message', { data })),
    fail: () => target.dispatchEvent(new Event('error')),
  };
}

function ledger(): Ledger {
  const given = answer('a', 0, 'good');
  return {
    events: pack([given.card], () => [given]),
    shelf: {
      size: 1,
      suspended: new Uint8Array(1),
      buriedUntil: Float64Array.of(Number.NaN),
      levels: new Uint8Array(1),
      concepts: [],
    },
    config: DEFAULT_SCHEDULER_CONFIG,
  };
}

const request = { now: NOW, days: null, wanted: null };
const summaryOf = (book: Book) => summarize(book, request);

test('each answer reaches the one who asked, in whatever order answers come', async () => {
  const worker = fakeWorker();
  const summarizer = openSummarizer(worker);
  const [first, second] = [summarizer.summarize(request), summarizer.summarize({ ...request, days: 30 })];
  const ids = worker.heard.flatMap(({ message }) => (message.kind === 'summarize' ? [message.id] : []));
  const summary = summaryOf(openBook(ledger()));
  const other = { ...summary, answers: 99 };
  worker.say({ id: ids[1] ?? -1, summary: other });
  worker.say({ id: ids[0] ?? -1, summary });
  expect(await first).toBe(summary);
  expect(await second).toBe(other);
});

test('a ledger is handed over with every one of its columns, none copied', () => {
  const worker = fakeWorker();
  const own = ledger();
  openSummarizer(worker).load(own);
  const buffers = Object.values(own.events).flatMap((column) => ('buffer' in column ? [column.buffer] : []));
  expect(buffers).toHaveLength(7);
  expect(new Set(worker.heard[0]?.transfer)).toEqual(new Set(buffers));
});

test('a worker that breaks tells everybody who waits', async () => {
  const worker = fakeWorker();
  const waiting = openSummarizer(worker).summarize(request);
  worker.fail();
  await expect(waiting).rejects.toThrow('The figures could not be drawn up.');
});
