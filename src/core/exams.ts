import type { StudyDay } from './day.ts';
import type { DeckId } from './deck.ts';
import { EFFORTS, type Effort, type Exam } from './exam.ts';

/** An exam that the learner prepares for: its day, the decks it asks, and how much a day may hold. */
export type ExamEntry = Exam & {
  readonly id: string;
  readonly name: string;
  readonly decks: readonly DeckId[];
};

/** Ceilings beyond this are no day's work. */
export const MOST_CARDS_A_DAY = 9999;

/** Exams from whatever was stored; what is damaged or of a later version is left out. */
export function readExams(value: unknown): readonly ExamEntry[] {
  return Array.isArray(value) ? value.flatMap((entry: unknown) => readExam(entry) ?? []) : [];
}

/** What is stored: the exams, and beside them what `readExams` left out of the value stored before. */
export function writeExams(exams: readonly ExamEntry[], before: unknown): readonly unknown[] {
  const unread = Array.isArray(before) ? before.filter((entry: unknown) => readExam(entry) === null) : [];
  return [...exams, ...unread];
}

function readExam(value: unknown): ExamEntry | null {
  if (typeof value !== 'object' || value === null) return null;
  const entry = value as Partial<Record<keyof ExamEntry, unknown>>;
  const { id, name, decks, examDay, since, ceiling } = entry;
  const effort = (Object.keys(EFFORTS) as Effort[]).find((choice) => choice === entry.effort);
  const isWhole = [examDay, since, ceiling].every((number) => Number.isSafeInteger(number));
  if (typeof id !== 'string' || typeof name !== 'string' || !Array.isArray(decks) || !isWhole) return null;
  if (Number(ceiling) < 1 || Number(ceiling) > MOST_CARDS_A_DAY || effort === undefined) return null;
  return {
    // Fields that only a later version knows stay with their exam.
    ...value,
    id,
    name,
    decks: decks.filter((deck): deck is DeckId => typeof deck === 'string'),
    examDay: examDay as StudyDay,
    since: since as StudyDay,
    ceiling: ceiling as number,
    effort,
  };
}

/** The exam that a deck's cards are dealt for on a day: the next one that asks it; `null` without any to come. */
export function examOf(exams: readonly ExamEntry[], deck: DeckId, today: StudyDay): ExamEntry | null {
  const coming = exams.filter(({ decks, examDay }) => examDay > today && decks.includes(deck));
  return coming.toSorted((a, b) => a.examDay - b.examDay)[0] ?? null;
}
