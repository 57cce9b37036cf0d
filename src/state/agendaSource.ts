import type { Moment } from '../core/day.ts';
import type { Diary } from '../core/diary.ts';
import type { Scheduler } from '../core/scheduler.ts';
import type { AppState } from './appState.ts';

/** What the agenda is drawn up from. */
export type AgendaSource = {
  readonly state: Pick<AppState, 'decks' | 'cards' | 'cardById' | 'settings' | 'deckOptions' | 'exams'>;
  readonly diary: Diary;
  readonly scheduler: Scheduler;
  readonly now: Moment;
};
