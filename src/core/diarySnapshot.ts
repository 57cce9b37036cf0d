import type { Archive } from './archive.ts';
import type { DayTally } from './dayCounts.ts';
import { createDiary, type Past } from './diary.ts';
import { isMemoryColumns, toMemoryColumns, type MemoryColumns } from './memoryColumns.ts';
import { sameData } from './sameData.ts';
import type { Scheduler, SchedulerConfig } from './scheduler.ts';
import type { Marks } from './story.ts';
import { NO_MARKS } from './story.ts';
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

/** Replays the whole archive; a matter of seconds for a million answers. */
export function takeSnapshot(archive: Archive, of: string, scheduler: Scheduler): DiarySnapshot {
  const diary = createDiary(scheduler, archive.events());
  const standings = archive.cards.map((card) => diary.standing(card));
  return {
    of,
    config: scheduler.config,
    memories: toMemoryColumns(standings.map(({ memory }) => memory)),
    marks: standings.flatMap(({ marks }, card) =>
      sameData(marks, NO_MARKS) ? [] : [[card, marks] as const],
    ),
    ...diary.tallies(),
  };
}

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
