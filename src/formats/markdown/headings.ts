import type { Difficulty, ExportFormat } from '../../core/deck.ts';
import { trimMarks } from './characters.ts';
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
  | ExportFormat
  | 'sourceMapping'
  | 'schedule'
  | 'study'
  | 'prerequisites'
  | 'extensions'
  | 'tables';

const SECTION_TITLES: readonly (readonly [kind: SectionKind, title: RegExp])[] = [
  ['cards', /^(?:the )?(?:flash ?|study )?cards?(?: set)?$/],
  ['cards', /^(?:easy|medium|hard)(?: level)?(?: flash ?cards?| cards?| questions?)?$/],
  ['distribution', /^(?:cards? |difficulty |question )?distribution\b/],
  ['keyConcepts', /^(?:critical|key|core) (?:knowledge|concepts?)\b/],
  ['exports', /^(?:card |deck )?exports?\b/],
  ['sourceMapping', /^source (?:mapping|map|references?|coverage)\b|^card sources?$/],
  ['schedule', /^(?:recommended |suggested )?(?:review|study)(?: \w+)? (?:schedule|plan)\b|^schedule$/],
  ['schedule', /^(?:recommended |suggested )?spaced[- ](?:repetition|review)\b/],
  ['study', /^study (?:recommendations?|guide|tips|notes|advice)\b/],
  ['prerequisites', /^prerequisites?\b|^before (?:these|studying|you|starting)\b/],
  ['extensions', /^extensions?\b|^after (?:mastering|these|studying)\b|^going (?:deeper|further)\b/],
  ['extensions', /^(?:further|next) (?:study|reading|topics|steps)\b/],
  ['tables', /^cross[- ]?references?\b|^connections?\b/],
];

/** Words that name one export format; a title with several names the section around them. */
const FORMAT_WORDS: readonly (readonly [format: ExportFormat, words: RegExp])[] = [
  ['anki', /\banki\b|\btab[- ]separated\b|\btsv\b/i],
  ['csv', /\bcsv\b|\bcomma[- ]separated\b/i],
  ['text', /\bplain[- ]?text\b/i],
];

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

/** `Card 3`, `Flashcard #3 of 5`, `**Card 3**`, or `Card` alone when a separator or nothing follows. */
const CARD_START =
  /^[*_]{0,3}(?:flash ?)?card(?:\s?#?(\d{1,9})(?:\s?(?:of|\/)\s?(\d{1,9}))?(?=$|\s?[^\w\s-]|\s?-\s)|(?=$|\s?[|:(–—*]|\s-\s))/i;

/** The card that a heading opens, or `null` for any other heading ("Card Distribution", "Cards to know"). */
export function cardHeading({ line, level, title: whole }: Heading): CardHeading | null {
  if (!'cCfF*_'.includes(whole[0] ?? ' ')) return null;
  const words = /^\*\*[^*]+\*\*$/.test(whole) ? whole.slice(2, -2) : whole;
  const start = CARD_START.exec(words);
  if (!start) return null;
  const rest = words.slice(start[0].length);
  const { difficulty, title } = difficultyIn(rest);
  return {
    line,
    level,
    title: whole,
    number: start[1] === undefined ? null : Number(start[1]),
    of: start[2] === undefined ? null : Number(start[2]),
    cardTitle: title === '' ? null : title,
    difficulty,
  };
}

/** What the section under a heading or bold label is for; `null` when the title is none that Flipside knows. */
export function sectionKind(title: string): SectionKind | null {
  const formats = FORMAT_WORDS.filter(([, words]) => words.test(title));
  if (formats.length === 1) return formats[0]?.[0] ?? null;
  const folded = foldName(title).replace(/^\d+ /, '');
  return SECTION_TITLES.find(([, pattern]) => pattern.test(folded))?.[0] ?? null;
}

/** The difficulty that a heading such as `Medium Cards` gives to the cards below it. */
export function groupDifficulty(title: string): Difficulty | null {
  return difficultyOf(foldName(title).split(' ', 1)[0] ?? '');
}

/** What joins a title to the words before and after it. */
const SEPARATORS = ' \t|:–—-';

/** A difficulty between separators or in brackets. */
const DIFFICULTY_PART = /(?:^|[|:–—([]|\s-)\s*[*_]{0,2}([a-z]{4,12})[*_]{0,2}\s*(?=$|[|:–—)\]]|-\s)[)\]]?/gi;

/** Takes the difficulty word out of `: Bellman equation (Easy)` and gives back what remains as the title. */
function difficultyIn(rest: string): { readonly difficulty: Difficulty | null; readonly title: string } {
  const words = trimMarks(rest.replace(/^[*_]{0,3}[.)]?/, ''), SEPARATORS);
  const only = difficultyOf(words);
  if (only || words === '') return { difficulty: only, title: '' };
  for (const part of words.matchAll(DIFFICULTY_PART)) {
    const difficulty = difficultyOf(part[1] ?? '');
    if (!difficulty) continue;
    const sides = [words.slice(0, part.index), words.slice(part.index + part[0].length)].map((side) =>
      trimMarks(side, SEPARATORS),
    );
    return { difficulty, title: sides.filter((side) => side !== '').join(' ') };
  }
  return {
    difficulty: null,
    title: words.startsWith('(') && words.endsWith(')') ? words.slice(1, -1) : words,
  };
}
