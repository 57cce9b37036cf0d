import { openDB, type DBSchema, type IDBPDatabase, type OpenDBCallbacks } from 'idb';
import { BLOCKED, isDeadConnection, nameOf, NEWER, openingFailure, SILENT_OPENING } from './failures.ts';
import { withPatience } from './patience.ts';
import type { ArchiveKey, QuarantineRow, StagingKey } from './rows.ts';
import { StorageFailure } from './storage.ts';

/** What is at rest, store by store. Values are `unknown`: what is read back is checked, whoever wrote it. */
export interface FlipsideSchema extends DBSchema {
  /** Diary events by their id, but for those in `archive`. */
  events: { key: string; value: unknown };
  /** The learner's decks by deck id. */
  decks: { key: string; value: unknown };
  /** Records that could not be read and made way for readable ones; never deleted. */
  quarantine: { key: number; value: QuarantineRow };
  /** Settings and other small values by name. */
  values: { key: string; value: unknown };
  /** What large imports lay aside until they are complete. */
  staging: { key: StagingKey; value: unknown };
  /** The part of the diary that has come to rest, in segments; an event is here or in `events`. */
  archive: { key: ArchiveKey; value: unknown };
  /** What was added of late, batch by batch; see `newsLog.ts`. */
  recent: { key: number; value: unknown };
  /** `diary`: what the archive adds up to; `shelf` and `outlines`: many decks
   * in outline; `deal`: what of both the coming days need. May be thrown away at any time. */
  snapshots: { key: string; value: unknown };
  /** `schema`: the number of the schema that wrote this database; `decks`: another name whenever a deck was written. */
  meta: { key: string; value: unknown };
}

/** The name of the database, and of the line between tabs. */
export const DATABASE_NAME = 'flipside';

export type Database = IDBPDatabase<FlipsideSchema>;

/**
 * The version of the schema. IndexedDB's own version only says when stores were last created and may run ahead of
 * this one after a repair, so a database is newer when its `meta` says so.
 */
const SCHEMA = 7;

const STORES = [
  ['events', { keyPath: 'id' }],
  ['decks', {}],
  ['quarantine', { autoIncrement: true }],
  ['values', {}],
  ['staging', {}],
  ['archive', {}],
  ['recent', { autoIncrement: true }],
  ['snapshots', {}],
  ['meta', {}],
] as const;

export type OpenOptions = {
  readonly name: string;
  readonly patienceMs: number;
  /** Another tab upgrades or deletes the database; this connection must be closed to make way. */
  readonly onOusted: () => void;
  /** The browser ended the connection. */
  readonly onTerminated: () => void;
};

/** A cache of the schema before; what it held is in `events`. */
const FORMER_CACHE = 'columns';

/** Opens the database, creating what is missing and deleting nothing but a cache; rejects with a `StorageFailure`. */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  try {
    const database = await openCurrent(options).catch((error: unknown) => {
      if (isDeadConnection(error)) return openCurrent(options);
      throw error;
    });
    if (STORES.every(([name]) => database.objectStoreNames.contains(name))) return database;
    database.close();
    return await attempt(options, database.version + 1);
  } catch (error) {
    throw openingFailure(error);
  }
}

/** The rows of a database of whatever version, which stays as it is; a store that it does not have gives none. */
export async function readWithoutUpgrade(name: string): Promise<{ events: unknown[]; decks: unknown[] }> {
  const database = await openDB<FlipsideSchema>(name);
  const rows = async (store: 'events' | 'decks') =>
    database.objectStoreNames.contains(store) ? database.getAll(store) : [];
  try {
    return { events: await rows('events'), decks: await rows('decks') };
  } finally {
    database.close();
  }
}

async function openCurrent(options: OpenOptions): Promise<Database> {
  try {
    return await attempt(options, SCHEMA);
  } catch (error) {
    if (nameOf(error) !== 'VersionError') throw error;
  }
  const database = await attempt(options, undefined);
  if (await isKnownSchema(database)) return database;
  database.close();
  throw new StorageFailure('newer', NEWER);
}

async function isKnownSchema(database: Database): Promise<boolean> {
  if (!database.objectStoreNames.contains('meta')) return false;
  const schema = await database.get('meta', 'schema');
  return typeof schema === 'number' && schema <= SCHEMA;
}

function attempt(
  { name, patienceMs, onOusted, onTerminated }: OpenOptions,
  version: number | undefined,
): Promise<Database> {
  let isBlocked = false;
  let isLate = false;
  const opening = (async () =>
    openDB<FlipsideSchema>(name, version, {
      upgrade: createMissingStores,
      blocked() {
        isBlocked = true;
      },
      blocking: onOusted,
      terminated: onTerminated,
    }))();
  const answered = opening.then((database) => {
    if (isLate) database.close();
    return database;
  });
  return withPatience(answered, patienceMs, () => {
    isLate = true;
    return isBlocked
      ? new StorageFailure('blocked', BLOCKED)
      : new StorageFailure('unavailable', SILENT_OPENING);
  });
}

const createMissingStores: NonNullable<OpenDBCallbacks<FlipsideSchema>['upgrade']> = (
  database,
  _from,
  _to,
  tx,
) => {
  for (const [name, shape] of STORES) {
    if (!database.objectStoreNames.contains(name)) database.createObjectStore(name, shape);
  }
  for (const name of database.objectStoreNames) {
    if ((name as string) === FORMER_CACHE) database.deleteObjectStore(name);
  }
  tx.objectStore('meta')
    .put(SCHEMA, 'schema')
    .catch(() => {});
};
