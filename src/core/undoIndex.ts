import { inDiaryOrder, type DiaryEvent, type EventId } from './event.ts';

/** Which events stand, kept up to date as events arrive in any order. */
export type UndoIndex = {
  /** Takes a new event in; the earlier event that it made stand or fall, or `null` when it did neither. */
  readonly add: (event: DiaryEvent) => DiaryEvent | null;
  readonly has: (id: EventId) => boolean;
  readonly isUndone: (id: EventId) => boolean;
  readonly stands: (id: EventId) => boolean;
  readonly undoneBy: (id: EventId) => EventId | null;
  readonly size: () => number;
  /** Every event as it arrived, of whatever kind. */
  readonly events: () => Iterable<DiaryEvent>;
};

type Undone = Extract<DiaryEvent, { kind: 'undone' }>;

/**
 * An event stands unless a standing `undone` names it. Only an `undone` later in diary order counts, as its name says;
 * that makes a circle of damaged events impossible, so every walk along a chain of undo and redo ends.
 */
export function createUndoIndex(): UndoIndex {
  const byId = new Map<EventId, DiaryEvent>();
  const undosOf = new Map<EventId, Undone[]>();
  /** How many standing `undone` events name an event; those that none names are absent, which keeps it small. */
  const standingUndos = new Map<EventId, number>();

  const isUndone = (id: EventId) => standingUndos.has(id);
  const setUndos = (id: EventId, count: number) => {
    if (count > 0) standingUndos.set(id, count);
    else standingUndos.delete(id);
  };
  const counting = (event: DiaryEvent): readonly Undone[] =>
    undosOf.get(event.id)?.filter((undo) => inDiaryOrder(event, undo) < 0 && !isUndone(undo.id)) ?? [];

  const apply = (first: Undone): DiaryEvent | null => {
    let undo = first;
    for (let change = 1; ; change = -change) {
      const target = byId.get(undo.target);
      if (target === undefined || inDiaryOrder(target, undo) >= 0) return null;
      const before = standingUndos.get(target.id) ?? 0;
      setUndos(target.id, before + change);
      if (before > 0 === before + change > 0) return null;
      if (target.kind !== 'undone') return target;
      undo = target;
    }
  };

  return {
    add(event) {
      byId.set(event.id, event);
      const undos = counting(event).length;
      setUndos(event.id, undos);
      if (event.kind !== 'undone') return null;
      const others = undosOf.get(event.target);
      if (others) others.push(event);
      else undosOf.set(event.target, [event]);
      return undos === 0 ? apply(event) : null;
    },
    has: (id) => byId.has(id),
    events: () => byId.values(),
    isUndone,
    stands: (id) => byId.has(id) && !isUndone(id),
    undoneBy(id) {
      const event = byId.get(id);
      return event ? (counting(event).toSorted(inDiaryOrder).at(-1)?.id ?? null) : null;
    },
    size: () => byId.size,
  };
}
