import type { Nodes, Root } from 'hast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { defaultUrlTransform } from 'react-markdown';
import { unified } from 'unified';
import { isDrawable, isDrawableTree } from '../core/drawable.ts';

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .freeze();

/**
 * A card's Markdown as a tree of elements, the same that react-markdown shows: HTML is text like any other, so that
 * `Vec<T>` keeps its `<T>`, and dangerous addresses are gone.
 * Text that is too much for parsers and screen readers comes back as it was written. Never throws.
 */
export function markdownTree(markdown: string): Root {
  if (!isDrawable(markdown)) return asWritten(markdown);
  try {
    const tree = processor.runSync(processor.parse(markdown));
    if (!isDrawableTree(tree)) return asWritten(markdown);
    clean(tree);
    return tree;
  } catch {
    return asWritten(markdown);
  }
}

function asWritten(markdown: string): Root {
  const properties = { className: ['as-written'] };
  const text = { type: 'text', value: markdown } as const;
  return { type: 'root', children: [{ type: 'element', tagName: 'pre', properties, children: [text] }] };
}

const ADDRESSES = ['href', 'src', 'cite'] as const;

/**
 * Drops positions, which would double the size of a bundled deck, and addresses that could run something; turns HTML
 * into text.
 */
function clean(node: Nodes): void {
  delete node.position;
  if (node.type === 'element') {
    for (const name of ADDRESSES) {
      const address = node.properties[name];
      if (typeof address === 'string') node.properties[name] = defaultUrlTransform(address);
    }
  }
  if (!('children' in node)) return;
  for (const [index, child] of node.children.entries()) {
    if (child.type === 'raw') node.children[index] = { type: 'text', value: child.value };
    else clean(child);
  }
}
