import { studyDay, type StudyDay } from '../core/day.ts';
import type { CardId } from '../core/deck.ts';
import type { Diary } from '../core/diary.ts';
import { examCard, examPlan, feasibilitySentence, type ExamCard, type ExamPlan } from '../core/exam.ts';
import { examForecast, type ExamForecast } from '../core/examForecast.ts';
import { examOf, writeExams, type ExamEntry } from '../core/exams.ts';
import { createKernel } from '../core/fsrs.ts';
import { fitBias, scoredAnswers } from '../core/recallBias.ts';
import { cardState } from '../core/standing.ts';
import { createAnswerLog } from '../core/stats/answerLog.ts';
import type { AgendaSource } from './agendaSource.ts';
import type { Context } from './context.ts';
import { EXAMS_KEY } from './values.ts';

/** An exam as it stands today. */
export type ExamView = {
  readonly entry: ExamEntry;
  readonly plan: ExamPlan;
  /** How many cards it asks. */
  readonly cards: number;
  /** What is to be said when the plan cannot be kept; `null` when it can. */
  readonly warning: string | null;
};

export type ExamCommands = {
  /** Sets an exam up, or changes the one of the same id. */
  readonly save: (entry: ExamEntry) => void;
  /** Drops an exam; a notice offers the way back. */
  readonly remove: (id: string) => void;
  readonly newId: () => string;
  /** Every exam, the next one first, the past ones last. */
  readonly views: () => readonly ExamView[];
  /** What recall on the day to expect; plays the days until then, so ask when there is time. */
  readonly forecast: (entry: ExamEntry) => ExamForecast;
};

/** Fixed, so that every look gives the same forecast. */
const SEED = 1;

const dayOf = ({ state, now }: AgendaSource): StudyDay => studyDay(now, state.settings.rolloverHour);

/** The cards that an exam asks: those of its decks that no earlier exam claims and that are not suspended. */
function cardsOf({ state, diary, now }: AgendaSource, entry: ExamEntry): ExamCard[] {
  const today = studyDay(now, state.settings.rolloverHour);
  const decks = new Set(
    entry.decks.filter((deck) => entry.examDay <= today || examOf(state.exams, deck, today) === entry),
  );
  return [...state.cardById.values()].flatMap(({ card: { id }, deck }) => {
    if (!decks.has(deck) || diary.marks(id).suspended) return [];
    return [examCard(id, diary.memory(id), diary.answers(id))];
  });
}

/** The exams' plans as last worked out from a diary, and what they followed from. */
type Drawn = { readonly of: readonly unknown[]; readonly views: Map<ExamEntry, ExamView> };
const drawn = new WeakMap<Diary, Drawn>();

/** Works an exam's plan out once: the shelf asks for every deck, and each time the answer would be the same. */
function viewOf(source: AgendaSource, entry: ExamEntry): ExamView {
  const { state, diary, scheduler } = source;
  // Nothing ever leaves a diary, so its size tells one state of it from another.
  const of = [diary.size, state.cardById, state.exams, state.settings, scheduler, dayOf(source)];
  const last = drawn.get(diary);
  const isCurrent = last?.of.every((part, index) => part === of[index]) ?? false;
  const views = isCurrent && last ? last.views : new Map<ExamEntry, ExamView>();
  if (!isCurrent) drawn.set(diary, { of, views });
  const view = views.get(entry) ?? drawUp(source, entry);
  views.set(entry, view);
  return view;
}

function drawUp(source: AgendaSource, entry: ExamEntry): ExamView {
  const cards = cardsOf(source, entry);
  const { daysOff } = source.state.settings;
  const moment = { at: source.now.at, day: dayOf(source) };
  const isBuried = ({ id }: ExamCard) => cardState(source.diary.standing(id), moment) === 'buried';
  const aside = new Set(cards.filter(isBuried).map(({ id }) => id));
  const kernel = createKernel(source.scheduler.config.weights);
  const plan = examPlan(cards, entry, moment.day, kernel, { aside, daysOff });
  return { entry, plan, cards: cards.length, warning: feasibilitySentence(plan, entry) };
}

/** Today's cards of the exams to come, or of one of them; buried cards wait until tomorrow. */
export function examCards(source: AgendaSource, only: string | null): CardId[] {
  const today = dayOf(source);
  const coming = source.state.exams.filter(
    ({ id, examDay }) => examDay > today && (only === null || id === only),
  );
  return coming.flatMap((entry) => viewOf(source, entry).plan.today);
}

/** Exams to come, the nearest first, then those that are over, the latest first. */
function byDay(today: StudyDay) {
  return (a: ExamEntry, b: ExamEntry): number => {
    const [isComing, isOtherComing] = [a.examDay > today, b.examDay > today];
    if (isComing !== isOtherComing) return isComing ? -1 : 1;
    return isComing ? a.examDay - b.examDay : b.examDay - a.examDay;
  };
}

export function examCommands(context: Context): ExamCommands {
  const { store, deps, diary } = context;
  const source = (): AgendaSource => {
    const state = store.getState();
    return { state, diary, scheduler: context.scheduler(), now: state.now };
  };
  const keep = (exams: readonly ExamEntry[]) => {
    store.setState({ exams });
    deps.storage
      .readValue(EXAMS_KEY)
      .then((before) => deps.storage.writeValue(EXAMS_KEY, writeExams(exams, before)))
      .catch(context.trouble);
  };
  const others = (id: string) => store.getState().exams.filter((exam) => exam.id !== id);
  const save = (entry: ExamEntry) => keep([...others(entry.id), entry]);

  return {
    save,
    newId: deps.newId,
    remove(id) {
      const entry = store.getState().exams.find((exam) => exam.id === id);
      if (!entry) return;
      keep(others(id));
      const undo = async () => {
        save(entry);
        store.setState({ notice: null });
      };
      store.setState({ notice: { text: `${entry.name} is no longer prepared for.`, undo } });
    },
    views() {
      const all = source();
      return all.state.exams.toSorted(byDay(dayOf(all))).map((entry) => viewOf(all, entry));
    },
    forecast(entry) {
      const all = source();
      const log = createAnswerLog([...diary.cards()], diary.memoryEvents, all.scheduler);
      const scored = scoredAnswers(log);
      return examForecast({
        cards: cardsOf(all, entry),
        exam: entry,
        today: dayOf(all),
        daysOff: all.state.settings.daysOff,
        kernel: createKernel(all.scheduler.config.weights),
        bias: fitBias(scored),
        scoredAnswers: scored.length,
        seed: SEED,
      });
    },
  };
}
