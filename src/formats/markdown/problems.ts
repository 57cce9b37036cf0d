import type { Problem, Severity } from '../../core/deck.ts';

/** Reports a problem; `line` counts from 0 as everywhere inside the reader. */
export type Report = (line: number, severity: Severity, message: string) => void;

const MOST_PROBLEMS = 1000;

/** Collects problems in any order and gives them back by line; after a thousand only their count, so that garbage stays small. */
export function collectProblems(): { readonly report: Report; readonly sorted: () => Problem[] } {
  const problems: Problem[] = [];
  let more = 0;
  const report: Report = (line, severity, message) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ line: line + 1, severity, message });
    else more += 1;
  };
  const sorted = () => {
    const rest: Problem = {
      line: problems.at(-1)?.line ?? 1,
      severity: 'error',
      message: `${more} further problems are not listed. Is this a lesson deck? Correct the first ones and read the file again.`,
    };
    return [...problems, ...(more > 0 ? [rest] : [])].toSorted((a, b) => a.line - b.line);
  };
  return { report, sorted };
}

/** The author's words in quotation marks, shortened so that a sentence stays readable. */
export function quoted(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  return line.length > 60 ? `“${line.slice(0, 59)}…”` : `“${line}”`;
}
