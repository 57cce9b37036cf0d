import type { Archive } from './archive.ts';
import type { DayTally } from './dayCounts.ts';
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
  /** By the numbers of the archive's cards. */
  readonly memories: MemoryColumns;
  /** Of the cards that have any. */
  readonly marks: readonly (readonly [card: number, marks: Marks])[];
  readonly days: DayTally;
  readonly undos: UndoCounts;
};

/** The part of a diary that it begins with, and what that adds up to by the scheduler at hand. */
export type Past = { readonly archive: Archive; readonly snapshot: DiarySnapshot };

/** The archive with its snapshot, if what was read back is one, of this archive and by this configuration. */
export function pastOf(archive: Archive, of: string, config: SchedulerConfig, value: unknown): Past | null {
  if (typeof value !== 'object' || value === null) return null;
  const snapshot = value as DiarySnapshot;
  const isGood =
    snapshot.of === of &&
    sameData(snapshot.config, config) &&
    isMemoryColumns(snapshot.memories, archive.cards.length);
  return isGood ? { archive, snapshot } : null;
}
