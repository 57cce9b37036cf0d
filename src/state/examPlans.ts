import { studyDay, type StudyDay } from '../core/day.ts';
import type { CardId } from '../core/deck.ts';
import type { Diary } from '../core/diary.ts';
import { examCard, examPlan, feasibilitySentence, type ExamCard, type ExamPlan } from '../core/exam.ts';
import { examOf, type ExamEntry } from '../core/exams.ts';
import { createKernel } from '../core/fsrs.ts';
import { cardState } from '../core/standing.ts';
import { agendaSource, type AgendaSource } from './agendaSource.ts';
import type { Context } from './context.ts';

/** An exam as it stands today. */
export type ExamView = {
  readonly entry: ExamEntry;
  readonly plan: ExamPlan;
  /** How many cards it asks. */
  readonly cards: number;
  /** What is to be said when the plan cannot be kept; `null` when it can. */
  readonly warning: string | null;
};

const dayOf = ({ state, now }: AgendaSource): StudyDay => studyDay(now, state.settings.rolloverHour);

/** The cards that an exam asks: those of its decks that no earlier exam claims and that are not suspended. */
export function cardsOf({ state, diary, now }: AgendaSource, entry: ExamEntry): ExamCard[] {
  const today = studyDay(now, state.settings.rolloverHour);
  const decks = new Set(
    entry.decks.filter((deck) => entry.examDay <= today || examOf(state.exams, deck, today) === entry),
  );
  return state.shelf.unique.flatMap(({ id, deck }) => {
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
  const of = [diary.size, state.shelf, state.exams, state.settings, scheduler, dayOf(source)];
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

/** Every exam, the next one first, the past ones last. */
export function examViews(context: Context): () => readonly ExamView[] {
  return () => {
    const source = agendaSource(context);
    return source.state.exams.toSorted(byDay(dayOf(source))).map((entry) => viewOf(source, entry));
  };
}
