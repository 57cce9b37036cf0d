/**
 * A card's text ready to be shown: characters, or an element with its attributes as React names them and what is in
 * it. Plain JSON, so that the build can render Markdown once and the app never parses it.
 */
export type Face =
  | string
  | {
      readonly tag: string;
      readonly props: Readonly<Record<string, unknown>>;
      readonly inside: readonly Face[];
    };

/** The tag of a face that is only what is inside it. */
export const FRAGMENT = 'fragment';

/** The face of a text in which nothing is marked up. */
export function plainFace(text: string): Face {
  return { tag: FRAGMENT, props: {}, inside: [{ tag: 'p', props: {}, inside: [text] }] };
}
