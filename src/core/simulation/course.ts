import { addDays, type Millis, type StudyDay } from '../day.ts';
import type { CardId } from '../deck.ts';
import type { EventId, Grade, Graded } from '../event.ts';
import type { HiddenCard } from './hiddenCard.ts';

/** Says what to study, from the answers alone. */
export type Policy = {
  /** The cards of a day, each once; asked once a day, the first day excepted, when everything is studied. */
  readonly cardsOn: (day: StudyDay) => readonly CardId[];
  readonly answered: (answer: Graded) => void;
};

/** How things stood on the morning of a day. */
export type Checkpoint = {
  /** The true chance of recall, over all cards. */
  readonly recall: number;
  /** The mean of that over the mornings since the first day. */
  readonly meanRecall: number;
  /** Cards studied again since the first day; repetitions within a day are not counted. */
  readonly reviews: number;
  /** Everything since the first day, repetitions included. */
  readonly minutes: number;
};

export type CourseRequest = {
  readonly cards: ReadonlyMap<CardId, HiddenCard>;
  readonly policy: Policy;
  readonly startDay: StudyDay;
  /** Counted from Day 1, rising: 30 is the morning 29 days after the start. */
  readonly checkpoints: readonly number[];
};

const DAY_MS = 86_400_000;
const NOON_MS = DAY_MS / 2;

/** Plays a course: all cards on Day 1, from then on what the policy asks for, up to the last checkpoint's morning. */
export function runCourse({ cards, policy, startDay, checkpoints }: CourseRequest): Checkpoint[] {
  const results: Checkpoint[] = [];
  let [reviews, seconds, recalls] = [0, 0, 0];
  const study = (day: StudyDay, id: CardId): void => {
    const sitting = cards.get(id)?.study(day);
    if (!sitting) return;
    sitting.grades.forEach((grade, index) => policy.answered(answerOf(id, day, index, grade)));
    if (day === startDay) return;
    reviews += 1;
    seconds += sitting.seconds;
  };
  for (let offset = 0; ; offset += 1) {
    const day = addDays(startDay, offset);
    const recall = offset === 0 ? 0 : meanRecall(cards, day);
    recalls += recall;
    if (checkpoints[results.length] === offset + 1) {
      results.push({ recall, meanRecall: recalls / Math.max(1, offset), reviews, minutes: seconds / 60 });
    }
    if (results.length === checkpoints.length) return results;
    for (const id of offset === 0 ? cards.keys() : policy.cardsOn(day)) study(day, id);
  }
}

function meanRecall(cards: ReadonlyMap<CardId, HiddenCard>, day: StudyDay): number {
  let sum = 0;
  for (const card of cards.values()) sum += card.recallOn(day);
  return sum / cards.size;
}

function answerOf(card: CardId, day: StudyDay, index: number, grade: Grade): Graded {
  const at = (day * DAY_MS + NOON_MS + index * 60_000) as Millis;
  const id = `${card} ${day} ${index}` as EventId;
  return { kind: 'graded', id, card, at, utcOffsetMinutes: 0, day, hlc: at, grade, tookMs: 10_000 };
}
