import type { JournalReading, JournalReply, JournalRequest, JournalSurvey } from '../core/journal.ts';
import type { DiaryEvent } from '../core/event.ts';
import { readJournalLines, writeJournalLines, type JournalText } from '../formats/journalLines.ts';

/** A file that one tab holds for itself; `flush` returns when the data is on the disk. */
export type SyncFile = {
  readonly getSize: () => number;
  readonly write: (bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }) => number;
  readonly truncate: (size: number) => void;
  readonly flush: () => void;
  readonly close: () => void;
};

/** What the journal needs of the origin private file system; the worker's types are not the page's. */
export type JournalFile = {
  readonly getFile: () => Promise<Pick<Blob, 'size' | 'slice' | 'text'>>;
  readonly createSyncAccessHandle: () => Promise<SyncFile>;
};
export type JournalFolder = {
  /** The journal's file of that name; created when `create` is set, else `null` when there is none. */
  readonly file: (name: string, create: boolean) => Promise<JournalFile | null>;
};

type OpenFile = { readonly handle: SyncFile; line: number };

/** More tabs than this share no further files; their answers are in the database only. */
const MOST_FILES = 32;
/** Far longer than any line of ours: the end of a file that surely holds its last line. */
const TAIL_BYTES = 65_536;

/**
 * The journal of one tab: it takes the first file that no other tab holds, adds to its end only and reads all of
 * them. So there are as many files as there were tabs at one time, and no two tabs write to one.
 */
export function serveJournal(folder: JournalFolder): (request: JournalRequest) => Promise<JournalReply> {
  let own: OpenFile | null = null;

  const answer = async (request: JournalRequest): Promise<JournalReply> => {
    switch (request.kind) {
      case 'append':
        own ??= await takeFile(folder);
        append(own, request.events, request.diarySize);
        return { ok: true };
      case 'survey':
        return { ok: true, survey: await survey(folder) };
      case 'read':
        return { ok: true, reading: await read(folder) };
      case 'rest':
        own?.handle.close();
        own = null;
        return { ok: true };
    }
  };

  return (request) =>
    answer(request).catch((error: unknown) => ({
      ok: false,
      reason: error instanceof Error ? `${error.name}: ${error.message}` : 'it gave no reason',
    }));
}

function append(own: OpenFile, events: readonly DiaryEvent[], diarySize: number): void {
  const { handle } = own;
  const lines = events.map((event, index) => ({
    line: own.line + index + 1,
    diarySize: Math.max(0, diarySize - events.length + index + 1),
    event,
  }));
  const bytes = new TextEncoder().encode(writeJournalLines(lines));
  const end = handle.getSize();
  try {
    if (handle.write(bytes, { at: end }) < bytes.length) throw new Error('the disk took only part of it');
    handle.flush();
  } catch (error) {
    handle.truncate(end);
    throw error;
  }
  own.line += events.length;
}

async function takeFile(folder: JournalFolder, number = 1): Promise<OpenFile> {
  if (number > MOST_FILES) throw new Error('too many tabs are open');
  const file = await folder.file(fileName(number), true);
  const handle = await file?.createSyncAccessHandle().catch((error: unknown) => {
    if (error instanceof Error && error.name === 'NoModificationAllowedError') return null;
    throw error;
  });
  if (!file || !handle) return takeFile(folder, number + 1);
  const end = await tail(file);
  // A crash may have torn the last line; the next one must not be joined to it.
  if (end.text !== '' && !end.text.endsWith('\n'))
    handle.write(new TextEncoder().encode('\n'), { at: handle.getSize() });
  return { handle, line: end.lines.at(-1)?.line ?? 0 };
}

async function survey(folder: JournalFolder): Promise<JournalSurvey> {
  const ends = (await Promise.all(await allFiles(folder, tail))).map(({ lines }) => lines.at(-1));
  return {
    diarySize: Math.max(0, ...ends.map((last) => last?.diarySize ?? 0)),
    entries: ends.reduce((sum, last) => sum + (last?.line ?? 0), 0),
  };
}

async function read(folder: JournalFolder): Promise<JournalReading> {
  const texts = await Promise.all(
    await allFiles(folder, async (file) => readJournalLines(await (await file.getFile()).text())),
  );
  const events = texts.flatMap(({ lines }) => lines.map(({ event }) => event));
  return {
    events: [...new Map(events.toReversed().map((event) => [event.id, event])).values()].toReversed(),
    damagedLines: texts.reduce((sum, text) => sum + text.damagedLines, 0),
  };
}

async function tail(file: JournalFile): Promise<JournalText & { readonly text: string }> {
  const blob = await file.getFile();
  const text = await blob.slice(Math.max(0, blob.size - TAIL_BYTES)).text();
  return { ...readJournalLines(text), text };
}

/** Starts the work on every file there is, one after the other until a number is missing. */
async function allFiles<T>(
  folder: JournalFolder,
  work: (file: JournalFile) => Promise<T>,
  number = 1,
): Promise<Promise<T>[]> {
  const file = number > MOST_FILES ? null : await folder.file(fileName(number), false);
  return file ? [work(file), ...(await allFiles(folder, work, number + 1))] : [];
}

function fileName(number: number): string {
  return `journal-${number}.log`;
}
