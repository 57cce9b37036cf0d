import { catchUp, isBacklog, suggestedCeiling, USUAL_CATCH_UP_DAYS, usualReviews } from '../core/catchUp.ts';
import { addDays, studyDay, type StudyDay } from '../core/day.ts';
import { offUntil } from '../core/easyDays.ts';
import { cardState } from '../core/standing.ts';
import { agenda, fsrsCards } from './agenda.ts';
import { agendaSource } from './agendaSource.ts';
import type { WholeContext } from './context.ts';

/** Whether more waits than fits a usual day, and a ceiling that would clear it in about two weeks. */
export type Backlog = { readonly overdue: number; readonly suggested: number };

export type CatchUpCommands = {
  /** What to offer; `null` without a backlog, on days off, and while one is being caught up. */
  readonly backlog: () => Backlog | null;
  /** The day on which nothing would be put off any more at so many cards a day; `null` when that is months away. */
  readonly clearedOn: (perDay: number) => StudyDay | null;
  /** Catches up at so many cards a day; `null` goes back to the usual limits. */
  readonly set: (perDay: number | null) => Promise<void>;
  /** Ends the catching up when nothing is put off any more. */
  readonly endWhenCleared: () => Promise<void>;
};

/** A forecast beyond this is no promise that anybody could plan by. */
const HORIZON_DAYS = 120;
/** How far back the usual day is looked for. */
const USUAL_DAYS = 30;
/** Fixed, so that every look gives the same forecast. */
const SEED = 1;

export function catchUpCommands(context: WholeContext): CatchUpCommands {
  const { changeSettings, diary, store } = context;
  const source = () => agendaSource(context);
  const today = () => {
    const { now, settings } = store.getState();
    return studyDay(now, settings.rolloverHour);
  };
  const usual = () =>
    usualReviews(
      Array.from({ length: USUAL_DAYS }, (_, index) => diary.reviewedOn(addDays(today(), -1 - index))),
    );

  /** Every card in review that may be asked for, due or not. */
  const reviewCards = () => {
    const now = { at: store.getState().now.at, day: today() };
    const all = source();
    return fsrsCards(all, all.among.cards).flatMap(({ id }) => {
      const standing = diary.standing(id);
      const state = cardState(standing, now);
      const isAsked = state === 'due' || state === 'later';
      return isAsked && standing.memory.kind === 'review' ? [{ id, memory: standing.memory }] : [];
    });
  };

  return {
    backlog() {
      const { settings } = store.getState();
      const day = today();
      if (settings.catchUpPerDay !== null || offUntil(settings.daysOff, day) !== null) return null;
      const dueDays = reviewCards().map(({ memory }) => memory.dueDay);
      const overdue = dueDays.filter((due) => due < day).length;
      if (!isBacklog(overdue, usual())) return null;
      const soon = dueDays.filter((due) => due < addDays(day, USUAL_CATCH_UP_DAYS)).length;
      return { overdue, suggested: suggestedCeiling(soon, usual()) };
    },
    clearedOn(perDay) {
      const { now, settings } = store.getState();
      const day = today();
      const ceilingOn = (then: StudyDay) => {
        if (offUntil(settings.daysOff, then) !== null) return 0;
        return Math.max(0, perDay - (then === day ? diary.reviewedOn(day) : 0));
      };
      const request = { cards: reviewCards(), now: { at: now.at, day }, ceilingOn };
      return catchUp({ ...request, scheduler: context.scheduler(), horizonDays: HORIZON_DAYS, seed: SEED })
        .clearedOn;
    },
    set: (catchUpPerDay) => changeSettings({ catchUpPerDay }),
    async endWhenCleared() {
      const { shelf, now, settings } = store.getState();
      const { catchUpPerDay, reviewsPerDay } = settings;
      // Before the decks are read there is nothing to count.
      if (catchUpPerDay === null || shelf.size === 0) return;
      const day = today();
      const { cards, hidden } = agenda(source(), '', 0);
      const due = cards.filter((id) => cardState(diary.standing(id), { at: now.at, day }) === 'due').length;
      const done = diary.reviewedOn(day);
      const isAllDealt = hidden.reviews === 0 || due < catchUpPerDay - done;
      if (!isAllDealt || due > Math.max(0, reviewsPerDay - done)) return;
      store.setState({
        notice: { text: 'Caught up: nothing waits beyond today. New cards are back.', undo: null },
      });
      await changeSettings({ catchUpPerDay: null });
    },
  };
}
