import type { CardId } from './deck.ts';
import { inDiaryOrder, type CardEvent, type DiaryEvent, type EventId } from './event.ts';
import { NEW_MEMORY, type Memory } from './memory.ts';
import type { Scheduler } from './scheduler.ts';

/**
 * The events about cards that were not taken back, in diary order, each once. Walking back from the newest, every
 * event is met after all that could undo it, so one pass settles undo, redo and the undoing of those.
 */
export function standing(events: Iterable<DiaryEvent>): CardEvent[] {
  const byId = new Map<EventId, DiaryEvent>();
  for (const event of events) if (!byId.has(event.id)) byId.set(event.id, event);
  const undone = new Set<EventId>();
  const result: CardEvent[] = [];
  for (const event of [...byId.values()].toSorted(inDiaryOrder).toReversed()) {
    if (undone.has(event.id)) continue;
    if (event.kind === 'undone') undone.add(event.target);
    else result.push(event);
  }
  return result.toReversed();
}

/** The memory of every card that has a standing answer: the whole diary from nothing. */
export function replay(events: Iterable<DiaryEvent>, scheduler: Scheduler): Map<CardId, Memory> {
  const memories = new Map<CardId, Memory>();
  for (const event of standing(events)) {
    if (event.kind !== 'graded') continue;
    memories.set(event.card, scheduler.after(memories.get(event.card) ?? NEW_MEMORY, event));
  }
  return memories;
}
