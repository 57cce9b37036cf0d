/** A column of numbers that seldom change from one row to the next: each value once, and for how many rows. */
export type Runs = { readonly values: readonly number[]; readonly lengths: readonly number[] };

export function toRuns(numbers: Iterable<number>): Runs {
  const [values, lengths]: [number[], number[]] = [[], []];
  for (const value of numbers) {
    const last = values.length - 1;
    if (last >= 0 && values[last] === value) lengths[last] = (lengths[last] ?? 0) + 1;
    else {
      values.push(value);
      lengths.push(1);
    }
  }
  return { values, lengths };
}

/** The column again, row by row. */
export function fromRuns({ values, lengths }: Runs): Float64Array {
  const column = new Float64Array(rowsOf(lengths));
  let row = 0;
  for (const [run, value] of values.entries()) {
    const end = row + (lengths[run] ?? 0);
    column.fill(value, row, end);
    row = end;
  }
  return column;
}

/** The value of each row; what never changes takes no memory. */
export function columnOf(runs: Runs): (row: number) => number {
  const [only = 0, ...rest] = runs.values;
  if (rest.length === 0) return () => only;
  const column = fromRuns(runs);
  return (row) => column[row] ?? 0;
}

/** Whether a value read back is a column of so many rows. */
export function isRuns(value: unknown, rows: number): value is Runs {
  if (typeof value !== 'object' || value === null) return false;
  const [values, lengths]: unknown[] = [Reflect.get(value, 'values'), Reflect.get(value, 'lengths')];
  return (
    areNumbers(values) && areNumbers(lengths) && values.length === lengths.length && rowsOf(lengths) === rows
  );
}

function rowsOf(lengths: readonly number[]): number {
  return lengths.reduce((sum, length) => sum + length, 0);
}

function areNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'number');
}
