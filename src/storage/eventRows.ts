import { unwrap } from 'idb';
import { eventFault, isReadableEvent } from '../core/eventFault.ts';
import type { DiaryEvent } from '../core/event.ts';
import { notArchived, type ArchiveReader } from './archiveStore.ts';
import type { WriteTransaction } from './connection.ts';
import { nameOf } from './failures.ts';
import { noteNews } from './newsLog.ts';
import type { Change, Receipt } from './storage.ts';

/** Adds events to the diary as `Storage.append` promises; tells what that changed. */
export async function addEvents(
  tx: WriteTransaction,
  events: readonly DiaryEvent[],
  readArchive: ArchiveReader,
): Promise<Receipt> {
  if (events.length === 0) return { added: [], changes: [] };
  const missing = await notArchived(tx, events, readArchive);
  const { fresh, twins } = await addNew(unwrap(tx.objectStore('events')), missing);
  await noteNews(tx, fresh);
  const replaced = await Promise.all(twins.map((event) => replaceUnreadable(tx, event)));
  return { added: fresh.map(({ id }) => id), changes: replaced.flat() };
}

type Sorted = { readonly fresh: DiaryEvent[]; readonly twins: DiaryEvent[] };

/** One request an event and no reading before it; tells the events whose id was there already from the others. */
function addNew(store: IDBObjectStore, events: readonly DiaryEvent[]): Promise<Sorted> {
  return new Promise((resolve, reject) => {
    const fresh: DiaryEvent[] = [];
    const twins: DiaryEvent[] = [];
    let open = events.length;
    if (open === 0) resolve({ fresh, twins });
    const settle = () => {
      open -= 1;
      if (open === 0) resolve({ fresh, twins });
    };
    for (const event of events) {
      const request = store.add(event);
      request.addEventListener('success', () => {
        fresh.push(event);
        settle();
      });
      request.addEventListener('error', (failure) => {
        if (nameOf(request.error) !== 'ConstraintError') {
          reject(request.error ?? new DOMException('A write failed without a reason.', 'UnknownError'));
          return;
        }
        failure.preventDefault();
        failure.stopPropagation();
        twins.push(event);
        settle();
      });
    }
  });
}

async function replaceUnreadable(tx: WriteTransaction, event: DiaryEvent): Promise<Change[]> {
  const store = tx.objectStore('events');
  const present: unknown = await store.get(event.id);
  const fault = eventFault(present);
  if (fault === null || !isReadableEvent(event)) return [];
  const aside = { value: present, fault };
  await tx.objectStore('quarantine').add(aside);
  await store.put(event);
  return [
    { store: 'quarantine', key: null, put: aside, before: undefined },
    { store: 'events', key: event.id, put: event, before: present },
  ];
}
