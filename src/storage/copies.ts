import type { DiaryEvent } from '../core/event.ts';
import { judgeDiary, reconcile, type DiaryAlarm } from '../core/reconcile.ts';
import type { Journal } from './journal.ts';
import type { DiaryOutline, DiaryReading, Storage } from './storage.ts';
import type { Tripwire } from './tripwire.ts';

/** How the second copy fares. `behind`: it lacks some answers, and why. */
export type SecondCopy =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'current' }
  | { readonly kind: 'behind'; readonly reason: string };

/** The diary in the database, the diary in the journal, and what is known of how many events there should be. */
export type Copies = {
  readonly alarm: () => DiaryAlarm;
  readonly secondCopy: () => SecondCopy;
  /** Reads the diary; when something is missing from it, brings it back from the journal first. */
  readonly read: Storage['readDiary'];
  /** Reads the diary in outline; when something is missing from it, all of it. */
  readonly readOutline: Storage['readOutline'];
  /** Compares both event by event and completes each from the other. */
  readonly check: () => Promise<DiaryAlarm>;
  /** Compares the counts, and event by event only when they disagree. */
  readonly survey: () => Promise<void>;
  /** Writes events to the journal; with them the diary has held `diarySize` events. */
  readonly add: (events: readonly DiaryEvent[], diarySize: number) => Promise<void>;
  /** How many events the database has held; what was taken back is missed by nobody. */
  readonly count: () => Promise<number>;
  readonly acceptLoss: () => Promise<void>;
};

export type CopiesOptions = {
  readonly inner: Pick<
    Storage,
    'readDiary' | 'readOutline' | 'countEvents' | 'append' | 'countWithdrawn' | 'readWithdrawn'
  >;
  readonly journal: Journal;
  readonly tripwire: Tripwire;
  /** Another finding than the last. */
  readonly onAlarm: (alarm: DiaryAlarm) => void;
  /** Events came back after the diary had been read. */
  readonly onReturned: () => void;
};

type Look<Reading> = {
  readonly reading: Reading;
  readonly due: number;
  readonly withdrawn: number;
};

type Findings = Pick<Copies, 'alarm' | 'secondCopy'> & {
  readonly setAlarm: (alarm: DiaryAlarm) => void;
  readonly current: () => void;
  readonly behind: (error: unknown) => void;
};

/** What was found so far; a change of the alarm is told. */
function createFindings(onAlarm: (alarm: DiaryAlarm) => void): Findings {
  let alarm: DiaryAlarm = { kind: 'ok' };
  let secondCopy: SecondCopy = { kind: 'unknown' };
  return {
    alarm: () => alarm,
    secondCopy: () => secondCopy,
    setAlarm(found) {
      const isNews = JSON.stringify(found) !== JSON.stringify(alarm);
      alarm = found;
      if (isNews) onAlarm(found);
    },
    current() {
      secondCopy = { kind: 'current' };
    },
    behind(error) {
      secondCopy = { kind: 'behind', reason: error instanceof Error ? error.message : 'it gave no reason' };
    },
  };
}

/** What should be there and what is, in the order in which an answer given meanwhile passes for no loss. */
async function lookAt<Reading extends DiaryOutline>(
  { inner, tripwire }: CopiesOptions,
  read: () => Promise<Reading>,
): Promise<Look<Reading>> {
  const expected = tripwire.expected();
  const reading = await read();
  const withdrawn = await inner.countWithdrawn();
  tripwire.found(reading.count + withdrawn);
  return { reading, due: expected - withdrawn, withdrawn };
}

export function createCopies(options: CopiesOptions): Copies {
  const { inner, journal, tripwire, onAlarm, onReturned } = options;
  const { alarm, secondCopy, setAlarm, current, behind } = createFindings(onAlarm);
  let unreadable = 0;
  /** The gap that was met last, so that one that cannot be closed is not worked on at each reading. */
  let lastGap = '';

  /** Makes both copies whole; gives back what the diary lacked, even if the disk takes nothing. */
  const heal = async ({ reading, due, withdrawn }: Look<DiaryReading>): Promise<readonly DiaryEvent[]> => {
    const { archive, recent, count: rows } = reading;
    const diary = [...archive.events(), ...recent];
    const copy = await journal.read().catch(behind);
    const gone = new Set(await inner.readWithdrawn());
    const held = copy?.events.filter(({ id }) => !gone.has(id)) ?? [];
    const { toDiary } = reconcile(diary, held);
    const { toJournal } = reconcile(diary, copy?.events ?? []);
    const { fresh, healed } = await inner.append(toDiary).catch(() => ({ fresh: 0, healed: 0 }));
    tripwire.found(rows + fresh + withdrawn);
    setAlarm(judgeDiary(due, rows + fresh, fresh + healed));
    if (copy) {
      current();
      if (toJournal.length > 0) await journal.append(toJournal, tripwire.ever()).catch(behind);
    }
    return toDiary;
  };

  const check = async (): Promise<DiaryAlarm> => {
    await journal.survey().then(({ diarySize }) => tripwire.raise(diarySize), behind);
    const returned = await heal(await lookAt(options, inner.readDiary));
    if (returned.length > 0) onReturned();
    return alarm();
  };

  const count = async () => (await inner.countEvents()) + (await inner.countWithdrawn());

  /** What is missing and what cannot be read, where that is news. */
  const newGap = ({ reading, due }: Look<DiaryOutline>): string | null => {
    const { archive, outline, recent, count: rows } = reading;
    unreadable = rows - (archive?.size ?? outline.size) - recent.length;
    const gap = `${Math.max(0, due - rows)} ${unreadable}`;
    return gap === '0 0' || gap === lastGap ? null : gap;
  };
  const read = async (): Promise<DiaryReading> => {
    const seen = await lookAt(options, inner.readDiary);
    const gap = newGap(seen);
    if (gap === null) return seen.reading;
    lastGap = gap;
    const { archive, recent, count: rows } = seen.reading;
    const whole = [...recent, ...(await heal(seen))];
    return { ...seen.reading, recent: whole, count: Math.max(rows, archive.size + whole.length) };
  };

  return {
    check,
    count,
    alarm,
    secondCopy,
    read,
    async readOutline() {
      const seen = await lookAt(options, inner.readOutline);
      return newGap(seen) === null ? seen.reading : read();
    },
    async survey() {
      try {
        const rows = await count();
        const { diarySize, entries } = await journal.survey();
        if (diarySize > tripwire.ever() || entries < rows - unreadable) await check();
        else current();
      } catch (error) {
        behind(error);
      }
    },
    async add(events, diarySize) {
      try {
        await journal.append(events, diarySize);
      } catch (error) {
        behind(error);
        throw error;
      }
    },
    async acceptLoss() {
      tripwire.acceptLoss(await count());
      setAlarm({ kind: 'ok' });
    },
  };
}
