import type { DiaryEvent } from '../core/event.ts';
import type { JournalReading, JournalReply, JournalRequest, JournalSurvey } from '../core/journal.ts';
import { withPatience } from './patience.ts';

/** The second copy of the diary, in files of its own beside the database. Every call rejects with a reason. */
export type Journal = {
  /** Resolves when the events are on the disk; `diarySize` counts every event the diary has held, with these. */
  readonly append: (events: readonly DiaryEvent[], diarySize: number) => Promise<void>;
  readonly survey: () => Promise<JournalSurvey>;
  readonly read: () => Promise<JournalReading>;
  readonly close: () => void;
};

/** What is needed of a worker. */
export type JournalWorker = Pick<Worker, 'addEventListener' | 'terminate'> & {
  readonly postMessage: (message: { readonly id: number; readonly request: JournalRequest }) => void;
};

type Waiting = { readonly resolve: (reply: JournalReply) => void; readonly reject: (error: Error) => void };

const BATCH = 5000;
/** Reading a long history takes its time; all else is a matter of milliseconds. */
const PATIENCE_MS = { append: 5000, survey: 5000, read: 60_000, rest: 5000 } as const;

/**
 * Speaks with the worker that keeps the journal. It is started when it is first needed, and let go when the page is
 * hidden away, because an open file keeps a page out of the back/forward cache.
 */
export function openJournal(startWorker: () => JournalWorker): Journal {
  const { ask, rest } = openLine(startWorker);
  const page = typeof window === 'undefined' ? null : window;
  page?.addEventListener('pagehide', rest);

  return {
    async append(events, diarySize) {
      const before = diarySize - events.length;
      for (let start = 0; start < events.length; start += BATCH) {
        const batch = events.slice(start, start + BATCH);
        // oxlint-disable-next-line no-await-in-loop -- each has its own time to answer in
        await ask({ kind: 'append', events: batch, diarySize: before + start + batch.length });
      }
    },
    async survey() {
      const reply = await ask({ kind: 'survey' });
      if (!('survey' in reply)) throw new Error(OTHER_ANSWER);
      return reply.survey;
    },
    async read() {
      const reply = await ask({ kind: 'read' });
      if (!('reading' in reply)) throw new Error(OTHER_ANSWER);
      return reply.reading;
    },
    close() {
      page?.removeEventListener('pagehide', rest);
      rest();
    },
  };
}

const unanswered = () => new Error('the journal’s worker does not answer');
const OTHER_ANSWER = 'the journal’s worker gave another answer';

type Line = {
  readonly ask: (request: JournalRequest) => Promise<JournalReply>;
  /** Lets the worker finish and go; the next question starts another. */
  readonly rest: () => void;
};

function openLine(startWorker: () => JournalWorker): Line {
  let worker: JournalWorker | null = null;
  let asked = 0;
  const waiting = new Map<number, Waiting>();

  const start = (): JournalWorker => {
    const started = startWorker();
    started.addEventListener('message', (event) => {
      const { id, reply } = (event as MessageEvent<{ id: number; reply: JournalReply }>).data;
      waiting.get(id)?.resolve(reply);
    });
    started.addEventListener('error', () => {
      if (worker === started) worker = null;
      started.terminate();
      for (const { reject } of waiting.values()) reject(new Error('the journal’s worker failed'));
    });
    return started;
  };
  const ask = async (request: JournalRequest): Promise<JournalReply> => {
    const to = (worker ??= start());
    asked += 1;
    const id = asked;
    const replied = new Promise<JournalReply>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
      to.postMessage({ id, request });
    }).finally(() => waiting.delete(id));
    const reply = await withPatience(replied, PATIENCE_MS[request.kind], unanswered);
    if (!reply.ok) throw new Error(reply.reason);
    return reply;
  };
  return {
    ask,
    rest() {
      if (worker !== null) ask({ kind: 'rest' }).catch(() => {});
      worker = null;
    },
  };
}
