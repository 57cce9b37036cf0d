import type { Moment } from '../core/day.ts';
import type { Diary } from '../core/diary.ts';
import type { Scheduler } from '../core/scheduler.ts';
import type { Shelf } from '../core/shelf.ts';
import type { AppState } from './appState.ts';
import type { Context } from './context.ts';

/** What the agenda is drawn up from. */
export type AgendaSource = {
  readonly state: Pick<AppState, 'shelf' | 'settings' | 'deckOptions' | 'exams'>;
  /** The decks in question. */
  readonly among: Shelf;
  readonly diary: Diary;
  readonly scheduler: Scheduler;
  readonly now: Moment;
};

/** What the screens draw agendas up from: everything as it was when the clock was last read. */
export function agendaSource({ store, diary, scheduler }: Context): AgendaSource {
  const state = store.getState();
  return { state, among: state.shelf, diary, scheduler: scheduler(), now: state.now };
}
