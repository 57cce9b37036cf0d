/** `blue-green` -> `Blue-green`: the first letter of a label raised. */
export function titleCase(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** `1 card`, `5 cards`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? noun : plural}`;
}
