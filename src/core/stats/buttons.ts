import type { Grade } from '../event.ts';
import type { AnswerLog } from './answerLog.ts';
import { gradeCounts } from './gradeCounts.ts';

type Presses = Readonly<Record<Grade, number>>;

/** How often each grade was given, by where the card stood; `learning` takes in new and relearning cards. */
export type Buttons = { readonly learning: Presses; readonly young: Presses; readonly mature: Presses };

export function buttons(log: AnswerLog): Buttons {
  const counts = gradeCounts(log);
  return {
    learning: sum(sum(counts.new, counts.learning), counts.relearning),
    young: counts.young,
    mature: counts.mature,
  };
}

function sum(one: Presses, other: Presses): Presses {
  return {
    again: one.again + other.again,
    hard: one.hard + other.hard,
    good: one.good + other.good,
    easy: one.easy + other.easy,
  };
}
