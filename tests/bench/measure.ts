/** Median, least and most of some timings in milliseconds. */
export type Spread = { readonly median: number; readonly min: number; readonly max: number };

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { median: at(0.5), min: at(0), max: at(1) };
}

/** The one that is slower than all but one in a hundred. */
export function slowest(values: readonly number[]): Spread {
  return spread(
    values
      .toSorted((a, b) => a - b)
      .slice(Math.floor(0.99 * values.length))
      .slice(0, 1),
  );
}

/** One line of the report: ours against the least that anybody could pay for the same, measured in turn in one run. */
export type Row = {
  readonly what: string;
  readonly unit: 'ms' | 'kB' | 'MB' | 'B';
  readonly ours: Spread;
  readonly floor: Spread;
  /** The ratio to reach; `null` where none was set. */
  readonly goal: number | null;
};

function time(into: number[], work: () => void): void {
  const start = performance.now();
  work();
  into.push(performance.now() - start);
}

/** Runs two pieces of work in turn, so that a machine whose speed drifts is unfair to neither. */
export function inTurn(runs: number, ours: () => void, floor: () => void): Pick<Row, 'ours' | 'floor'> {
  const times = { ours: [] as number[], floor: [] as number[] };
  for (let run = 0; run <= runs; run += 1) {
    time(times.ours, ours);
    time(times.floor, floor);
  }
  return { ours: spread(times.ours.slice(1)), floor: spread(times.floor.slice(1)) };
}

function figure({ median, min, max }: Spread): string {
  return `${median.toFixed(1)} (${min.toFixed(1)}–${max.toFixed(1)})`;
}

export function printTable(rows: readonly Row[]): void {
  const lines = rows.map(({ what, unit, ours, floor, goal }) => [
    what,
    `${figure(ours)} ${unit}`,
    `${figure(floor)} ${unit}`,
    `${(ours.median / floor.median).toFixed(2)}×`,
    goal === null ? '' : `≤ ${goal.toFixed(2)}×`,
  ]);
  const table = [['what', 'ours', 'floor', 'ratio', 'goal'], ...lines];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
  for (const line of table)
    console.log(line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
}
