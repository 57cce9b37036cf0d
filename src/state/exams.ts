import { studyDay } from '../core/day.ts';
import { examForecast, type ExamForecast } from '../core/examForecast.ts';
import { writeExams, type ExamEntry } from '../core/exams.ts';
import { createKernel } from '../core/fsrs.ts';
import { fitBias, scoredAnswers } from '../core/recallBias.ts';
import { createAnswerLog } from '../core/stats/answerLog.ts';
import { agendaSource } from './agendaSource.ts';
import type { Context } from './context.ts';
import { cardsOf } from './examPlans.ts';
import { EXAMS_KEY } from './values.ts';

export type ExamCommands = {
  /** Sets an exam up, or changes the one of the same id. */
  readonly save: (entry: ExamEntry) => void;
  /** Drops an exam; a notice offers the way back. */
  readonly remove: (id: string) => void;
  readonly newId: () => string;
  /** What recall on the day to expect; plays the days until then, so ask when there is time. */
  readonly forecast: (entry: ExamEntry) => ExamForecast;
};

/** Fixed, so that every look gives the same forecast. */
const SEED = 1;

export function examCommands(context: Context): ExamCommands {
  const { store, deps, diary } = context;
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
    forecast(entry) {
      const all = agendaSource(context);
      const log = createAnswerLog([...diary.cards()], diary.memoryEvents, all.scheduler);
      const scored = scoredAnswers(log);
      return examForecast({
        cards: cardsOf(all, entry),
        exam: entry,
        today: studyDay(all.now, all.state.settings.rolloverHour),
        daysOff: all.state.settings.daysOff,
        kernel: createKernel(all.scheduler.config.weights),
        bias: fitBias(scored),
        scoredAnswers: scored.length,
        seed: SEED,
      });
    },
  };
}
