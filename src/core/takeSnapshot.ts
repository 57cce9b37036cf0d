import type { Archive } from './archive.ts';
import { toCardNames } from './cardNames.ts';
import { createDiary } from './diary.ts';
import type { DiarySnapshot } from './diarySnapshot.ts';
import { toMemoryColumns } from './memoryColumns.ts';
import { sameData } from './sameData.ts';
import type { Scheduler } from './scheduler.ts';
import { NO_MARKS } from './story.ts';

/** Replays the whole archive; a matter of seconds for a million answers. */
export function takeSnapshot(archive: Archive, of: string, scheduler: Scheduler): DiarySnapshot {
  const diary = createDiary(scheduler, archive.events());
  const cards = archive.cards();
  const standings = cards.map((card) => diary.standing(card));
  return {
    of,
    config: scheduler.config,
    cards: toCardNames(cards),
    memories: toMemoryColumns(standings.map(({ memory }) => memory)),
    marks: standings.flatMap(({ marks }, card) =>
      sameData(marks, NO_MARKS) ? [] : [[card, marks] as const],
    ),
    ...diary.tallies(),
  };
}
