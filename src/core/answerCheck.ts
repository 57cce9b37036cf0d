import { fold } from './search.ts';

/** A piece of what was typed; `term` names the key term it is, or `null`. The pieces join up to the whole text. */
export type Segment = { readonly text: string; readonly term: string | null };

export type AnswerCheck = {
  readonly segments: readonly Segment[];
  readonly found: readonly string[];
  readonly missed: readonly string[];
};

/** A text reduced to folded words with one space between and around them, and where each character came from. */
type Words = { readonly text: string; readonly sources: readonly number[] };

/** Scripts that put no spaces between words, where a term may begin in the middle of a run of letters. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/**
 * Looks for key terms in a typed answer as whole words, whatever their case, accents, hyphens or plural s. The text is
 * taken in composed form (NFC) and invisible characters neither hide a term nor show up in it.
 */
export function checkAnswer(typed: string, terms: readonly string[]): AnswerCheck {
  const text = typed.normalize('NFC');
  const words = foldedWords(text);
  const found: string[] = [];
  const spans: { start: number; end: number; term: string }[] = [];
  for (const term of new Set(terms)) {
    const own = spansOf(foldedWords(term.normalize('NFC')).text.trim(), words, text.length);
    if (own.length > 0) found.push(term);
    spans.push(...own.map((span) => ({ ...span, term })));
  }
  return {
    segments: segmentsOf(text, spans),
    found,
    missed: [...new Set(terms)].filter((term) => !found.includes(term)),
  };
}

function foldedWords(text: string): Words {
  const letters = [' '];
  const sources = [0];
  let source = 0;
  for (const character of text) {
    for (const letter of fold(character)) {
      const isWord = /[\p{L}\p{N}\p{M}]/u.test(letter);
      if (!isWord && letters.at(-1) === ' ') continue;
      letters.push(isWord ? letter : ' ');
      sources.push(source);
      // The letters of the higher planes are two units long, and places are counted in units.
      if (isWord && letter.length === 2) sources.push(source);
    }
    source += character.length;
  }
  return { text: letters.join(''), sources };
}

/** Where a folded term stands, as places in the source text. */
function spansOf(term: string, { text, sources }: Words, length: number) {
  const spans: { start: number; end: number }[] = [];
  if (term === '') return spans;
  for (let place = text.indexOf(term); place >= 0; place = text.indexOf(term, place + term.length)) {
    const plural =
      /^(?:e?s)(?![\p{L}\p{N}])/u.exec(text.slice(place + term.length, place + term.length + 3))?.[0] ?? '';
    const end = place + term.length + plural.length;
    if (isEdge(text, place) && isEdge(text, end)) {
      spans.push({ start: sources[place] ?? 0, end: endOf(sources, end, length) });
    }
  }
  return spans;
}

/** A place between two characters where a word may begin or end. */
function isEdge(text: string, place: number): boolean {
  const [before, after] = [text.charAt(place - 1), text.charAt(place)];
  return [before, after].some(
    (character) => character === '' || character === ' ' || UNSPACED.test(character),
  );
}

/** The source place after the last character before `end`, so that a trailing mark stays with its letter. */
function endOf(sources: readonly number[], end: number, length: number): number {
  const last = sources[end - 1] ?? 0;
  let next = end;
  while (sources[next] === last) next += 1;
  return sources[next] ?? length;
}

/** Earlier and longer spans win where two overlap. */
function segmentsOf(text: string, spans: readonly { start: number; end: number; term: string }[]): Segment[] {
  const segments: Segment[] = [];
  let place = 0;
  const add = (end: number, term: string | null) => {
    if (end > place) segments.push({ text: text.slice(place, end), term });
    place = Math.max(place, end);
  };
  for (const { start, end, term } of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < place) continue;
    add(start, null);
    add(end, term);
  }
  add(text.length, null);
  return segments;
}
