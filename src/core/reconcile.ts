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

export type Copies = {
  readonly diary: readonly DiaryEvent[];
  readonly journal: readonly DiaryEvent[];
  /** Events in the diary that cannot be read; they count as found. */
  readonly unreadable: number;
  /** How many events the diary is known to have held. */
  readonly expected: number;
};

export type Reconciliation = {
  /** Events of the journal that the diary lacks. */
  readonly toDiary: readonly DiaryEvent[];
  /** Events of the diary that the journal lacks. */
  readonly toJournal: readonly DiaryEvent[];
  readonly alarm: DiaryAlarm;
};

/** What makes both copies hold the union of both, and how that compares with what should be there. */
export function reconcile({ diary, journal, unreadable, expected }: Copies): Reconciliation {
  const toDiary = lackedBy(diary, journal);
  const found = diary.length + toDiary.length + Math.max(0, unreadable - toDiary.length);
  return { toDiary, toJournal: lackedBy(journal, diary), alarm: judge(found, expected, toDiary.length) };
}

function judge(found: number, expected: number, restored: number): DiaryAlarm {
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
