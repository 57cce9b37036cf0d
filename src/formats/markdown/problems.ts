import type { Problem, Severity } from '../../core/deck.ts';

/** Reports a problem; `line` counts from 0 as everywhere inside the reader. */
export type Report = (line: number, severity: Severity, message: string) => void;

const MOST_OF_A_KIND = 1000;

/**
 * Collects problems in any order and gives them back by line. Of errors, warnings and notes at most a thousand each are
 * kept and the others counted, so that garbage stays small and an error is never crowded out.
 */
export function collectProblems(): { readonly report: Report; readonly sorted: () => Problem[] } {
  const problems: Problem[] = [];
  const counts = { error: 0, warning: 0, note: 0 };
  const report: Report = (line, severity, message) => {
    counts[severity] += 1;
    if (counts[severity] <= MOST_OF_A_KIND) problems.push({ line: line + 1, severity, message });
  };
  const sorted = () => {
    const byLine = problems.toSorted((a, b) => a.line - b.line);
    const more = counts.error + counts.warning + counts.note - problems.length;
    if (more > 0)
      byLine.push({
        line: byLine.at(-1)?.line ?? 1,
        severity: counts.error > MOST_OF_A_KIND ? 'error' : 'warning',
        message: `${more} further problems are not listed. Is this a lesson deck? Correct the first ones and read the file again.`,
      });
    return byLine;
  };
  return { report, sorted };
}

/** The author's words in quotation marks, shortened so that a sentence stays readable. */
export function quoted(text: string): string {
  const [line = ''] = text.trim().split(/[\r\n]/, 1);
  return line.length > 60 ? `“${line.slice(0, 59).replace(/[\uD800-\uDBFF]$/, '')}…”` : `“${line}”`;
}
