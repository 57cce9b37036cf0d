import { isDrawable } from './drawable.ts';

/** One line that begins with a letter or a quotation mark, of characters that mean themselves in Markdown. */
const PLAIN = /^[\p{L}"“‘'(¿¡][\p{L}\p{N}\p{M} .,;:?!'"“”‘’()%/–—…=+$€°×-]*$/u;
/** What GitHub's Markdown makes a link of. */
const LINKED = /:\/\/|www\./i;
/** A space at the end is no part of the text. */
const LOOSE = / $/;

/** Whether Markdown surely makes nothing else of a text than one paragraph of the same characters. */
export function isPlainText(markdown: string): boolean {
  return isDrawable(markdown) && PLAIN.test(markdown) && !LINKED.test(markdown) && !LOOSE.test(markdown);
}
