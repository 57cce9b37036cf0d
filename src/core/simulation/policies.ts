import { daysBetween, type StudyDay } from '../day.ts';
import type { CardId, Deck } from '../deck.ts';
import type { Graded } from '../event.ts';
import { examPlan, type Exam, type ExamCard } from '../exam.ts';
import type { Kernel } from '../fsrs.ts';
import { NEW_MEMORY, type Memory } from '../memory.ts';
import { planFor, planStart, type PlanOptions } from '../plan.ts';
import { planSteps } from '../planSteps.ts';
import type { Scheduler } from '../scheduler.ts';
import { NO_MARKS } from '../story.ts';
import type { Policy } from './course.ts';

type LessonDeck = Pick<Deck, 'id' | 'cards' | 'schedule'>;

/** Follows the lessons' own plans, all begun on the first day and nothing missed. */
export function lessonPlans(
  decks: readonly LessonDeck[],
  scheduler: Scheduler,
  options: PlanOptions,
): Policy {
  const answers = new Map<CardId, Graded[]>();
  const diary = { answers: (card: CardId) => answers.get(card) ?? [], marks: () => NO_MARKS };
  const todayOf = (deck: LessonDeck, today: StudyDay): readonly CardId[] => {
    const startDay = planStart(deck.cards, diary) ?? today;
    const dayOfPlan = daysBetween(startDay, today) + 1;
    const isPlanned = deck.schedule !== null && planSteps(deck.schedule).some(({ day }) => day === dayOfPlan);
    if (!isPlanned) return [];
    return planFor({ deck, diary, startDay, today, scheduler, options })?.today ?? [];
  };
  return {
    cardsOn: (day) => decks.flatMap((deck) => todayOf(deck, day)),
    answered(answer) {
      const own = answers.get(answer.card);
      if (own) own.push(answer);
      else answers.set(answer.card, [answer]);
    },
  };
}

/** Reviews each card when the scheduler says it is due. */
export function whenDue(scheduler: Scheduler): Policy {
  const memories = new Map<CardId, Memory>();
  return {
    cardsOn: (day) => [...memories].filter(([, memory]) => isDue(memory, day)).map(([id]) => id),
    answered(answer) {
      memories.set(answer.card, scheduler.after(memories.get(answer.card) ?? NEW_MEMORY, answer));
    },
  };
}

function isDue(memory: Memory, day: StudyDay): boolean {
  return memory.kind !== 'new' && (memory.kind !== 'review' || memory.dueDay <= day);
}

/** Studies for an exam, planned anew each day. */
export function forExam(exam: Exam, kernel: Kernel): Policy {
  const cards = new Map<CardId, ExamCard>();
  return {
    cardsOn: (day) => examPlan([...cards.values()], exam, day, kernel).today,
    answered({ card: id, day, grade }) {
      const card = cards.get(id);
      const seen = card?.kind === 'seen' ? card : null;
      const next = kernel.next(seen, seen ? daysBetween(seen.lastDay, day) : 0, grade);
      const wasMissed = grade === 'again' || (seen?.lastDay === day && seen.wasMissed);
      cards.set(id, { kind: 'seen', id, ...next, firstDay: seen?.firstDay ?? day, lastDay: day, wasMissed });
    },
  };
}
