import type { EventId } from '../core/event.ts';
import { createArchive } from '../core/archive.ts';
import { outlineDeck, searchableDeck } from '../core/deckOutline.ts';
import { eventFault, isReadableEvent } from '../core/eventFault.ts';
import { sameData } from '../core/sameData.ts';
import { cloned } from './cloneable.ts';
import { CLOSED } from './failures.ts';
import { keyOf, portable, sortRows, type QuarantineRow } from './rows.ts';
import {
  addedBy,
  StorageFailure,
  type Change,
  type Contents,
  type Receipt,
  type Restored,
  type Storage,
  type StorageNews,
} from './storage.ts';
import { newsOf } from './tabs.ts';
import { eventsOf } from './withdrawal.ts';

/** What several memory storages ("tabs") share. */
export type MemoryHub = {
  readonly events: Map<string, unknown>;
  readonly decks: Map<string, unknown>;
  readonly values: Map<string, unknown>;
  readonly quarantine: QuarantineRow[];
  /** Counts the writes of decks, and what was made of them. */
  readonly shelf: { of: number; index: unknown; outlines: unknown; deal: unknown };
  /** Events that were taken back, and how many ever. */
  readonly withdrawn: { readonly ids: Set<EventId>; count: number };
  readonly tabs: Set<(news: StorageNews) => void>;
};

