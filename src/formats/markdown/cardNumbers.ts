/** The cards a remark of the author's speaks of: `Cards 1, 3-5`, or all of them. */
export type CardMention = {
  readonly numbers: readonly number[] | 'all';
  readonly start: number;
  readonly end: number;
};

/** Ranges longer than this count as their two ends, so that a slip of the pen does not fill the memory. */
const LONGEST_RANGE = 200;

/** The numbers written in `1, 3-5 and 7`, ranges filled, each once. */
export function numbersIn(text: string): number[] {
  const numbers = new Set<number>();
  for (const [, first = '', last] of text.matchAll(
    /(?<!\d)(\d{1,9})(?!\d)(?: ?(?:-|–|—|to|through) ?(\d{1,9})(?!\d))?/g,
  )) {
    const from = Number(first);
    const to = last === undefined ? from : Number(last);
    numbers.add(from);
    if (to - from <= LONGEST_RANGE)
      for (let number = from + 1; number <= to; number += 1) numbers.add(number);
    numbers.add(to);
  }
  return [...numbers];
}

/** The first mention of cards in a text: `Appears in Cards 1, 3, 5 (fundamental)` speaks of 1, 3 and 5. */
export function cardMention(text: string): CardMention | null {
  const all = /\b(?:all|every)(?: \w+)? cards?\b/i.exec(text);
  if (all) return { numbers: 'all', start: all.index, end: all.index + all[0].length };
  const some =
    /\bcards?\s?:?\s?#?\d{1,9}(?:(?:\s?(?:[,;&+/]|-|–|—|and\b|to\b|through\b)){1,2}\s?(?:cards?\s?)?#?\d{1,9})*/i.exec(
      text,
    );
  if (!some) return null;
  return { numbers: numbersIn(some[0]), start: some.index, end: some.index + some[0].length };
}

/** More card numbers than this are not kept; only a file that is no deck names as many. */
const MOST_NUMBERS = 100_000;

/** Lets lists of numbers pass until a file has named far too many, so that ranges upon ranges do not fill the memory. */
export function createAllowance(): (numbers: readonly number[]) => readonly number[] {
  let left = MOST_NUMBERS;
  return (numbers) => {
    left -= numbers.length;
    return left < 0 ? [] : numbers;
  };
}
