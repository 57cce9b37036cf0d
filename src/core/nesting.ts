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
