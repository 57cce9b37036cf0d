import { daysBetween } from '../day.ts';
import { cardState, type Now, type Standing } from '../standing.ts';

/** The learner's cards as columns, days counted from today; moves to a worker without copying. */
export type WhatIfCards = {
  readonly stability: Float64Array;
  readonly difficulty: Float64Array;
  /** Days since the last answer. */
  readonly sinceLast: Float64Array;
  /** Days until the card is due; 0 for today and what is overdue. */
  readonly untilDue: Float64Array;
  /** Cards never answered, and not suspended. */
  readonly newCards: number;
};

/** Suspended cards take no part; a card in its steps is due today, a buried one on its own date. */
export function whatIfCards(standings: Iterable<Standing>, now: Now): WhatIfCards {
  const rows: [number, number, number, number][] = [];
  let newCards = 0;
  for (const standing of standings) {
    const { memory } = standing;
    if (cardState(standing, now) === 'suspended') continue;
    if (memory.kind === 'new') {
      newCards += 1;
      continue;
    }
    const untilDue = memory.kind === 'review' ? Math.max(0, daysBetween(now.day, memory.dueDay)) : 0;
    const sinceLast = Math.max(0, daysBetween(memory.lastDay, now.day));
    rows.push([memory.stability, memory.difficulty, sinceLast, untilDue]);
  }
  const column = (index: 0 | 1 | 2 | 3) => Float64Array.from(rows, (row) => row[index]);
  return {
    stability: column(0),
    difficulty: column(1),
    sinceLast: column(2),
    untilDue: column(3),
    newCards,
  };
}
