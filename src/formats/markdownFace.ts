import { toJsxRuntime } from 'hast-util-to-jsx-runtime';
import { FRAGMENT, type Face } from '../core/face.ts';
import { markdownTree } from './markdownTree.ts';

/** A card's Markdown as a face, its blocks in one fragment. Never throws. */
export function markdownFace(markdown: string): Face {
  const face: unknown = toJsxRuntime(markdownTree(markdown), {
    Fragment: FRAGMENT,
    jsx: faceOf,
    jsxs: faceOf,
  });
  return face as Face;
}

function faceOf(tag: unknown, { children, ...props }: { readonly children?: unknown }): Face {
  const inside = Array.isArray(children) ? children : children === undefined ? [] : [children];
  return { tag: String(tag), props, inside: inside as Face[] };
}
