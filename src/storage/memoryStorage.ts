import { eventFault, isReadableEvent } from '../core/eventFault.ts';
import { sameData } from '../core/sameData.ts';
import { cloned } from './cloneable.ts';
import { CLOSED } from './failures.ts';
import { keyOf, portable, sortRows, type QuarantineRow } from './rows.ts';
import { StorageFailure, type Added, type Contents, type Storage, type StorageNews } from './storage.ts';

/** What several memory storages ("tabs") share. */
export type MemoryHub = {
  readonly events: Map<string, unknown>;
  readonly decks: Map<string, unknown>;
  readonly values: Map<string, unknown>;
  readonly quarantine: QuarantineRow[];
  readonly tabs: Set<(news: StorageNews) => void>;
};

export function createMemoryHub(): MemoryHub {
  return { events: new Map(), decks: new Map(), values: new Map(), quarantine: [], tabs: new Set() };
}

/**
 * Keeps everything for as long as the page lives: for tests, and for browsers that refuse to store. Storages of one
 * hub see each other's data as tabs do.
 */
export function createMemoryStorage(hub: MemoryHub = createMemoryHub()): Storage {
  const listeners = new Set<(news: StorageNews) => void>();
  const hear = (news: StorageNews) => {
    for (const listener of listeners) listener(news);
  };
  hub.tabs.add(hear);
  const tell = (news: StorageNews) => {
    for (const tab of hub.tabs) if (tab !== hear) queueMicrotask(() => tab(news));
  };
  const whileOpen = async <T>(work: () => T): Promise<T> => {
    if (!hub.tabs.has(hear)) throw new StorageFailure('closed', CLOSED);
    return work();
  };
  const contents = () => contentsOf(hub);
  const put = (given: Partial<Contents>) =>
    whileOpen(() => {
      const { events = [], decks = [], values = {}, unreadable = [] } = cloned(given, 'what is to be saved');
      const added = addEvents(hub, events);
      for (const stored of decks) hub.decks.set(stored.deck.id, stored);
      for (const [key, value] of Object.entries(values)) hub.values.set(key, value);
      keepUnreadable(hub, unreadable);
      if (added.fresh + added.healed > 0) tell({ kind: 'events' });
      if (decks.length > 0) tell({ kind: 'decks' });
      for (const key of Object.keys(values)) tell({ kind: 'value', key });
      return added;
    });

  return {
    readEvents: () => whileOpen(() => [...contents().events]),
    readRecent: () => whileOpen(() => [...contents().events]),
    tidy: () => Promise.resolve(),
    readDiary: () => whileOpen(() => ({ events: [...contents().events], count: hub.events.size })),
    append: (events) => put({ events }),
    countEvents: () => whileOpen(() => hub.events.size),
    readDecks: () => whileOpen(() => [...contents().decks]),
    putDecks: (decks, events = []) => put({ decks, events }),
    removeDeck: (id) =>
      whileOpen(() => {
        hub.decks.delete(id);
        tell({ kind: 'decks' });
      }),
    readAll: () => whileOpen(contents),
    restore: (given) => put({ ...given, values: portable(Object.entries(given.values)) }),
    readValue: (key) => whileOpen(() => structuredClone(hub.values.get(key))),
    async writeValue(key, value) {
      await put({ values: { [key]: value } });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      listeners.clear();
      hub.tabs.delete(hear);
    },
  };
}

function contentsOf(hub: MemoryHub): Contents {
  const rows = {
    events: [...hub.events.values()],
    decks: [...hub.decks.values()],
    quarantine: hub.quarantine,
  };
  return structuredClone({ ...sortRows(rows), values: portable(hub.values) });
}

function addEvents(hub: MemoryHub, events: Contents['events']): Added {
  const [size, asideBefore] = [hub.events.size, hub.quarantine.length];
  for (const event of events) {
    const present = hub.events.get(event.id);
    const fault = eventFault(present);
    if (present !== undefined && (fault === null || !isReadableEvent(event))) continue;
    if (present !== undefined) hub.quarantine.push({ value: present, fault: String(fault) });
    hub.events.set(event.id, event);
  }
  return { fresh: hub.events.size - size, healed: hub.quarantine.length - asideBefore };
}

function keepUnreadable(hub: MemoryHub, records: Contents['unreadable']): void {
  for (const record of records) {
    const key = keyOf(record);
    const store = record.from === 'events' ? hub.events : record.from === 'decks' ? hub.decks : null;
    const present = key === null ? undefined : store?.get(key);
    const isKept = [present, ...hub.quarantine.map(({ value }) => value)].some((other) =>
      sameData(other, record.value),
    );
    if (store !== null && key !== null && present === undefined) store.set(key, record.value);
    else if (!isKept) hub.quarantine.push({ value: record.value, fault: record.fault });
  }
}
