import { openBook, summarize, type Book } from '../core/stats/summary.ts';
import type { SummarizerAnswer, SummarizerMessage } from './summarizer.ts';

let book: Book | null = null;

/** The worker behind `summarizer`: keeps the ledger that was loaded last, replayed. */
self.addEventListener('message', ({ data }: MessageEvent<SummarizerMessage>) => {
  if (data.kind === 'load') {
    book = openBook(data.ledger);
    return;
  }
  if (!book) throw new Error('There is no ledger to draw figures from.');
  const answer: SummarizerAnswer = { id: data.id, summary: summarize(book, data.request) };
  self.postMessage(answer);
});
