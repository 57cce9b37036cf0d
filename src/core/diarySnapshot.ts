import type { ArchiveOutline } from './archive.ts';
import { isCardNames, type CardNames } from './cardNames.ts';
import { cardNumbers, type CardNumbers } from './cardNumbers.ts';
import type { DayTally } from './dayCounts.ts';
import { isRestingMemories, type RestingMemories } from './memoryColumns.ts';
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
  readonly cards: Required<CardNames>;
  /** In the same order. */
  readonly memories: RestingMemories;
  /** Of the cards that have any. */
  readonly marks: readonly (readonly [card: number, marks: Marks])[];
  readonly days: DayTally;
  readonly undos: UndoCounts;
};

/** What a diary can begin with before its older part has been read: what that adds up to by the scheduler at hand. */
export type Past = {
  readonly outline: ArchiveOutline;
  readonly snapshot: DiarySnapshot;
  readonly numbers: CardNumbers;
};

/** What is known of an archive from what was read back, if that is a snapshot of it and by this configuration. */
export function pastOf(outline: ArchiveOutline, config: SchedulerConfig, value: unknown): Past | null {
  if (typeof value !== 'object' || value === null) return null;
  const snapshot = value as DiarySnapshot;
  const isGood =
    snapshot.of === outline.of &&
    sameData(snapshot.config, config) &&
    isRestingMemories(snapshot.memories) &&
    isCardNames(snapshot.cards, snapshot.memories.kind.length);
  return isGood ? { outline, snapshot, numbers: cardNumbers(snapshot.cards) } : null;
}
