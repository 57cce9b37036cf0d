import type { DiaryEvent } from './event.ts';

/**
 * What came of comparing the copies of the diary. `missing`: fewer events are left than the diary is known to have
 * held, which a browser brings about without an error when it loses its database; never a new learner.
 */
export type DiaryAlarm =
  | { readonly kind: 'ok' }
  | { readonly kind: 'restored'; readonly events: number }
  | {
      readonly kind: 'missing';
      readonly expected: number;
      readonly found: number;
      readonly restored: number;
    };

/** What each copy lacks of the other; with that added, both hold the union. */
export type Reconciliation = {
  readonly toDiary: readonly DiaryEvent[];
  readonly toJournal: readonly DiaryEvent[];
};

export function reconcile(diary: readonly DiaryEvent[], journal: readonly DiaryEvent[]): Reconciliation {
  return { toDiary: lackedBy(diary, journal), toJournal: lackedBy(journal, diary) };
}

/** The alarm for a diary that holds `found` events, `restored` of them brought back just now, of `expected`. */
export function judgeDiary(expected: number, found: number, restored: number): DiaryAlarm {
  if (found < expected) return { kind: 'missing', expected, found, restored };
  return restored > 0 ? { kind: 'restored', events: restored } : { kind: 'ok' };
}

/** The events of `copy` whose ids `one` lacks, each id once. */
function lackedBy(one: readonly DiaryEvent[], copy: readonly DiaryEvent[]): DiaryEvent[] {
  const present = new Set(one.map(({ id }) => id));
  return copy.filter(({ id }) => {
    const isNew = !present.has(id);
    present.add(id);
    return isNew;
  });
}
