import type { Archive } from './archive.ts';
import { inIndexOrder, toCardIndex } from './cardIndex.ts';
import { createDiary } from './diary.ts';
import type { DiarySnapshot } from './diarySnapshot.ts';
import { toMemoryColumns } from './memoryColumns.ts';
import { sameData } from './sameData.ts';
import type { Scheduler } from './scheduler.ts';
import { NO_MARKS } from './story.ts';

/**
 * Replays the whole archive; a matter of seconds for a million answers. `null` for an archive that can have no
 * snapshot, as some card's name has several lines.
 */
export function takeSnapshot(archive: Archive, of: string, scheduler: Scheduler): DiarySnapshot | null {
  const diary = createDiary(scheduler, archive.events());
  const cards = inIndexOrder(archive.cards());
  const index = toCardIndex(cards);
  if (index === null) return null;
  const standings = cards.map((card) => diary.standing(card));
  return {
    of,
    config: scheduler.config,
    cards: index,
    memories: toMemoryColumns(standings.map(({ memory }) => memory)),
    marks: standings.flatMap(({ marks }, card) =>
      sameData(marks, NO_MARKS) ? [] : [[card, marks] as const],
    ),
    ...diary.tallies(),
  };
}
