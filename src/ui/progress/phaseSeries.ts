import type { Series } from './BarChart.tsx';

type Phases = {
  readonly new?: number;
  readonly learning?: number;
  readonly relearning?: number;
  readonly young?: number;
  readonly mature?: number;
};

/** Counts by phase as the series of a stacked chart, the best known at the bottom; everywhere in the same patterns. */
export function phaseSeries(counts: readonly Phases[], hasNew = false): Series[] {
  const series: Series[] = [
    { name: 'Mature', look: 'solid', values: counts.map(({ mature = 0 }) => mature) },
    { name: 'Young', look: 'tint', values: counts.map(({ young = 0 }) => young) },
    {
      name: 'Learning',
      look: 'hatch',
      values: counts.map(({ learning = 0, relearning = 0 }) => learning + relearning),
    },
  ];
  if (hasNew) series.push({ name: 'New', look: 'dots', values: counts.map((count) => count.new ?? 0) });
  return series;
}
