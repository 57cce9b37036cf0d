import type { Grade } from '../event.ts';
import { gradeAt, phaseBefore, type AnswerLog, type Phase } from './answerLog.ts';

export type ButtonGroup = 'learning' | 'young' | 'mature';

const GROUPS: Readonly<Record<Phase, ButtonGroup>> = {
  new: 'learning',
  learning: 'learning',
  relearning: 'learning',
  young: 'young',
  mature: 'mature',
};

/** How often each grade was given, by where the card stood; new, learning and relearning cards are one group. */
export function buttons(log: AnswerLog): Record<ButtonGroup, Record<Grade, number>> {
  const none = { again: 0, hard: 0, good: 0, easy: 0 };
  const counts = { learning: { ...none }, young: { ...none }, mature: { ...none } };
  for (let row = 0; row < log.size; row += 1) counts[GROUPS[phaseBefore(log, row)]][gradeAt(log, row)] += 1;
  return counts;
}
