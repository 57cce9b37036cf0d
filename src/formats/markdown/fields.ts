import type { Report } from './problems.ts';
import { quoted } from './problems.ts';

/** A value the author wrote with the line it stands on. */
export type Written = { readonly line: number; readonly value: string };

/** Named values, each once: a second, different one is reported and the first kept. */
export type Fields<Name extends string> = {
  readonly get: (name: Name) => Written | null;
  readonly put: (name: Name, written: Written) => void;
  /** Adds an item to a value that is written as a list. */
  readonly append: (name: Name, written: Written) => void;
};

/** `where` names the place in a sentence: "the header", "card 3". */
export function createFields<Name extends string>(where: string, report: Report): Fields<Name> {
  const found = new Map<Name, Written>();
  const put = (name: Name, written: Written) => {
    const before = found.get(name);
    if (!before) found.set(name, written);
    else if (before.value !== written.value)
      report(
        written.line,
        'warning',
        `${quoted(written.value)} contradicts ${quoted(before.value)} on line ${before.line + 1} of ${where}. The first is used; remove one of them.`,
      );
  };
  const append = (name: Name, { line, value }: Written) => {
    const before = found.get(name);
    found.set(name, before ? { line: before.line, value: `${before.value}, ${value}` } : { line, value });
  };
  return { get: (name) => found.get(name) ?? null, put, append };
}
