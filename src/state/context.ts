import type { StoreApi } from 'zustand/vanilla';
import type { Moment } from '../core/day.ts';
import { studyDay } from '../core/day.ts';
import type { Diary } from '../core/diary.ts';
import { eventId, nextHlc, type DiaryEvent } from '../core/event.ts';
import type { Scheduler } from '../core/scheduler.ts';
import type { Settings } from '../core/settings.ts';
import type { AppState } from './appState.ts';
import type { Deps } from './deps.ts';

/** What every group of commands shares: the store, the edge of the world, and the diary behind one door. */
export type Context = {
  readonly store: StoreApi<AppState>;
  readonly deps: Deps;
  readonly diary: Diary;
  readonly scheduler: () => Scheduler;
  /** The parts of a new event that the clock and the diary decide. */
  readonly stamp: (moment: Moment) => Pick<DiaryEvent, 'id' | 'at' | 'utcOffsetMinutes' | 'day' | 'hlc'>;
  /** Writes an event to disk, then to the diary in memory; false (with `trouble` on screen) when the disk refused. */
  readonly record: (event: DiaryEvent) => Promise<boolean>;
  /** Waits until the diary is whole, if it began without its archive. */
  readonly complete: () => Promise<void>;
  /** Writes a small value in the background; a failure becomes `trouble`. */
  readonly keep: (key: string, value: unknown) => void;
  /** Shows why something could not be saved until a write succeeds. */
  readonly trouble: (error: unknown) => void;
};

/** What commands that change more than the diary have beside it. */
export type WholeContext = Context & {
  /** Takes settings over, tells of moved dates and keeps them. */
  readonly changeSettings: (change: Partial<Settings>) => Promise<void>;
  /** Reads the diary anew, as after another tab has written to it. */
  readonly readDiary: () => Promise<void>;
  /** Reads the decks of the build and of the learner anew. */
  readonly loadDecks: () => Promise<void>;
  /** Reads all there is anew, as after something was taken back. */
  readonly readAgain: () => Promise<void>;
};

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : 'The browser refused to save and gave no reason.';
}

export function createContext(
  store: StoreApi<AppState>,
  deps: Deps,
  diary: Diary,
  scheduler: () => Scheduler,
  complete: () => Promise<void>,
): Context {
  const session = deps.newId();
  let lastHlc = 0;
  const trouble = (error: unknown) => store.setState({ trouble: { message: sentence(error) } });
  return {
    store,
    deps,
    diary,
    scheduler,
    trouble,
    complete,
    stamp(moment) {
      // Counted on even when the event before was refused, so that no two events of a session have one id.
      lastHlc = nextHlc(moment.at, Math.max(lastHlc, diary.newestHlc));
      const day = studyDay(moment, store.getState().settings.rolloverHour);
      return { ...moment, id: eventId(session, lastHlc), day, hlc: lastHlc };
    },
    async record(event) {
      try {
        await deps.storage.append([event]);
      } catch (error) {
        trouble(error);
        return false;
      }
      await complete();
      diary.record(event);
      store.setState((state) => ({ revision: state.revision + 1, trouble: null }));
      return true;
    },
    keep(key, value) {
      deps.storage.writeValue(key, value).catch(trouble);
    },
  };
}