export function createMemoryHub(): MemoryHub {
  return {
    events: new Map(),
    decks: new Map(),
    values: new Map(),
    quarantine: [],
    shelf: { of: 0, index: undefined, outlines: undefined, deal: undefined },
    withdrawn: { ids: new Set(), count: 0 },
    tabs: new Set(),
  };
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
  const put = (given: Partial<Contents>): Promise<Restored> =>
    whileOpen(() => {
      const { events = [], decks = [], values = {}, unreadable = [] } = cloned(given, 'what is to be saved');
      const receipt = putContents(hub, { events, decks, values, unreadable });
      if (decks.length + unreadable.length > 0) hub.shelf.of += 1;
      const added = addedBy(receipt);
      if (added.fresh + added.healed > 0) tell({ kind: 'events' });
      if (decks.length > 0) tell({ kind: 'decks' });
      for (const key of Object.keys(values)) tell({ kind: 'value', key });
      return { ...added, receipt };
    });
  const add = async (given: Partial<Contents>) => {
    const { fresh, healed } = await put(given);
    return { fresh, healed };
  };

  const readDiary = () =>
    whileOpen(() => ({
      archive: createArchive([]),
      outline: { of: '', size: 0, newestHlc: 0 },
      snapshot: undefined,
      recent: contents().events,
      count: hub.events.size,
    }));

  return {
    readEvents: () => whileOpen(() => [...contents().events]),
    readRecent: () => whileOpen(() => ({ events: [...contents().events], count: hub.events.size })),
    tidy: () => Promise.resolve(),
    readDiary,
    readOutline: readDiary,
    readArchive: () => whileOpen(() => ({ segments: [], of: '' })),
    keepSnapshot: () => Promise.resolve(),
    append: (events) => add({ events }),
    countEvents: () => whileOpen(() => hub.events.size),
    readDecks: () => whileOpen(() => [...contents().decks]),
    readSomeDecks: (ids) => whileOpen(() => contents().decks.filter(({ deck }) => ids.includes(deck.id))),
    outlineDecks: () =>
      whileOpen(() => ({
        decks: contents().decks.map(({ deck }) => outlineDeck(deck)),
        of: String(hub.shelf.of),
      })),
    searchableDecks: () => whileOpen(() => contents().decks.map(({ deck }) => searchableDeck(deck))),
    readShelfIndex: () => whileOpen(() => ({ index: hub.shelf.index, of: String(hub.shelf.of) })),
    readDeal: () => whileOpen(() => ({ deal: hub.shelf.deal, of: String(hub.shelf.of) })),
    keepDeal: (deal) => whileOpen(() => void Object.assign(hub.shelf, structuredClone({ deal }))),
    readSnapshot: () => whileOpen(() => undefined),
    readShelfOutlines: () => whileOpen(() => hub.shelf.outlines),
    keepShelfIndex: ({ index, outlines }) =>
      whileOpen(() => {
        if (index.of === String(hub.shelf.of)) Object.assign(hub.shelf, structuredClone({ index, outlines }));
      }),
    putDecks: (decks, events = []) => add({ decks, events }),
    removeDeck: (id) =>
      whileOpen(() => {
        hub.decks.delete(id);
        hub.shelf.of += 1;
        tell({ kind: 'decks' });
      }),
    readAll: () => whileOpen(contents),
    readUnreadable: () => whileOpen(() => contents().unreadable),
    restore: (given) => put({ ...given, values: portable(Object.entries(given.values)) }),
    withdraw: (receipt) =>
      whileOpen(() => {
        takeBack(hub, receipt);
        hub.shelf.of += 1;
        for (const news of newsOf(receipt)) tell(news);
      }),
    readWithdrawn: () => whileOpen(() => [...hub.withdrawn.ids]),
    countWithdrawn: () => whileOpen(() => hub.withdrawn.count),
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

function putContents(hub: MemoryHub, { events, decks, values, unreadable }: Contents): Receipt {
  const { added, changes } = addEvents(hub, events);
  for (const { id } of events) hub.withdrawn.ids.delete(id);
  const replace = (store: 'decks' | 'values', key: string, put: unknown): Change => {
    const before = hub[store].get(key);
    hub[store].set(key, put);
    return { store, key, put, before };
  };
  return {
    added,
    changes: [
      ...changes,
      ...decks.map((stored) => replace('decks', stored.deck.id, stored)),
      ...Object.entries(values).map(([key, value]) => replace('values', key, value)),
      ...keepUnreadable(hub, unreadable),
    ],
  };
}

function addEvents(hub: MemoryHub, events: Contents['events']): Receipt {
  const added: EventId[] = [];
  const changes: Change[] = [];
  for (const event of events) {
    const before = hub.events.get(event.id);
    const fault = eventFault(before);
    if (before === undefined) added.push(event.id);
    else if (fault === null || !isReadableEvent(event)) continue;
    else {
      const aside = { value: before, fault };
      hub.quarantine.push(aside);
      changes.push({ store: 'quarantine', key: null, put: aside, before: undefined });
      changes.push({ store: 'events', key: event.id, put: event, before });
    }
    hub.events.set(event.id, event);
  }
  return { added, changes };
}

function keepUnreadable(hub: MemoryHub, records: Contents['unreadable']): Change[] {
  const changes: Change[] = [];
  for (const { from, value, fault } of records) {
    const key = from === 'quarantine' ? null : keyOf({ from, value, fault });
    const present = key === null || from === 'quarantine' ? undefined : hub[from].get(key);
    const isKept = [present, ...hub.quarantine.map((row) => row.value)].some((other) =>
      sameData(other, value),
    );
    if (from !== 'quarantine' && key !== null && present === undefined) {
      hub[from].set(key, value);
      changes.push({ store: from, key, put: value, before: undefined });
    } else if (!isKept) {
      hub.quarantine.push({ value, fault });
      changes.push({ store: 'quarantine', key: null, put: { value, fault }, before: undefined });
    }
  }
  return changes;
}

function takeBack(hub: MemoryHub, receipt: Receipt): void {
  const size = hub.events.size;
  for (const id of receipt.added) hub.events.delete(id);
  for (const { store, key, put, before } of receipt.changes.toReversed()) {
    if (store === 'quarantine' || key === null) {
      const index = hub.quarantine.findIndex((row) => sameData(row, put));
      if (index !== -1) hub.quarantine.splice(index, 1);
    } else if (sameData(hub[store].get(key), put)) {
      if (before === undefined) hub[store].delete(key);
      else hub[store].set(key, before);
    }
  }
  hub.withdrawn.count += size - hub.events.size;
  for (const id of eventsOf(receipt)) hub.withdrawn.ids.add(id);
}
