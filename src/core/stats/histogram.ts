import type { Memory, SeenMemory } from '../memory.ts';

/** How many values lie from `from` up to, but not including, `to`; the last bin has no end. */
export type Bin = { readonly from: number; readonly to: number; readonly count: number };

/** Edges in days that grow about as intervals do. */
const DAY_EDGES = [0, 1, 2, 4, 7, 14, 21, 30, 60, 90, 180, 365, 730, 1825] as const;
const DIFFICULTY_EDGES = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const RECALL_EDGES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;

/** Values by rising edges; what lies below the first edge goes into the first bin. */
export function histogram(values: Iterable<number>, edges: readonly number[]): Bin[] {
  const counts = edges.map(() => 0);
  for (const value of values) {
    let bin = edges.length - 1;
    while (bin > 0 && value < (edges[bin] ?? 0)) bin -= 1;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return edges.map((from, index) => ({ from, to: edges[index + 1] ?? Infinity, count: counts[index] ?? 0 }));
}

/** Intervals in days of the cards in review. */
export function intervals(memories: Iterable<Memory>): Bin[] {
  return histogram(
    [...memories].flatMap((memory) => (memory.kind === 'review' ? [memory.intervalDays] : [])),
    DAY_EDGES,
  );
}

/** Stability in days of the cards answered at least once. */
export function stabilities(memories: Iterable<Memory>): Bin[] {
  return histogram(
    seen(memories).map(({ stability }) => stability),
    DAY_EDGES,
  );
}

/** Difficulty from 1 to 10; the last bin takes in 10. */
export function difficulties(memories: Iterable<Memory>): Bin[] {
  return histogram(
    seen(memories).map(({ difficulty }) => difficulty),
    DIFFICULTY_EDGES,
  );
}

/** Chances of recall now; `null` (a card never answered) is left out. The last bin takes in 1. */
export function recalls(chances: Iterable<number | null>): Bin[] {
  return histogram(
    [...chances].filter((chance) => chance !== null),
    RECALL_EDGES,
  );
}

function seen(memories: Iterable<Memory>): SeenMemory[] {
  return [...memories].filter((memory) => memory.kind !== 'new');
}
