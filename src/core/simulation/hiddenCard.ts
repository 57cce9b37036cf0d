import { daysBetween, type StudyDay } from '../day.ts';
import type { Difficulty } from '../deck.ts';
import type { Grade } from '../event.ts';
import { MIN_STABILITY, type MemoryState } from '../fsrs.ts';
import type { Random } from '../random.ts';
import {
  drawGrade,
  FIRST_SHARES,
  PASS_SHARES,
  RETRY_SHARES,
  secondsOf,
  USUAL_SECONDS,
  type AnswerShares,
} from './answerShares.ts';
import { normal, type Learner } from './learner.ts';

/** A card as it is in a simulated learner's head, with all that schedulers cannot see. */
export type HiddenCard = {
  /** The true chance of recall on a day; 0 before the first answer. */
  readonly recallOn: (day: StudyDay) => number;
  /** Studies the card until it is passed that day. */
  readonly study: (day: StudyDay) => Sitting;
};

/** The answers of one card on one day: misses, and at last a pass. */
export type Sitting = { readonly grades: readonly Grade[]; readonly seconds: number };

/** How a card differs from what the learner's weights say of cards in general. */
export type Quirk = {
  /** Times the stability after the first answer. */
  readonly start: number;
  /** Times the growth of stability at each pass. */
  readonly growth: number;
  readonly firstShares: AnswerShares;
};

export const NO_QUIRK: Quirk = { start: 1, growth: 1, firstShares: FIRST_SHARES };

const LABEL_SHIFT = { easy: 0.2, medium: 0, hard: -0.35 } as const satisfies Record<Difficulty, number>;
const START_DEVIATION = 0.35;
const GROWTH_DEVIATION = 0.3;

/** Nobody misses a card more often than this in one sitting. */
const MOST_RETRIES = 12;

/** Easy cards last longer and are known more often at first sight; beyond that, each card is a little different. */
export function drawQuirk(label: Difficulty, random: Random): Quirk {
  const shift = LABEL_SHIFT[label];
  const [again, hard, good, easy] = FIRST_SHARES;
  return {
    start: Math.exp(shift + START_DEVIATION * normal(random)),
    growth: Math.exp(GROWTH_DEVIATION * normal(random)),
    firstShares: [again * Math.exp(-shift), hard, good, easy * Math.exp(shift)],
  };
}

export function createHiddenCard({ kernel }: Learner, quirk: Quirk, random: Random): HiddenCard {
  let state: MemoryState | null = null;
  let lastDay: StudyDay | null = null;
  const recallOn = (day: StudyDay): number =>
    state === null || lastDay === null
      ? 0
      : kernel.retrievability(daysBetween(lastDay, day), state.stability);
  const answer = (day: StudyDay, shares: AnswerShares): Grade => {
    const grade = drawGrade(shares, random);
    state = changed(
      state,
      kernel.next(state, lastDay === null ? 0 : daysBetween(lastDay, day), grade),
      quirk,
    );
    lastDay = day;
    return grade;
  };
  const first = (day: StudyDay): Grade => {
    if (state === null) return answer(day, quirk.firstShares);
    return answer(day, random() < recallOn(day) ? PASS_SHARES : [1, 0, 0, 0]);
  };
  return {
    recallOn,
    study(day) {
      const isNew = state === null;
      const grades = [first(day)];
      let seconds = secondsOf(grades[0] ?? 'good', isNew ? USUAL_SECONDS.learning : USUAL_SECONDS.review);
      while (grades.at(-1) === 'again' && grades.length < MOST_RETRIES) {
        const grade = answer(day, isNew ? RETRY_SHARES.learning : RETRY_SHARES.relearning);
        seconds += secondsOf(grade, isNew ? USUAL_SECONDS.learning : USUAL_SECONDS.relearning);
        grades.push(grade);
      }
      return { grades, seconds };
    },
  };
}

function changed(before: MemoryState | null, after: MemoryState, { start, growth }: Quirk): MemoryState {
  if (before === null) return { ...after, stability: Math.max(after.stability * start, MIN_STABILITY) };
  const grown = after.stability - before.stability;
  return grown > 0 ? { ...after, stability: before.stability + grown * growth } : after;
}
