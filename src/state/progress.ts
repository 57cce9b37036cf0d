import { addDays, studyDay } from '../core/day.ts';
import { COGNITIVE_LEVELS, type CognitiveLevel, type DeckId } from '../core/deck.ts';
import { conceptStandings, type ConceptStanding } from '../core/concepts.ts';
import { createAnswerLog, selectRows } from '../core/stats/answerLog.ts';
import { buttons, type Buttons } from '../core/stats/buttons.ts';
import { calendar, type CalendarDay } from '../core/stats/calendar.ts';
import { forecast, type Forecast } from '../core/stats/forecast.ts';
import { difficulties, intervals, recalls, stabilities, type Bin } from '../core/stats/histogram.ts';
import { hourly, type HourOfAnswers } from '../core/stats/hourly.ts';
import { perDay, type DayOfAnswers } from '../core/stats/perDay.ts';
import { retentionByPeriod } from '../core/stats/retention.ts';
import { streak, type Streak } from '../core/stats/streak.ts';
import type { Context } from './context.ts';

/** Which answers are looked at: the last so many days, of one deck or of all. */
export type ProgressRequest = { readonly days: number; readonly deck: DeckId | null };

/** Everything that the progress screen draws. */
export type Progress = {
  readonly answers: number;
  readonly streak: Streak;
  readonly calendar: readonly CalendarDay[];
  readonly perDay: readonly DayOfAnswers[];
  readonly forecast: Forecast;
  readonly retention: ReturnType<typeof retentionByPeriod>;
  readonly buttons: Buttons;
  readonly hourly: readonly HourOfAnswers[];
  readonly intervals: readonly Bin[];
  readonly stabilities: readonly Bin[];
  readonly difficulties: readonly Bin[];
  readonly recalls: readonly Bin[];
  readonly concepts: readonly ConceptStanding[];
  readonly levels: readonly {
    readonly level: CognitiveLevel;
    readonly cards: number;
    readonly learned: number;
  }[];
};

const YEAR_DAYS = 365;
const FORECAST_DAYS = 30;

/** Draws up the figures for the progress screen from the diary as it stands. */
export function summarize({ deps, diary, scheduler, store }: Context, request: ProgressRequest): Progress {
  const { cards: all, settings } = store.getState();
  const cards = request.deck === null ? all : all.filter(({ deck }) => deck === request.deck);
  const { at } = deps.clock();
  const today = studyDay(deps.clock(), settings.rolloverHour);
  const ids = request.deck === null ? [...diary.cards()] : cards.map(({ card }) => card.id);
  const log = createAnswerLog(ids, diary.memoryEvents, scheduler());
  const recent = selectRows(log, { from: addDays(today, 1 - request.days), to: today });
  const memories = ids.map(diary.memory);
  const recall = (memory: (typeof memories)[number]) => scheduler().retrievability(memory, at);
  return {
    answers: log.size,
    streak: streak(log, today),
    calendar: calendar(log, addDays(today, 1 - YEAR_DAYS), today),
    perDay: perDay(log, addDays(today, 1 - Math.min(request.days, YEAR_DAYS)), today),
    forecast: forecast(ids.map(diary.standing), { at, day: today }, FORECAST_DAYS),
    retention: retentionByPeriod(log, today),
    buttons: buttons(recent),
    hourly: hourly(recent),
    intervals: intervals(memories),
    stabilities: stabilities(memories),
    difficulties: difficulties(memories),
    recalls: recalls(memories.map(recall)),
    concepts: conceptStandings(cards, {
      memory: diary.memory,
      answers: diary.answers,
      recall: (card) => recall(diary.memory(card)),
    }),
    levels: COGNITIVE_LEVELS.map((level) => {
      const own = cards.filter(({ card }) => card.levels.includes(level));
      const learned = own.filter(({ card }) => diary.memory(card.id).kind === 'review').length;
      return { level, cards: own.length, learned };
    }),
  };
}
