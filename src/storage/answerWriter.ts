import { unwrap } from 'idb';
import type { DiaryEvent } from '../core/event.ts';
import type { ArchiveReader } from './archiveStore.ts';
import { cloned } from './cloneable.ts';
import type { Connection, WriteTransaction } from './connection.ts';
import { addEvents } from './eventRows.ts';
import { nameOf } from './failures.ts';
import { addedBy, type Added } from './storage.ts';

/**
 * When the log of news ended with this entry, the archive held nothing as new as `hlc`. Whoever makes the next entry
 * on the same connection knows that this still holds, as every move to the archive makes one too.
 */
type Sighting = { readonly database: IDBDatabase; readonly entry: number; readonly hlc: number };

/**
 * Writes one event as `Storage.append` promises. The short way is one put, one entry in the log of news, and no
 * waiting in between; it is gone where the archive certainly does not hold the event, and given up where that turns
 * out to be uncertain after all, or the event to be there. The long way looks everywhere.
 */
export function answerWriter(
  { write, tryWrite }: Connection,
  readArchive: ArchiveReader,
  tell: () => void,
): (event: DiaryEvent) => Promise<Added> {
  let seen: Sighting | null = null;

  const goShort = async (event: DiaryEvent): Promise<boolean> => {
    let next: Sighting | null = null;
    const isWritten = await tryWrite(['events', 'recent'], (tx, giveUp) => {
      giveUpOnTwin(tx.objectStore('events').add(event), giveUp);
      const noted = tx.objectStore('recent').add([event]) as IDBRequest<number>;
      noted.addEventListener('success', () => {
        next = follow(seen, tx.db, noted.result, event);
        if (next === null) giveUp();
      });
      // After whoever waits for the answer: telling takes a good part of the time that writing does.
      tx.addEventListener('complete', tell);
    });
    if (isWritten) seen = next;
    return isWritten;
  };

  const goLong = async (event: DiaryEvent): Promise<Added> => {
    const one = cloned(event, 'what is to be saved');
    const work = async (tx: WriteTransaction) => ({
      added: addedBy(await addEvents(tx, [one], readArchive)),
      sighting: await look(tx, one.hlc),
    });
    const { added, sighting } = await write(['events', 'archive', 'recent', 'quarantine'], work, 1);
    seen = sighting;
    if (added.fresh + added.healed > 0) tell();
    return added;
  };

  return async (event) =>
    seen && seen.hlc <= event.hlc && (await goShort(event)) ? { fresh: 1, healed: 0 } : goLong(event);
}

function giveUpOnTwin(added: IDBRequest, giveUp: () => void): void {
  added.addEventListener('error', (failure) => {
    if (nameOf(added.error) !== 'ConstraintError') return;
    failure.preventDefault();
    giveUp();
  });
}

/** What is known when this entry was made for the event; `null` unless the archive does not hold it. */
function follow(
  seen: Sighting | null,
  database: IDBDatabase,
  entry: number,
  event: DiaryEvent,
): Sighting | null {
  const isNext = seen?.database === database && seen.entry + 1 === entry && seen.hlc <= event.hlc;
  return isNext ? { ...seen, entry } : null;
}

async function look(tx: WriteTransaction, hlc: number): Promise<Sighting | null> {
  const [reaching, last] = await Promise.all([
    tx.objectStore('archive').count(IDBKeyRange.lowerBound([hlc])),
    tx.objectStore('recent').openKeyCursor(null, 'prev'),
  ]);
  return reaching === 0 && last ? { database: unwrap(tx.db), entry: last.key, hlc } : null;
}
