import { pastOf, type Past } from '../core/diarySnapshot.ts';
import { inDiaryOrder, type DiaryEvent } from '../core/event.ts';
import type { DiaryOutline, DiaryReading } from '../storage/storage.ts';
import type { Context } from './context.ts';
import type { HeldArchive } from './upkeep.ts';

/** Brings what is on disk into the diary in memory. */
export type DiaryReader = {
  /**
   * Takes in what a start reads; the archive itself only if the diary cannot do without. It may begin with what is
   * `dealt`: then it knows only the cards that come up, until it is completed.
   */
  readonly begin: (
    reading: DiaryOutline,
    needsHistory: (past: Past) => boolean,
    dealt: Past | null,
  ) => Promise<void>;
  /** Reads the archive that the diary began without. */
  readonly complete: () => Promise<void>;
  readonly read: () => Promise<void>;
  /** What another tab wrote; a long diary is not read anew for each of its answers. May end before it is all there. */
  readonly readNews: () => Promise<void>;
  /** The archive that is in the diary. */
  readonly held: () => HeldArchive;
};

/** So many events are taken in without anybody noticing. */
const SLICE = 1000;

export function diaryReader({
  store,
  deps,
  diary,
  scheduler,
}: Pick<Context, 'store' | 'deps' | 'diary' | 'scheduler'>): DiaryReader {
  let held: HeldArchive = { of: '', config: null };
  let isDealt = false;
  const revise = () => store.setState((state) => ({ revision: state.revision + 1 }));

  /** A restore was taken back, here or in another tab. */
  const forgetWithdrawn = async ({ archive, recent }: DiaryReading) => {
    const gone = new Set(await deps.storage.readWithdrawn());
    if (gone.size === 0) return;
    for (const { id } of [...archive.events(), ...recent]) gone.delete(id);
    diary.forget(gone);
  };

  const beginFrom = (past: Past | null) => {
    if (past === null || !diary.begin(past)) return false;
    held = { of: past.outline.of, config: scheduler().config };
    return true;
  };

  const takeInArchive = (reading: DiaryReading) => {
    const { archive, outline, recent, snapshot } = reading;
    if (isDealt) {
      diary.restart([]);
      held = { of: '', config: null };
      isDealt = false;
    }
    if (outline.of === held.of && !diary.isWhole) return diary.attach(archive);
    if (outline.of === held.of) return;
    if (beginFrom(pastOf(outline, scheduler().config, snapshot))) return diary.attach(archive);
    // Another tab has tidied the archive since the diary began with it.
    if (!diary.isWhole) diary.restart([...archive.events(), ...recent]);
    else for (const event of archive.events()) diary.record(event);
    held = { of: outline.of, config: null };
  };

  const takeIn = async (reading: DiaryReading) => {
    const { archive, recent } = reading;
    takeInArchive(reading);
    for (const event of recent) diary.record(event);
    if (diary.size > archive.size + recent.length) await forgetWithdrawn(reading);
    revise();
  };

  const read = async () => takeIn(await deps.storage.readDiary());

  const begin: DiaryReader['begin'] = async (reading, needsHistory, dealt) => {
    const { archive, outline, recent } = reading;
    if (archive) return takeIn({ ...reading, archive, snapshot: undefined });
    const past = dealt ?? pastOf(outline, scheduler().config, await deps.storage.readSnapshot());
    if (past === null || needsHistory(past) || !beginFrom(past)) return read();
    isDealt = past === dealt;
    for (const event of recent.toSorted(inDiaryOrder)) diary.record(event);
    // An answer older than the archive's end, or an undo of one in the archive.
    if (diary.size < outline.size + recent.length) return read();
    revise();
  };

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

  let completing: Promise<void> | null = null;
  const complete = () =>
    diary.isWhole ? Promise.resolve() : (completing ??= read().finally(() => (completing = null)));

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
        await complete();
        // oxlint-disable-next-line no-await-in-loop -- as above
        await readOnce();
      }
    } finally {
      isReading = false;
    }
  };

  return { begin, complete, read, readNews, held: () => held };
}
