import type { DiaryEvent } from '../core/event.ts';
import { createCopies, type Copies } from './copies.ts';
import { failureOf } from './failures.ts';
import type { Journal } from './journal.ts';
import type { Added, Contents, Restored, Storage, StorageNews } from './storage.ts';
import type { Tripwire } from './tripwire.ts';

/** A storage with a second copy of its diary, and a watch over both; a new finding is told as news of kind `alarm`. */
export type GuardedStorage = Storage & {
  readonly alarm: Copies['alarm'];
  readonly secondCopy: Copies['secondCopy'];
  readonly checkCopies: Copies['check'];
  /** The learner gives up what is missing: it is expected no longer. */
  readonly acceptLoss: () => Promise<void>;
};

export type GuardOptions = {
  readonly inner: Storage;
  readonly journal: Journal;
  readonly tripwire: Tripwire;
  /** Puts work off until the page has started. */
  readonly later: (work: () => void) => void;
  /** `inner` does not last, so an answer counts as stored only when the journal has it. */
  readonly isJournalFirst?: boolean;
};

/**
 * Keeps a journal beside the storage. An answer is acknowledged when the database has it and goes to the journal
 * right after, so that what was refused is in neither. Reading the diary notices when events are missing and brings
 * them back from the journal before anybody sees the gap.
 */
export function guardStorage({
  inner,
  journal,
  tripwire,
  later,
  isJournalFirst = false,
}: GuardOptions): GuardedStorage {
  const listeners = new Set<(news: StorageNews) => void>();
  const announce = (news: StorageNews) => {
    for (const listener of listeners) listener(news);
  };
  const copies = createCopies({
    inner,
    journal,
    tripwire,
    onAlarm: (alarm) => announce({ kind: 'alarm', alarm }),
    onReturned: () => announce({ kind: 'events' }),
  });
  let isSurveyed = false;

  const through = async <T extends Added>(
    events: readonly DiaryEvent[],
    write: () => Promise<T>,
    gap = 0,
  ): Promise<T> => {
    if (isJournalFirst) {
      const diarySize = tripwire.ever() + events.length;
      await copies.add(events, diarySize).catch((error: unknown) => Promise.reject(failureOf(error)));
    }
    const added = await write();
    tripwire.add(Math.max(0, added.fresh - gap));
    if (!isJournalFirst && added.fresh > 0) copies.add(events, tripwire.ever()).catch(() => {});
    return added;
  };

  /** What comes back from a backup or from memory fills a gap first and counts as new only beyond it. */
  const bringBack = async (contents: Contents): Promise<Restored> => {
    const gap = Math.max(0, tripwire.expected() - (await copies.count()));
    const restored = await through(contents.events, () => inner.restore(contents), gap);
    if (copies.alarm().kind === 'missing') await copies.check();
    // The journal would bring it all to the database that opens next.
    return isJournalFirst ? { ...restored, receipt: null } : restored;
  };

  inner.subscribe((news) => {
    if (news.kind !== 'shrunk') return announce(news);
    void copies
      .check()
      .catch(() => {})
      .then(() => announce(news));
  });

  const surveyed = <Reading>(read: () => Promise<Reading>) => {
    if (!isSurveyed) later(() => void copies.survey());
    isSurveyed = true;
    return read();
  };
  const readDiary = () => surveyed(copies.read);

  return {
    ...inner,
    alarm: copies.alarm,
    secondCopy: copies.secondCopy,
    checkCopies: copies.check,
    acceptLoss: copies.acceptLoss,
    async readEvents() {
      const { archive, recent } = await readDiary();
      return [...archive.events(), ...recent];
    },
    readDiary,
    readOutline: () => surveyed(copies.readOutline),
    append: (events) => through(events, () => inner.append(events)),
    putDecks: (decks, events = []) => through(events, () => inner.putDecks(decks, events)),
    restore: bringBack,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      listeners.clear();
      journal.close();
      inner.close();
    },
  };
}
