import type { Grade } from '../../core/event.ts';
import { GRADES } from '../../core/event.ts';
import { titleCase } from '../../core/words.ts';

const HUES = {
  again: 'text-again',
  hard: 'text-hard',
  good: 'text-good',
  easy: 'text-easy',
} as const satisfies Record<Grade, string>;

type Props = {
  readonly side: 'front' | 'back';
  /** The interval that each grade will really give, ready to print. */
  readonly intervals: Readonly<Record<Grade, string>> | null;
  /** Again and Good alone, or all four. */
  readonly grades: readonly Grade[];
  /** The grade that the ticked points speak for. */
  readonly suggested: Grade | null;
  readonly onReveal: () => void;
  readonly onGrade: (grade: Grade) => void;
};

/** Fixed at the foot of the study screen; both sides of the card give it the same height, so nothing jumps. */
export function GradeBar({ side, intervals, grades, suggested, onReveal, onGrade }: Props) {
  return (
    <div className="fixed inset-x-0 bottom-0 border-t border-line bg-paper pb-[env(safe-area-inset-bottom)]">
      <div className="mx-auto grid h-[4.75rem] max-w-measure grid-cols-4 items-stretch gap-2 px-3 py-2 sm:gap-3 sm:px-5">
        {side === 'front' || intervals === null ? (
          <button
            type="button"
            onClick={onReveal}
            className="col-span-4 rounded-md border border-accent bg-accent font-medium text-onaccent hover:brightness-110"
          >
            Show answer
            <kbd
              aria-hidden="true"
              className="ml-3 font-sans text-[13px] font-normal opacity-75 pointer-coarse:hidden"
            >
              Space
            </kbd>
          </button>
        ) : (
          grades.map((grade) => (
            <button
              key={grade}
              type="button"
              aria-label={titleCase(grade)}
              aria-describedby={`interval-${grade}${grade === suggested ? ' suggested' : ''}`}
              onClick={() => onGrade(grade)}
              className={`group flex flex-col items-center justify-center rounded-md border hover:border-current ${grade === suggested ? 'border-2 border-ink' : 'border-line'} ${grades.length === 2 ? 'col-span-2' : ''}`}
            >
              <span className={`font-semibold ${HUES[grade]}`}>
                {titleCase(grade)}
                <kbd
                  aria-hidden="true"
                  className="ml-1.5 hidden font-sans text-[13px] font-normal text-muted sm:inline"
                >
                  {GRADES.indexOf(grade) + 1}
                </kbd>
              </span>
              <span id={`interval-${grade}`} className="text-[13px] text-muted">
                {intervals[grade]}
                {grade === suggested && (
                  <span id="suggested" className="max-sm:sr-only">
                    {' '}
                    · suggested
                  </span>
                )}
              </span>
            </button>
          ))
        )}
      </div>
    </div>
  );
}
