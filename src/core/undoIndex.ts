import type { Archive } from './archive.ts';
import { inDiaryOrder, type DiaryEvent, type EventId } from './event.ts';

/** Which events stand, kept up to date as events arrive in any order. */
export type UndoIndex = {
  /** Takes a new event in; the earlier event that it made stand or fall, or `null` when it did neither. */
  readonly add: (event: DiaryEvent) => DiaryEvent | null;
  readonly has: (event: DiaryEvent) => boolean;
  /** The event of an id; `null` for an unknown one. */
  readonly find: (id: EventId) => DiaryEvent | null;
  readonly isUndone: (id: EventId) => boolean;
  readonly stands: (id: EventId) => boolean;
  readonly undoneBy: (id: EventId) => EventId | null;
  readonly size: () => number;
  /** Every event as it arrived, of whatever kind. */
  readonly events: () => Iterable<DiaryEvent>;
  /** The archive that it began with can be looked into from now on. */
  readonly attach: (archive: Archive) => void;
  /** How many standing `undone` events name an event, for every event that some name. */
  readonly standingUndos: () => UndoCounts;
};

export type UndoCounts = readonly (readonly [id: EventId, count: number])[];

type Undone = Extract<DiaryEvent, { kind: 'undone' }>;

/**
 * An event stands unless a standing `undone` names it. Only an `undone` later in diary order counts, as its name says;
 * that makes a circle of damaged events impossible, so every walk along a chain of undo and redo ends. It may begin
 * with an archive of so many events and their `counts`; until that is attached, its events are as unknown ones.
 */
export function createUndoIndex(archived = 0, counts: UndoCounts = []): UndoIndex {
  let archive: Archive | null = null;
  const byId = new Map<EventId, DiaryEvent>();
  const undosOf = new Map<EventId, Undone[]>();
  /** Those that none names are absent, which keeps it small. */
  const standingUndos = new Map(counts);
  const note = (undo: Undone) => {
    const others = undosOf.get(undo.target);
    if (others) others.push(undo);
    else undosOf.set(undo.target, [undo]);
  };
  const find = (id: EventId) => byId.get(id) ?? archive?.find(id) ?? null;

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
      const target = find(undo.target);
      if (target === null || inDiaryOrder(target, undo) >= 0) return null;
      const before = standingUndos.get(target.id) ?? 0;
      setUndos(target.id, before + change);
      if (before > 0 === before + change > 0) return null;
      if (target.kind !== 'undone') return target;
      undo = target;
    }
  };

  return {
    attach(given) {
      archive = given;
      for (const event of given.others) if (event.kind === 'undone') note(event);
    },
    add(event) {
      byId.set(event.id, event);
      const undos = counting(event).length;
      setUndos(event.id, undos);
      if (event.kind !== 'undone') return null;
      note(event);
      return undos === 0 ? apply(event) : null;
    },
    has: (event) => byId.has(event.id) || (archive !== null && archive.has(event)),
    find,
    *events() {
      if (archive) yield* archive.events();
      yield* byId.values();
    },
    isUndone,
    stands: (id) => find(id) !== null && !isUndone(id),
    undoneBy(id) {
      const event = find(id);
      return event ? (counting(event).toSorted(inDiaryOrder).at(-1)?.id ?? null) : null;
    },
    size: () => byId.size + (archive?.size ?? archived),
    standingUndos: () => [...standingUndos],
  };
}
