/** Answers with about the same predicted recall, and how many of them were recalled. */
export type RecallBin = {
  readonly answers: number;
  /** Mean prediction. */
  readonly predicted: number;
  /** Share recalled. */
  readonly actual: number;
  /** Where the true share lies with 95 % confidence, by the binomial distribution. */
  readonly least: number;
  readonly most: number;
};

const BINS = 10;
const LEAST_ANSWERS = 10;

/** Predictions from low to high in ten bins of equally many answers, fewer when a bin would hold less than ten. */
export function quantileBins(predicted: readonly number[], isRecalled: readonly boolean[]): RecallBin[] {
  const order = [...predicted.keys()].toSorted((a, b) => (predicted[a] ?? 0) - (predicted[b] ?? 0) || a - b);
  const bins = Math.max(1, Math.min(BINS, Math.floor(order.length / LEAST_ANSWERS)));
  const edge = (bin: number) => Math.round((bin * order.length) / bins);
  return Array.from({ length: order.length > 0 ? bins : 0 }, (_, bin) => {
    const rows = order.slice(edge(bin), edge(bin + 1));
    const recalled = rows.filter((row) => isRecalled[row]).length;
    const sum = rows.reduce((total, row) => total + (predicted[row] ?? 0), 0);
    return { answers: rows.length, predicted: sum / rows.length, ...share(recalled, rows.length) };
  });
}

/** The 97.5 % point of the normal distribution. */
const Z = 1.959964;

/** A share with its Wilson score interval (Wilson 1927), which stays within 0 and 1 even for a handful. */
export function share(
  hits: number,
  of: number,
): { readonly actual: number; readonly least: number; readonly most: number } {
  const actual = hits / of;
  const middle = (actual + Z ** 2 / (2 * of)) / (1 + Z ** 2 / of);
  const reach = (Z / (1 + Z ** 2 / of)) * Math.sqrt((actual * (1 - actual)) / of + Z ** 2 / (4 * of ** 2));
  return { actual, least: Math.max(0, middle - reach), most: Math.min(1, middle + reach) };
}
