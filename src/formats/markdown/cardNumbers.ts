/** The cards a remark of the author's speaks of: `Cards 1, 3-5`, or all of them. */
export type CardMention = {
  readonly numbers: readonly number[] | 'all';
  readonly start: number;
  readonly end: number;
};

/** How many more card numbers ranges may be filled with, so that `1-999999999` does not fill the memory instead. */
export type RangeBudget = { left: number };

/** Enough for any deck; a range beyond it counts as its two ends. */
export function createRangeBudget(): RangeBudget {
  return { left: 100_000 };
}

/** The numbers written in `1, 3-5 and 7`, ranges filled, each once. */
export function numbersIn(text: string, budget: RangeBudget): number[] {
  const numbers = new Set<number>();
  const written = text.matchAll(/(?<!\d)(\d{1,9})(?!\d)(?: ?(?:-|–|—|to|through) ?(\d{1,9})(?!\d))?/g);
  for (const [, first = '', last = first] of written) {
    const from = Number(first);
    const to = Number(last);
    numbers.add(from);
    if (to - from <= budget.left) {
      budget.left -= Math.max(0, to - from);
      for (let number = from + 1; number < to; number += 1) numbers.add(number);
    }
    numbers.add(to);
  }
  return [...numbers];
}

const ALL_CARDS = /\b(?:all(?: \w+)? cards|every card)\b/i;

const SOME_CARDS =
  /\bcards?\s?:?\s?#?\d{1,9}(?:(?:\s?(?:[,;&+/]|-|–|—|and\b|to\b|through\b)){1,2}\s?(?:cards?\s?)?#?\d{1,9})*/i;

/** The first mention of cards in a text: `Appears in Cards 1, 3, 5 (fundamental)` speaks of 1, 3 and 5. */
export function cardMention(text: string, budget: RangeBudget): CardMention | null {
  const all = ALL_CARDS.exec(text);
  const some = SOME_CARDS.exec(text);
  const first = all && some && some.index < all.index ? some : (all ?? some);
  if (!first) return null;
  const numbers = first === all ? 'all' : numbersIn(first[0], budget);
  return { numbers, start: first.index, end: first.index + first[0].length };
}

/** The numbers that a remark names, `all` standing for these; none when they are more than the budget has left. */
export function numbersNamed(
  named: CardMention['numbers'],
  all: readonly number[],
  budget: RangeBudget,
): readonly number[] {
  if (named !== 'all') return named;
  budget.left -= all.length;
  return budget.left < 0 ? [] : all;
}
