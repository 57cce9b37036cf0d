import { plainFace, type Face } from '../../core/face.ts';
import { isPlainText } from '../../core/plainText.ts';
import { useEffect, useState, type ReactNode } from 'react';
import { faceToElement } from './Prose.tsx';

/**
 * Card texts as ready React elements, by their Markdown. Bundled decks bring faces from the build; imported ones are
 * parsed here ahead of need, so that a flip only mounts what is ready.
 */
const elements = new Map<string, ReactNode>();
const rendered = new Map<string, Face>();

export function addFaces(texts: readonly string[], faces: readonly Face[]): void {
  for (const [index, text] of texts.entries()) {
    const face = faces[index];
    if (face !== undefined) rendered.set(text, face);
  }
}

/** The element of a text, or `undefined` while it has not been prepared. */
export function faceOf(text: string): ReactNode | undefined {
  const face = rendered.get(text) ?? (isPlainText(text) ? plainFace(text) : undefined);
  if (face !== undefined && !elements.has(text)) elements.set(text, faceToElement(face));
  return elements.get(text);
}

/** Whether all the texts can be shown without parsing. */
export function hasFaces(texts: readonly string[]): boolean {
  return texts.every(hasFace);
}

function hasFace(text: string): boolean {
  return elements.has(text) || rendered.has(text) || isPlainText(text);
}

/** Parses what the build did not; afterwards `faceOf` knows every one of the texts. */
export async function prepareFaces(texts: readonly string[]): Promise<void> {
  const missing = texts.filter((text) => !hasFace(text));
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
