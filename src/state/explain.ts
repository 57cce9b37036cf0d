import { studyDay } from '../core/day.ts';
import type { CardId } from '../core/deck.ts';
import { explainGrades, type GradeOutcome } from '../core/explain.ts';
import { recallCourse, type RecallCourse } from '../core/recallCourse.ts';
import type { Context } from './context.ts';

/** Why a card comes when it comes: its course so far, and what each grade would do now. */
export type Explanation = { readonly course: RecallCourse; readonly outcomes: readonly GradeOutcome[] };

/** What each grade would do to a card now, and how its recall went so far. */
export function explaining({ deps, diary, scheduler, store }: Context): (card: CardId) => Explanation {
  return (card) => {
    const moment = deps.clock();
    const now = { at: moment.at, day: studyDay(moment, store.getState().settings.rolloverHour) };
    return {
      course: recallCourse(diary.memoryEvents(card), scheduler(), now.at),
      outcomes: explainGrades(diary.memory(card), now, scheduler(), card),
    };
  };
}
