import type { CardId } from '../core/deck.ts';
import type { Diary } from '../core/diary.ts';

type Dated = Pick<Diary, 'cards' | 'memory'>;

/** The study day on which each card in review comes up. */
export function dueDates(diary: Dated): ReadonlyMap<CardId, number> {
  const dates = new Map<CardId, number>();
  for (const card of diary.cards()) {
    const memory = diary.memory(card);
    if (memory.kind === 'review') dates.set(card, memory.dueDay);
  }
  return dates;
}

/** How many cards come up on another day than they did. */
export function movedDates(before: ReadonlyMap<CardId, number>, diary: Dated): number {
  const after = dueDates(diary);
  return [...before].filter(([card, day]) => after.get(card) !== day).length;
}
