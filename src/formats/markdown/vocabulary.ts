import type { Card, CognitiveLevel, Difficulty } from '../../core/deck.ts';

const DIFFICULTY_WORDS: Readonly<Record<string, Difficulty>> = {
  easy: 'easy',
  beginner: 'easy',
  basic: 'easy',
  medium: 'medium',
  moderate: 'medium',
  intermediate: 'medium',
  hard: 'hard',
  difficult: 'hard',
  advanced: 'hard',
};

/** Bloom's levels under the names of both revisions, by the beginnings that tell them apart. */
const LEVEL_STEMS: readonly (readonly [stem: string, level: CognitiveLevel])[] = [
  ['remember', 'remember'],
  ['recall', 'remember'],
  ['knowledge', 'remember'],
  ['underst', 'understand'],
  ['comprehen', 'understand'],
  ['appl', 'apply'],
  ['analy', 'analyze'],
  ['evaluat', 'evaluate'],
  ['synthes', 'synthesize'],
  ['creat', 'create'],
];

/** The difficulty a word names, `null` for any other word. */
export function difficultyOf(word: string): Difficulty | null {
  const folded = word.trim().toLowerCase();
  return Object.hasOwn(DIFFICULTY_WORDS, folded) ? (DIFFICULTY_WORDS[folded] ?? null) : null;
}

/** The cognitive levels of `Evaluate/Synthesize` in the author's order, and the words that name none. */
export function levelsOf(text: string): {
  readonly levels: readonly CognitiveLevel[];
  readonly unknown: readonly string[];
} {
  const levels = new Set<CognitiveLevel>();
  const unknown: string[] = [];
  const words = text.includes('(') ? text.replaceAll(/\([^()]*\)/g, ' ') : text;
  const parts = /[^a-z]/i.test(words) ? words.split(/[/,&+|→-]|\band\b/i) : [words];
  for (const part of parts) {
    const word = part.trim().toLowerCase();
    const level = LEVEL_STEMS.find(([stem]) => word.startsWith(stem))?.[1];
    if (level) levels.add(level);
    else if (word !== '') unknown.push(part.trim());
  }
  return { levels: [...levels], unknown };
}

const FLAG = /^[^\w✓✔✅✗✘❌]{0,8}(?:(yes|true|[✓✔✅])|no|false|[✗✘❌])(?!\w)/i;

/** `Yes - Foundation of all models` as a flag with its reason; `null` when it says neither yes nor no. */
export function criticalFlagOf(text: string): Card['critical'] {
  const answer = FLAG.exec(text);
  if (!answer) return null;
  const rest = text.slice(answer[0].length).trim();
  const inner = rest.startsWith('(') && rest.endsWith(')') ? rest.slice(1, -1) : rest;
  const reason = inner.replace(/^[-–—:,.;|*]+/, '').trim();
  return { flag: answer[1] !== undefined, reason: reason === '' ? null : reason };
}
