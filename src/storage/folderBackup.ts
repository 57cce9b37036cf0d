import {
  backupName,
  backupsToRemove,
  readBackupName,
  type BackupFile,
  type LastBackup,
} from '../core/backupThinning.ts';
import type { Moment } from '../core/day.ts';
import { nameOf } from './failures.ts';
import type { Storage } from './storage.ts';

/**
 * The folder outside the browser that backups go to. `ask`: the browser wants the learner's word again, after a
 * click. `gone`: it was moved or deleted.
 */
export type FolderState =
  | { readonly kind: 'unsupported' | 'none' }
  | { readonly kind: 'ready' | 'ask' | 'gone'; readonly name: string };

export type FolderWriting =
  /** The file was read back and is whole; `removed` are the older ones that were thinned out. */
  | { readonly kind: 'written'; readonly name: string; readonly removed: readonly string[] }
  | { readonly kind: 'failed'; readonly message: string };

/** The third copy: backup files in a folder that the learner chose once. */
export type FolderBackup = {
  readonly state: () => Promise<FolderState>;
  /** Lets the learner choose a folder; after a click only. */
  readonly choose: () => Promise<FolderState>;
  /** Asks for the folder that was chosen before; after a click only. */
  readonly allow: () => Promise<FolderState>;
  readonly forget: () => Promise<void>;
  /** Writes a backup of so many events as a new file, then thins the older ones. */
  readonly write: (text: string, events: number, moment: Moment) => Promise<FolderWriting>;
  readonly last: () => Promise<LastBackup | null>;
  /** The backups in the folder, newest first. */
  readonly list: () => Promise<BackupFile[]>;
  readonly read: (name: string) => Promise<string>;
};

type Access = { readonly mode: 'readwrite' };

/** What is needed of a folder; the permission calls are not in TypeScript's library. */
export type BackupFolder = Pick<FileSystemDirectoryHandle, 'name' | 'getFileHandle' | 'removeEntry'> & {
  readonly keys: () => AsyncIterable<string>;
  readonly queryPermission: (access: Access) => Promise<PermissionState>;
  readonly requestPermission: (access: Access) => Promise<PermissionState>;
};

export type FolderBackupOptions = {
  readonly values: Pick<Storage, 'readValue' | 'writeValue'>;
  /** The browser's own dialogue; `null` where there is none. */
  readonly pick: (() => Promise<BackupFolder>) | null;
};

const FOLDER_KEY = 'device:backup-folder';
const LAST_KEY = 'device:last-backup';
const ACCESS: Access = { mode: 'readwrite' };

export function openFolderBackup({ values, pick }: FolderBackupOptions): FolderBackup {
  const chosen = async (): Promise<BackupFolder | null> => {
    const folder = await values.readValue(FOLDER_KEY);
    return isFolder(folder) ? folder : null;
  };
  const needed = async (): Promise<BackupFolder> => {
    const folder = await chosen();
    if (!folder) throw new DOMException('No folder has been chosen.', 'NotFoundError');
    return folder;
  };
  const state = async (): Promise<FolderState> => {
    const folder = pick && (await chosen());
    return folder ? stateOf(folder) : { kind: pick ? 'none' : 'unsupported' };
  };
  return {
    state,
    async choose() {
      const folder = await pick?.().catch((error: unknown) => {
        if (nameOf(error) === 'AbortError') return null;
        throw error;
      });
      if (folder) await values.writeValue(FOLDER_KEY, folder);
      return state();
    },
    async allow() {
      await (await chosen())?.requestPermission(ACCESS);
      return state();
    },
    forget: () => values.writeValue(FOLDER_KEY, null),
    async write(text, events, moment) {
      const name = backupName(moment);
      try {
        const folder = await needed();
        await writeWhole(folder, name, text);
        await values.writeValue(LAST_KEY, { at: moment.at, events } satisfies LastBackup);
        return { kind: 'written', name, removed: await thin(folder, name) };
      } catch (error) {
        return { kind: 'failed', message: failureMessage(error) };
      }
    },
    async last() {
      const value = await values.readValue(LAST_KEY);
      return isLastBackup(value) ? value : null;
    },
    list: async () => newestFirst(await backupsIn(await needed())),
    async read(name) {
      const handle = await (await needed()).getFileHandle(name);
      return (await handle.getFile()).text();
    },
  };
}

/** The browser's dialogue for choosing a folder, where there is one (Chromium on a desktop). */
export function folderPicker(page: object): FolderBackupOptions['pick'] {
  const pick: unknown = Reflect.get(page, 'showDirectoryPicker');
  if (typeof pick !== 'function') return null;
  const options = { id: 'flipside-backups', mode: 'readwrite', startIn: 'documents' };
  return () => Reflect.apply(pick, page, [options]) as Promise<BackupFolder>;
}

async function stateOf(folder: BackupFolder): Promise<FolderState> {
  const { name } = folder;
  try {
    if ((await folder.queryPermission(ACCESS)) !== 'granted') return { kind: 'ask', name };
    await backupsIn(folder);
    return { kind: 'ready', name };
  } catch {
    return { kind: 'gone', name };
  }
}

/** Writes a file and reads it back; a file that is not whole is taken away again. */
async function writeWhole(folder: BackupFolder, name: string, text: string): Promise<void> {
  const file = await folder.getFileHandle(name, { create: true });
  try {
    const writable = await file.createWritable();
    await writable.write(text);
    await writable.close();
    if ((await (await file.getFile()).text()) !== text) throw new Error('the file is not what was written');
  } catch (error) {
    await folder.removeEntry(name).catch(() => {});
    throw error;
  }
}

/** Removes what thinning lets go; a file that cannot be removed stays and harms nobody. */
async function thin(folder: BackupFolder, newest: string): Promise<string[]> {
  const today = readBackupName(newest)?.day;
  if (today === undefined) return [];
  const removals = backupsToRemove(await backupsIn(folder), today).map(async ({ name }) => {
    try {
      await folder.removeEntry(name);
      return [name];
    } catch {
      return [];
    }
  });
  return (await Promise.all(removals)).flat();
}

async function backupsIn(folder: BackupFolder): Promise<BackupFile[]> {
  const found: BackupFile[] = [];
  for await (const name of folder.keys()) {
    const backup = readBackupName(name);
    if (backup) found.push(backup);
  }
  return found;
}

function newestFirst(backups: readonly BackupFile[]): BackupFile[] {
  return backups.toSorted((a, b) => (a.name < b.name ? 1 : -1));
}

function failureMessage(error: unknown): string {
  const reasons: Readonly<Record<string, string>> = {
    NotFoundError: 'the folder is not there any more. Choose it again',
    NotAllowedError: 'the browser wants your permission for the folder again',
    QuotaExceededError: 'the disk is full',
  };
  const reason = reasons[nameOf(error)] ?? (error instanceof Error ? error.message : 'it gave no reason');
  return `The backup was not written: ${reason}.`;
}

function isFolder(value: unknown): value is BackupFolder {
  return typeof value === 'object' && value !== null && 'queryPermission' in value && 'keys' in value;
}

function isLastBackup(value: unknown): value is LastBackup {
  if (typeof value !== 'object' || value === null) return false;
  return [Reflect.get(value, 'at'), Reflect.get(value, 'events')].every(Number.isFinite);
}
