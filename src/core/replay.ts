import type { CardId } from './deck.ts';
import {
  inDiaryOrder,
  isMemoryEvent,
  type CardEvent,
  type DiaryEvent,
  type EventId,
  type MemoryEvent,
} from './event.ts';
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

/** The memory that an event leaves behind. */
export function applied(
  memory: Memory,
  event: MemoryEvent,
  scheduler: Pick<Scheduler, 'after' | 'dated'>,
): Memory {
  switch (event.kind) {
    case 'graded':
      return scheduler.after(memory, event);
    case 'forgotten':
      return NEW_MEMORY;
    case 'dated':
      return scheduler.dated(memory, event);
  }
}

/** The memory of every card that has a standing answer: the whole diary from nothing. */
export function replay(events: Iterable<DiaryEvent>, scheduler: Scheduler): Map<CardId, Memory> {
  const memories = new Map<CardId, Memory>();
  for (const event of standing(events)) {
    if (!isMemoryEvent(event)) continue;
    memories.set(event.card, applied(memories.get(event.card) ?? NEW_MEMORY, event, scheduler));
  }
  return memories;
}
