import type { ReactNode } from 'react';
import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { isDrawable, isDrawableTree } from '../../core/drawable.ts';
import { CARD_COMPONENTS } from './Prose.tsx';

const PLUGINS = [remarkGfm];

/** Gives up on text that nobody could follow, and that would run a screen reader out of stack. */
function refuseDeepNesting() {
  return (tree: Parameters<typeof isDrawableTree>[0]) => {
    if (!isDrawableTree(tree)) throw new RangeError('This text is nested too deeply.');
  };
}

const TREE_PLUGINS = [refuseDeepNesting];

/**
 * Markdown as React elements, parsed now rather than when it is mounted: react-markdown's component holds no state,
 * so calling it gives the finished tree. Text that is too much for the parser is shown as it was written.
 */
export function renderMarkdown(markdown: string): ReactNode {
  if (!isDrawable(markdown)) return asWritten(markdown);
  try {
    return Markdown({
      children: markdown,
      remarkPlugins: PLUGINS,
      rehypePlugins: TREE_PLUGINS,
      components: CARD_COMPONENTS,
    });
  } catch {
    return asWritten(markdown);
  }
}

function asWritten(markdown: string): ReactNode {
  return <CARD_COMPONENTS.pre className="as-written">{markdown}</CARD_COMPONENTS.pre>;
}
