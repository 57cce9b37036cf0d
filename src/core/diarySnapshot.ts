import type { Archive } from './archive.ts';
import { fromCardNames, isCardNames, type CardNames } from './cardNames.ts';
import type { DayTally } from './dayCounts.ts';
import type { CardId } from './deck.ts';
import { isMemoryColumns, type MemoryColumns } from './memoryColumns.ts';
import { sameData } from './sameData.ts';
import type { SchedulerConfig } from './scheduler.ts';
import type { Marks } from './story.ts';
import type { UndoCounts } from './undoIndex.ts';

/** What an archive adds up to: a cache, good for this archive and this configuration and for no other. */
export type DiarySnapshot = {
  /** Tells the archive from any other. */
  readonly of: string;
  readonly config: SchedulerConfig;
  /** Every card that the archive names, if only once. */
  readonly cards: CardNames;
  /** In the same order. */
  readonly memories: MemoryColumns;
  /** Of the cards that have any. */
  readonly marks: readonly (readonly [card: number, marks: Marks])[];
  readonly days: DayTally;
  readonly undos: UndoCounts;
};

/** The part of a diary that it begins with, and what that adds up to by the scheduler at hand. */
export type Past = {
  readonly archive: Archive;
  readonly snapshot: DiarySnapshot;
  /** For each card of the archive its number in the snapshot. */
  readonly numbers: ReadonlyMap<CardId, number>;
};

/** The archive with its snapshot, if what was read back is one, of this archive and by this configuration. */
export function pastOf(archive: Archive, of: string, config: SchedulerConfig, value: unknown): Past | null {
  if (typeof value !== 'object' || value === null) return null;
  const snapshot = value as DiarySnapshot;
  const isGood =
    snapshot.of === of &&
    sameData(snapshot.config, config) &&
    isMemoryColumns(snapshot.memories) &&
    isCardNames(snapshot.cards, snapshot.memories.kind.length);
  if (!isGood) return null;
  const numbers = new Map(fromCardNames(snapshot.cards).map((card, number) => [card, number]));
  // A name of two lines cannot be told from two names.
  return numbers.size === snapshot.memories.kind.length ? { archive, snapshot, numbers } : null;
}
