import type { Difficulty } from '../../core/deck.ts';
import { foldName } from './labels.ts';
import { type Lines, lineText } from './lines.ts';
import { difficultyOf } from './vocabulary.ts';

export type Heading = { readonly line: number; readonly level: number; readonly title: string };

/** What a heading such as `### Card 3 of 5 | Medium` says about its card. */
export type CardHeading = Heading & {
  readonly number: number | null;
  readonly of: number | null;
  readonly cardTitle: string | null;
  readonly difficulty: Difficulty | null;
};

/** What a section is for, told by its title. */
export type SectionKind =
  | 'cards'
  | 'keyConcepts'
  | 'distribution'
  | 'exports'
  | 'anki'
  | 'csv'
  | 'text'
  | 'sourceMapping'
  | 'schedule'
  | 'study'
  | 'prerequisites'
  | 'extensions'
  | 'tables';

const SECTION_TITLES: readonly (readonly [kind: SectionKind, title: RegExp])[] = [
  [
    'cards',
    /^(?:the )?(?:flash ?|study )?cards?(?: set)?$|^(?:easy|medium|hard)(?: level)?(?: flash ?cards?| cards?| questions?)?$/,
  ],
  ['distribution', /^(?:cards? |difficulty )?distribution$/],
  ['keyConcepts', /^critical (?:knowledge|concepts?)|^key concepts?$/],
  ['anki', /^anki\b|^tab[- ]separated|^tsv\b/],
  ['csv', /^csv\b|^comma[- ]separated/],
  ['text', /^plain ?text/],
  ['exports', /^(?:card |deck )?exports?\b/],
  ['sourceMapping', /^source (?:mapping|map|references?|coverage)\b|^card sources?$/],
  [
    'schedule',
    /^(?:recommended |suggested )?(?:review|study|spaced[- ]repetition|spaced[- ]review)(?: \w+)? (?:schedule|plan)\b|^spaced[- ]repetition\b|^schedule$/,
  ],
  ['study', /^study (?:recommendations?|guide|tips|notes|advice)\b/],
  ['prerequisites', /^prerequisites?\b|^before (?:these|studying|you|starting)\b/],
  [
    'extensions',
    /^extensions?\b|^after (?:mastering|these|studying)\b|^(?:further|next) (?:study|reading|topics|steps)\b|^going (?:deeper|further)\b/,
  ],
  ['tables', /^cross[- ]?references?\b|^connections?\b/],
];

const EDGE_MARKS = /^[\s|:()–—.#-]+|[\s|:(–—-]+$/g;

/** Reads a line of kind HEADING. */
export function headingAt(lines: Lines, line: number): Heading {
  const text = lineText(lines, line).trim();
  let level = 0;
  while (text[level] === '#') level += 1;
  const words = text.slice(level).trim();
  let end = words.length;
  while (end > 0 && words[end - 1] === '#') end -= 1;
  // A closing run of # counts only after a blank: `Learn C#` ends with its own.
  const isClosing = end === 0 || (end < words.length && /\s/.test(words[end - 1] ?? ''));
  return { line, level, title: (isClosing ? words.slice(0, end) : words).trim() };
}

/** The card that a heading opens, or `null` for any other heading ("Card Distribution", "Cards to know"). */
export function cardHeading(heading: Heading): CardHeading | null {
  const start =
    /^[*_]{0,3}(?:flash ?)?card\b(?:\s?#?(\d{1,9}))?(?:\s?(?:of|\/)\s?(\d{1,9}))?\s?(?=$|[*_|:(–—.-])[*_]{0,3}/i.exec(
      heading.title,
    );
  if (!start) return null;
  const rest = heading.title.slice(start[0].length);
  const { difficulty, title } = difficultyIn(rest);
  return {
    ...heading,
    number: start[1] === undefined ? null : Number(start[1]),
    of: start[2] === undefined ? null : Number(start[2]),
    cardTitle: title === '' ? null : title,
    difficulty,
  };
}

/** What the section under a heading or bold label is for; `null` when the title is none that Flipside knows. */
export function sectionKind(title: string): SectionKind | null {
  const folded = foldName(title).replace(/^\d+ /, '');
  return SECTION_TITLES.find(([, pattern]) => pattern.test(folded))?.[0] ?? null;
}

/** The difficulty that a heading such as `Medium Cards` gives to the cards below it. */
export function groupDifficulty(title: string): Difficulty | null {
  return difficultyOf(foldName(title).split(' ', 1)[0] ?? '');
}

/** Takes the difficulty word out of `: Bellman equation (Easy)` and gives back what remains as the title. */
function difficultyIn(rest: string): { readonly difficulty: Difficulty | null; readonly title: string } {
  const parts = rest.split(/[|:()–—]| - /);
  const word = parts.find((part) => difficultyOf(part.replaceAll('*', '')) !== null);
  const title = word === undefined ? rest : rest.replace(word, '').replace(/\(\)|\|\s*(?=\|)/, '');
  return {
    difficulty: word === undefined ? null : difficultyOf(word.replaceAll('*', '')),
    title: title
      .replaceAll(EDGE_MARKS, '')
      .replaceAll(/^\*+|\*+$/g, '')
      .trim(),
  };
}
