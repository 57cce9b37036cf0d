import { addDays, studyDay } from '../core/day.ts';
import { createDiary } from '../core/diary.ts';
import type { FitReport } from '../core/optimizer/fit.ts';
import { courses, createTrainingLog } from '../core/optimizer/trainingLog.ts';
import { fitBias, scoredAnswers } from '../core/recallBias.ts';
import { createScheduler } from '../core/scheduler.ts';
import { paceOf } from '../core/simulation/pace.ts';
import type { WhatIfPoint } from '../core/simulation/whatIf.ts';
import { whatIfCards } from '../core/simulation/whatIfCards.ts';
import { createAnswerLog } from '../core/stats/answerLog.ts';
import type { Task } from '../workers/task.ts';
import type { WholeContext } from './context.ts';

export type { Task };

/** How many reviews fall into the next seven days, under the weights in use and under others. */
export type Workload = { readonly before: number; readonly after: number };

export type TuningCommands = {
  /** Fits FSRS to the learner's own answers, off the page; changes nothing. */
  readonly fit: (onProgress: (share: number) => void) => Task<FitReport>;
  readonly workload: (weights: readonly number[]) => Workload;
  /** Takes weights over, which re-dates every card; the ones before stay a click away. */
  readonly adopt: (weights: readonly number[]) => Promise<void>;
  readonly revert: () => Promise<void>;
  /** Plays the coming year for several desired retentions, off the page. */
  readonly whatIf: (
    retentions: readonly number[],
    onProgress: (share: number) => void,
  ) => Task<WhatIfPoint[]>;
};

const YEAR_DAYS = 365;
const WEEK_DAYS = 7;
/** Fixed, so that the same diary always gives the same answer. */
const SEED = 1;

export function tuningCommands(context: WholeContext): TuningCommands {
  const { changeSettings, deps, diary, scheduler, store } = context;
  const settings = () => store.getState().settings;
  const now = () => {
    const moment = deps.clock();
    return { at: moment.at, day: studyDay(moment, settings().rolloverHour) };
  };

  const dueWithinWeek = (memories: Pick<typeof diary, 'cards' | 'memory'>): number => {
    const end = addDays(now().day, WEEK_DAYS);
    let due = 0;
    for (const card of memories.cards()) {
      const memory = memories.memory(card);
      if (memory.kind === 'review' && memory.dueDay < end) due += 1;
    }
    return due;
  };

  return {
    fit(onProgress) {
      const log = createTrainingLog([...diary.cards()].flatMap((card) => courses(diary.memoryEvents(card))));
      const { config } = scheduler();
      const options = { current: config.weights, desiredRetention: config.desiredRetention, seed: SEED };
      return deps.fit({ log, options }, onProgress);
    },
    workload(weights) {
      const other = createDiary(createScheduler({ ...scheduler().config, weights }), diary.events());
      return { before: dueWithinWeek(diary), after: dueWithinWeek(other) };
    },
    adopt: (weights) => changeSettings({ weights, previousWeights: settings().weights }),
    revert: () => changeSettings({ weights: settings().previousWeights ?? [], previousWeights: null }),
    whatIf(retentions, onProgress) {
      const log = createAnswerLog([...diary.cards()], diary.memoryEvents, scheduler());
      const { newPerDay, reviewsPerDay } = settings();
      const standings = store.getState().shelf.cards.map(({ id }) => diary.standing(id));
      return deps.whatIf(
        {
          cards: whatIfCards(standings, now()),
          config: scheduler().config,
          days: YEAR_DAYS,
          retentions,
          newPerDay,
          reviewsPerDay,
          bias: fitBias(scoredAnswers(log)),
          pace: paceOf(log),
          seed: SEED,
        },
        onProgress,
      );
    },
  };
}
