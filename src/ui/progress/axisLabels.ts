/** How wide a character of 13 px is at most, about. */
const CHARACTER = 7.2;
const APART = 10;

export type AxisLabel = { readonly label: string; readonly x: number };

/** The labels of an axis that fit below their bars without touching, at even distances, and where their middles lie. */
export function axisLabels(
  labels: readonly string[],
  { from, width }: { readonly from: number; readonly width: number },
): AxisLabel[] {
  const step = (width - from) / Math.max(1, labels.length);
  const longest = Math.max(0, ...labels.map((label) => label.length)) * CHARACTER;
  const every = Math.max(1, Math.ceil((longest + APART) / step));
  let right = -Infinity;
  return labels.flatMap((label, index) => {
    const half = (label.length * CHARACTER) / 2;
    const x = Math.min(Math.max(from + (index + 0.5) * step, from + half), width - half);
    if (index % every !== 0 || x - half < right + APART) return [];
    right = x + half;
    return [{ label, x }];
  });
}
