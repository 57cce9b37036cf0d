/** `blue-green` -> `Blue-green`: the first letter of a label raised. */
export function titleCase(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** `1 card`, `5 cards`, `1,200 cards`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${printed(count)} ${count === 1 ? noun : plural}`;
}

/** The first number that is printed for a language takes a browser as long as a whole card, so short ones do without. */
function printed(count: number): string {
  return Number.isInteger(count) && Math.abs(count) < 1000 ? String(count) : count.toLocaleString('en');
}
