import { StorageFailure } from './storage.ts';

/** What a connection says after its database was taken away: Safari in the background, cleared data, a crash. */
const DEAD: ReadonlySet<string> = new Set(['InvalidStateError', 'AbortError', 'UnknownError']);

/** Chromium reports a full disk as an `UnknownError` that names LevelDB's FILE_ERROR_NO_SPACE. */
const NO_SPACE = /no.?space|disk.?full|quota/i;

/** The name of whatever was thrown; `''` when it has none. */
export function nameOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';
}

/** Whether a new connection may succeed where this one failed. */
export function isDeadConnection(error: unknown): boolean {
  return DEAD.has(nameOf(error)) && !isFull(error);
}

/** The failure to report for an error met while the open database was read or written. */
export function failureOf(error: unknown): StorageFailure {
  if (error instanceof StorageFailure) return error;
  if (isFull(error)) return new StorageFailure('full', FULL, { cause: error });
  if (nameOf(error) === 'DataCloneError') return unsavable('what is to be saved', error);
  const reason = [nameOf(error), messageOf(error)].filter(Boolean).join(': ') || 'it gave no reason';
  return new StorageFailure(
    'failed',
    `The browser could not save or read your data (${reason}). ${WAY_OUT}`,
    {
      cause: error,
    },
  );
}

/** The failure to report for what no disk can take. */
export function unsavable(what: string, cause: unknown): StorageFailure {
  return new StorageFailure(
    'failed',
    `A fault in Flipside: ${what} holds something that cannot be saved. Nothing was written.`,
    { cause },
  );
}

/** The failure to report for an error met while the database was being opened. */
export function openingFailure(error: unknown): StorageFailure {
  if (error instanceof StorageFailure || isFull(error)) return failureOf(error);
  const message = nameOf(error) === 'UnknownError' ? DAMAGED : UNAVAILABLE;
  return new StorageFailure('unavailable', message, { cause: error });
}

function isFull(error: unknown): boolean {
  return (
    nameOf(error) === 'QuotaExceededError' || (DEAD.has(nameOf(error)) && NO_SPACE.test(messageOf(error)))
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.message : '';
}

const WAY_OUT = 'Export your data now if you have answers that were not saved.';
const FULL =
  'The disk, or the space this browser gives to Flipside, is full: nothing more is being saved. Free some space, or export your data now.';
/** What Chromium gives when the files of a database are damaged or the disk cannot be read. */
const DAMAGED =
  'This browser cannot open its database: its files are damaged, or the disk is full. Restart the browser; if that does not help, export your data.';
const UNAVAILABLE =
  'This browser does not let Flipside keep data here (a private window, or storage is switched off).';

export const NEWER =
  'A newer version of Flipside wrote your data. Reload this page to get that version; nothing was changed.';
export const BLOCKED =
  'Another tab still holds an older version of Flipside open. Close that tab, then reload this one.';
export const SILENT_OPENING =
  'The browser does not answer when it is asked for your data. Reload this page; if that does not help, restart the browser.';
export const SILENT_DISK = `The browser did not confirm that your data was saved. ${WAY_OUT}`;
export const UPDATED_ELSEWHERE =
  'Flipside was updated or its data was removed in another tab. Reload this one to go on.';
export const CLOSED = 'Flipside has closed its data. Reload this page to go on.';
