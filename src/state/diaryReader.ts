import { pastOf } from '../core/diarySnapshot.ts';
import type { DiaryEvent } from '../core/event.ts';
import type { DiaryReading } from '../storage/storage.ts';
import type { Context } from './context.ts';
import type { HeldArchive } from './upkeep.ts';

/** Brings what is on disk into the diary in memory. */
export type DiaryReader = {
  readonly read: () => Promise<void>;
  readonly takeIn: (reading: DiaryReading) => Promise<void>;
  /** What another tab wrote; a long diary is not read anew for each of its answers. May end before it is all there. */
  readonly readNews: () => Promise<void>;
  /** The archive that is in the diary. */
  readonly held: () => HeldArchive;
};

/** So many events are taken in without anybody noticing. */
const SLICE = 1000;

export function diaryReader({ store, deps, diary, scheduler }: Context): DiaryReader {
  let held: HeldArchive = { of: '', config: null };
  const revise = () => store.setState((state) => ({ revision: state.revision + 1 }));

  /** A restore was taken back, here or in another tab. */
  const forgetWithdrawn = async ({ archive, recent }: DiaryReading) => {
    const gone = new Set(await deps.storage.readWithdrawn());
    if (gone.size === 0) return;
    for (const { id } of [...archive.events(), ...recent]) gone.delete(id);
    diary.forget(gone);
  };

  const takeIn = async (reading: DiaryReading) => {
    const { archive, of, snapshot, recent } = reading;
    if (of !== held.of) {
      const { config } = scheduler();
      const past = pastOf(archive, of, config, snapshot);
      const isBegun = past !== null && diary.begin(past);
      if (!isBegun) for (const event of archive.events()) diary.record(event);
      held = { of, config: past && config };
    }
    for (const event of recent) diary.record(event);
    if (diary.size > archive.size + recent.length) await forgetWithdrawn(reading);
    revise();
  };

  const read = async () => takeIn(await deps.storage.readDiary());

  /** Another tab's restore may bring thousands, which is no reason to keep a key waiting. */
  const recordInSlices = async (events: readonly DiaryEvent[]) => {
    for (const [index, event] of events.entries()) {
      diary.record(event);
      // oxlint-disable-next-line no-await-in-loop -- the pause is the point
      if (index % SLICE === SLICE - 1) await new Promise((resolve) => setTimeout(resolve));
    }
  };

  const readOnce = async () => {
    // Twice, for an answer that is given meanwhile: this tab's own, too.
    for (let look = 0; look < 2; look += 1) {
      // oxlint-disable-next-line no-await-in-loop -- the second look is for what came during the first
      const { events, count } = await deps.storage.readRecent();
      // oxlint-disable-next-line no-await-in-loop -- as above
      await recordInSlices(events);
      if (count === null || diary.size === count) return revise();
    }
    return read();
  };

  let isReading = false;
  let isAsked = false;
  const readNews = async () => {
    isAsked = true;
    // One at a time: each keeps answers waiting, and what one has read and not yet taken in the other would miss.
    if (isReading) return;
    isReading = true;
    try {
      while (isAsked) {
        isAsked = false;
        // oxlint-disable-next-line no-await-in-loop -- as often as there is news
        await readOnce();
      }
    } finally {
      isReading = false;
    }
  };

  return { read, takeIn, readNews, held: () => held };
}
