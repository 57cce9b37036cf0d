import { eventFault, isReadableEvent } from '../core/eventFault.ts';
import { isStoredDeck, storedDeckFault } from '../core/storedDeck.ts';
import type { UnreadableRecord } from '../core/unreadable.ts';
import { DEVICE_PREFIX, type Contents } from './storage.ts';

/** What was set aside, and what was wrong with it. */
export type QuarantineRow = { readonly value: unknown; readonly fault: string };

/**
 * What lies in the staging store under this key: an entry that publishes a stage, or a slice of the events that its
 * import brings. Nobody reads the slices of a stage that is not published.
 */
export type StagingKey = [kind: 'published', stage: string] | [kind: 'slice', stage: string, index: number];

/** A segment of the archive: its newest logical clock, how many events it holds, and a name of its own. */
export type ArchiveKey = [upTo: number, count: number, name: string];

/** Rows as they lie in the stores, unchecked. */
export type Rows = {
  readonly events: readonly unknown[];
  readonly decks: readonly unknown[];
  readonly quarantine: readonly QuarantineRow[];
};

/** The small values that belong to the learner and not to this device. */
export function portable(values: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  return Object.fromEntries([...values].filter(([key]) => !key.startsWith(DEVICE_PREFIX)));
}

/** Tells the rows that can be read from those that cannot. */
export function sortRows({ events, decks, quarantine }: Rows): Omit<Contents, 'values'> {
  return {
    events: events.filter(isReadableEvent),
    decks: decks.filter(isStoredDeck),
    unreadable: [
      ...events.flatMap((value) => unreadable('events', value, eventFault(value))),
      ...decks.flatMap((value) => unreadable('decks', value, storedDeckFault(value))),
      ...quarantine.map(({ value, fault }): UnreadableRecord => ({ from: 'quarantine', value, fault })),
    ],
  };
}

/** Under which name an unreadable record would stand in its store; `null` when that cannot be made out. */
export function keyOf({ from, value }: UnreadableRecord): string | null {
  const holder = from === 'decks' ? field(value, 'deck') : value;
  const id = from === 'quarantine' ? null : field(holder, 'id');
  return typeof id === 'string' ? id : null;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : null;
}

function unreadable(from: 'events' | 'decks', value: unknown, fault: string | null): UnreadableRecord[] {
  return fault === null ? [] : [{ from, value, fault }];
}
