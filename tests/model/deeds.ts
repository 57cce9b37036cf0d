import fc from 'fast-check';
import { GRADES, type Grade } from '../../src/core/event.ts';

/**
 * What becomes of an answer on its way to the disk: it is kept, or refused before or at its end; or its connection is
 * closed under it, in which case it must be kept all the same.
 */
const FATES = ['refused', 'aborted', 'closed', 'kept', 'kept', 'kept', 'kept', 'kept', 'kept'] as const;
export type Fate = (typeof FATES)[number];

/** What a learner, a second tab, the disk or the clock may do. */
export type Deed =
  | { readonly kind: 'grade'; readonly tab: number; readonly grade: Grade; readonly fate: Fate }
  | { readonly kind: 'undo' | 'redo' | 'bury' | 'forget' | 'restart' | 'close'; readonly tab: number }
  | { readonly kind: 'hours'; readonly hours: number }
  | { readonly kind: 'import' | 'remove' | 'restore' | 'reopen' };

const TEN_YEARS = 87_660;
const tab = fc.nat({ max: 1 });
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      kind: fc.constant('grade' as const),
      tab,
      grade: fc.constantFrom(...GRADES),
      fate: fc.constantFrom(...FATES),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'undo' as const,
        'undo' as const,
        'redo' as const,
        'bury' as const,
        'forget' as const,
        'restart' as const,
        'close' as const,
      ),
      tab,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('hours' as const),
      hours: fc.oneof(fc.integer({ min: -2000, max: 2000 }), fc.integer({ min: -TEN_YEARS, max: TEN_YEARS })),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('import' as const, 'remove' as const, 'restore' as const, 'reopen' as const),
    }),
  },
);
/** What two tabs go through, in order. */
export const histories = fc.array(deed, { minLength: 5, maxLength: 40 });
