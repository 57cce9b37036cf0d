import type { Problem } from '../../core/deck.ts';
import { titleCase } from '../../core/words.ts';

const TONE = { error: 'text-again', warning: 'text-warn', note: 'text-muted' } as const;

/** What the reader of a deck had to say about it, each with its line. */
export function ProblemList({ problems }: { readonly problems: readonly Problem[] }) {
  return (
    <ul className="space-y-1.5 text-[14px]">
      {problems.map((problem) => (
        <li key={`${problem.line} ${problem.message}`} className="grid grid-cols-[4.5rem_1fr] gap-3">
          <span className="text-muted">Line {problem.line}</span>
          <span>
            <span className={`font-medium ${TONE[problem.severity]}`}>{titleCase(problem.severity)}.</span>{' '}
            {problem.message}
          </span>
        </li>
      ))}
    </ul>
  );
}
