import type { Uncertainty } from './statistics.ts';

/** One bar of the report. */
export type Bar = {
  readonly what: string;
  readonly wanted: string;
  readonly measured: string;
  /** `null` for what is reported only. */
  readonly isMet: boolean | null;
};

export function percent(share: number, digits = 1): string {
  return `${(100 * share).toFixed(digits)} %`;
}

/** A share with what chance of drawing may make of it. */
export function uncertainPercent(share: number, { error, low, high }: Uncertainty): string {
  return `${percent(share)} (standard error ${(100 * error).toFixed(1)}, 95 % interval ${percent(low)} to ${percent(high)})`;
}

export function points(share: number): string {
  return `${share >= 0 ? '+' : ''}${(100 * share).toFixed(1)} points`;
}

export function printBars(bars: readonly Bar[]): void {
  const rows = [
    ['', 'bar', 'wanted', 'measured'],
    ...bars.map(({ what, wanted, measured, isMet }) => [
      isMet === null ? '-' : isMet ? 'met' : 'MISSED',
      what,
      wanted,
      measured,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  for (const row of rows) {
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}
