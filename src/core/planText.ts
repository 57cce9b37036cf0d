import type { Difficulty } from './deck.ts';

/** Some cards of a deck, as one part of a plan's sentence names them. */
export type Selector =
  | { readonly kind: 'all' }
  /** Cards marked incorrect when they were last studied. */
  | { readonly kind: 'missed' }
  | { readonly kind: 'difficulty'; readonly difficulty: Difficulty }
  | { readonly kind: 'cards'; readonly numbers: readonly number[] }
  | { readonly kind: 'random'; readonly count: number }
  | { readonly kind: 'weakest'; readonly count: number };

export type PlanText = {
  /** Who is to be reviewed: what any of these names. */
  readonly selectors: readonly Selector[];
  /** What the author put in parentheses: `initial learning`. */
  readonly purpose: string | null;
  /** False when no part of the text named cards; it then means all, and the reader is shown the author's words. */
  readonly isUnderstood: boolean;
};

const ALL = /\b(?:all|every|everything|full|whole|entire|complete)\b/i;
const MISSED = /\b(?:incorrect|incorrectly|missed|wrong|failed|forgotten|mistakes?)\b/i;
const WEAKEST = /\bweak(?:est)?\b/i;
const RANDOM = /\brandom/i;
const NUMBER_WORDS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const HARDNESS: readonly (readonly [RegExp, Difficulty])[] = [
  [/\beasy\b/i, 'easy'],
  [/\bmedium\b/i, 'medium'],
  [/\b(?:hard|difficult|challenging)\b/i, 'hard'],
];

/** Reads who a plan's line is about: `Cards marked incorrect + Hard card`, `Card 5 (synthesis), review 1-4`. */
export function parsePlanText(text: string): PlanText {
  const purpose = /\(([^()]*)\)/u.exec(text)?.[1]?.trim() ?? null;
  const bare = text.replaceAll(/\([^()]*\)/gu, ' ');
  const selectors: Selector[] = [];
  for (const part of bare.split(/\+|,|;|&|\band\b|\bplus\b/iu)) {
    const isList = selectors.at(-1)?.kind === 'cards';
    selectors.push(...selectorsOf(part.trim(), isList));
  }
  if (selectors.length === 0) return { selectors: [{ kind: 'all' }], purpose, isUnderstood: false };
  const hasAll = selectors.some(({ kind }) => kind === 'all');
  return { selectors: hasAll ? [{ kind: 'all' }] : selectors, purpose, isUnderstood: true };
}

/** `isList` tells that the part before named card numbers, so that a bare number goes on with them. */
function selectorsOf(part: string, isList: boolean): Selector[] {
  const count = countIn(part);
  if (RANDOM.test(part)) return count === null ? [] : [{ kind: 'random', count }];
  if (WEAKEST.test(part)) return count === null ? [] : [{ kind: 'weakest', count }];
  if (MISSED.test(part)) return [{ kind: 'missed' }];
  const difficulties = HARDNESS.filter(([words]) => words.test(part));
  if (difficulties.length > 0)
    return difficulties.map(([, difficulty]) => ({ kind: 'difficulty', difficulty }));
  if (ALL.test(part)) return [{ kind: 'all' }];
  const names = /\bcards?\s*#?\d|\breview\s+#?\d/iu.test(part) || (isList && /^#?\d/u.test(part));
  return names ? [{ kind: 'cards', numbers: numbersIn(part) }] : [];
}

function countIn(part: string): number | null {
  const digits = /\d+/u.exec(part)?.[0];
  if (digits !== undefined) return Number(digits);
  const word = NUMBER_WORDS.findIndex((name) => new RegExp(`\\b${name}\\b`, 'i').test(part));
  return word < 0 ? null : word + 1;
}

/** Longer than any lesson; keeps a slip such as `Cards 1-1000000` from filling memory. */
const LONGEST_RANGE = 1000;

function numbersIn(part: string): number[] {
  return [...part.matchAll(/(\d+)(?:\s*(?:-|–|to)\s*(\d+))?/gu)].flatMap(([, from = '', to = from]) => {
    const length = Math.min(Math.max(Number(to) - Number(from) + 1, 1), LONGEST_RANGE);
    return Array.from({ length }, (_, index) => Number(from) + index);
  });
}
