import type { DiaryEvent } from '../core/event.ts';
import { reconcile, type DiaryAlarm } from '../core/reconcile.ts';
import type { Journal } from './journal.ts';
import type { Storage, StorageNews } from './storage.ts';
import type { Tripwire } from './tripwire.ts';

/** How the second copy fares. `behind`: the last answers are not in it, with what went wrong. */
export type SecondCopy =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'current' }
  | { readonly kind: 'behind'; readonly reason: string };

/** A storage with a second copy of its diary, and a watch over both. */
export type GuardedStorage = Storage & {
  /** What the last comparison of the copies found; a new finding is told as news of kind `alarm`. */
  readonly alarm: () => DiaryAlarm;
  readonly secondCopy: () => SecondCopy;
  /** Compares both copies event by event and completes each from the other. */
  readonly checkCopies: () => Promise<DiaryAlarm>;
  /** The learner gives up what is missing: it is expected no longer. */
  readonly acceptLoss: () => Promise<void>;
};

export type GuardOptions = {
  readonly inner: Storage;
  readonly journal: Journal;
  readonly tripwire: Tripwire;
  /** Puts work off until the page has started. */
  readonly later: (work: () => void) => void;
};

/**
 * Keeps a journal beside the storage. An answer is acknowledged when the database has it and goes to the journal
 * right after, so that what was refused is in neither. Reading the diary notices when events are missing and brings
 * them back from the journal before anybody sees the gap.
 */
export function guardStorage({ inner, journal, tripwire, later }: GuardOptions): GuardedStorage {
  const listeners = new Set<(news: StorageNews) => void>();
  let alarm: DiaryAlarm = { kind: 'ok' };
  let secondCopy: SecondCopy = { kind: 'unknown' };
  let isSurveyed = false;
  /** The most events that this diary is known to have held, over all tabs and starts. */
  let ever = 0;
  let unreadable = 0;
  /** The gap that was met last, so that one that cannot be closed is not worked on at each reading. */
  let lastGap = '';

  const announce = (news: StorageNews) => {
    for (const listener of listeners) listener(news);
  };
  const setAlarm = (found: DiaryAlarm) => {
    const isNews = JSON.stringify(found) !== JSON.stringify(alarm);
    alarm = found;
    if (isNews) announce({ kind: 'alarm', alarm });
  };
  const raise = (count: number) => {
    ever = Math.max(ever, count, tripwire.read().ever);
    tripwire.raise(ever);
  };
  const expected = () => ever - tripwire.read().lost;
  const behind = (error: unknown) => {
    secondCopy = { kind: 'behind', reason: error instanceof Error ? error.message : 'it gave no reason' };
  };

  const stored = (events: readonly DiaryEvent[], fresh: number): number => {
    if (fresh > 0) {
      raise(0);
      raise(ever + fresh);
      journal.append(events, ever).catch(behind);
    }
    return fresh;
  };

  /** Makes both copies whole; gives back the diary as it then is, even if the disk takes nothing. */
  const heal = async (diary: DiaryEvent[], rows: number): Promise<DiaryEvent[]> => {
    const copy = await journal.read().then(
      ({ events }) => events,
      (error: unknown) => {
        behind(error);
        return null;
      },
    );
    const plan = reconcile({
      diary,
      journal: copy ?? [],
      unreadable: rows - diary.length,
      expected: expected(),
    });
    const isSaved = await inner.append(plan.toDiary).then(
      () => true,
      () => false,
    );
    setAlarm(isSaved ? plan.alarm : { kind: 'missing', expected: expected(), found: rows, restored: 0 });
    if (copy !== null) await complete(plan.toJournal);
    return [...diary, ...plan.toDiary];
  };
  const complete = async (events: readonly DiaryEvent[]) => {
    secondCopy = { kind: 'current' };
    if (events.length > 0) await journal.append(events, ever).catch(behind);
  };

  const checkCopies = async (): Promise<DiaryAlarm> => {
    raise(
      await journal.survey().then(
        (found) => found.diarySize,
        () => 0,
      ),
    );
    const [diary, rows] = [await inner.readEvents(), await inner.countEvents()];
    raise(rows + tripwire.read().lost);
    const healed = await heal(diary, rows);
    if (healed.length > diary.length) announce({ kind: 'events' });
    return alarm;
  };
  /** Asks the journal for its own count, once a start; compares event by event only if the counts disagree. */
  const survey = async () => {
    const { diarySize, entries } = await journal.survey();
    raise(diarySize);
    const rows = await inner.countEvents();
    if (rows < expected() || entries < rows - unreadable) await checkCopies();
    else secondCopy = { kind: 'current' };
  };

  inner.subscribe((news) => {
    announce(news);
    if (news.kind === 'shrunk') checkCopies().catch(() => {});
  });

  return {
    ...inner,
    alarm: () => alarm,
    secondCopy: () => secondCopy,
    checkCopies,
    async acceptLoss() {
      tripwire.setLost(ever - (await inner.countEvents()));
      setAlarm({ kind: 'ok' });
    },
    async readEvents() {
      const [diary, rows] = [await inner.readEvents(), await inner.countEvents()];
      raise(rows + tripwire.read().lost);
      unreadable = rows - diary.length;
      if (!isSurveyed) later(() => void survey().catch(behind));
      isSurveyed = true;
      const gap = `${expected() - rows} ${unreadable}`;
      if (gap === '0 0' || gap === lastGap) return diary;
      lastGap = gap;
      return heal(diary, rows);
    },
    append: async (events) => stored(events, await inner.append(events)),
    putDecks: async (decks, events = []) => stored(events, await inner.putDecks(decks, events)),
    restore: async (contents) => stored(contents.events, await inner.restore(contents)),
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
