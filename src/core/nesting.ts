type Node = { readonly type?: string; readonly children?: readonly Node[] };

/** More than any readable text has; far below what makes browsers and screen readers run out of stack. */
const DEEPEST = 64;

/** Whether a tree is nested deeper than anything that was written to be read. */
export function isTooNested(root: Node): boolean {
  let level: readonly Node[] = [root];
  for (let depth = 0; depth <= DEEPEST; depth += 1) {
    level = level.flatMap((node) => node.children ?? []);
    if (level.length === 0) return false;
  }
  return true;
}

const MARKERS = /^[ \t]*(?:>[ \t]*|(?:[-*+]|\d{1,9}[.)])[ \t]+){65}/m;

/** Whether a line opens more quotes and lists than a tree may be deep: told before parsing, which takes seconds then. */
export function opensTooMuch(markdown: string): boolean {
  return MARKERS.test(markdown);
}
