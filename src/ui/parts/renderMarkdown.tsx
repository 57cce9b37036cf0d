import type { ReactNode } from 'react';
import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { CARD_COMPONENTS } from './Prose.tsx';

const PLUGINS = [remarkGfm];

/**
 * Markdown as React elements, parsed now rather than when it is mounted: react-markdown's component holds no state,
 * so calling it gives the finished tree. Text that nests too deeply for the parser is shown as it was written.
 */
export function renderMarkdown(markdown: string): ReactNode {
  try {
    return Markdown({ children: markdown, remarkPlugins: PLUGINS, components: CARD_COMPONENTS });
  } catch {
    return <pre>{markdown}</pre>;
  }
}
