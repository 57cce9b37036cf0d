import type { Root } from 'hast';
import { useEffect, useState, type ReactNode } from 'react';
import { treeToElement } from './Prose.tsx';

/**
 * Card texts as ready React elements, by their Markdown. Bundled decks bring trees from the build; imported ones are
 * parsed here ahead of need, so that a flip only mounts what is ready.
 */
const elements = new Map<string, ReactNode>();
const trees = new Map<string, Root>();

export function addTrees(texts: readonly string[], roots: readonly Root[]): void {
  for (const [index, text] of texts.entries()) {
    const root = roots[index];
    if (root) trees.set(text, root);
  }
}

/** The element of a text, or `undefined` while it has not been prepared. */
export function faceOf(text: string): ReactNode | undefined {
  const tree = trees.get(text);
  if (tree && !elements.has(text)) elements.set(text, treeToElement(tree));
  return elements.get(text);
}

/** Whether all the texts can be shown without parsing. */
export function hasFaces(texts: readonly string[]): boolean {
  return texts.every((text) => elements.has(text) || trees.has(text));
}

/** Parses what no tree exists for; afterwards `faceOf` knows every one of the texts. */
export async function prepareFaces(texts: readonly string[]): Promise<void> {
  const missing = texts.filter((text) => !elements.has(text) && !trees.has(text));
  if (missing.length === 0) return;
  const { renderMarkdown } = await import('./renderMarkdown.tsx');
  for (const text of missing) elements.set(text, renderMarkdown(text));
}

/** The element of a text; `null` for the moment it takes to prepare one that nobody asked for ahead. */
export function useFace(text: string): ReactNode {
  const [, setReady] = useState<string | null>(null);
  const face = faceOf(text);
  useEffect(() => {
    if (face === undefined) void prepareFaces([text]).then(() => setReady(text));
  }, [face, text]);
  return face ?? null;
}
