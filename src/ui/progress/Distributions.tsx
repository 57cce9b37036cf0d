import type { Bin } from '../../core/stats/histogram.ts';
import type { Summary } from '../../core/stats/summary.ts';
import { BarChart } from './BarChart.tsx';

type Props = {
  readonly title: string;
  readonly summary: string;
  readonly bins: readonly Bin[];
  readonly print: (edge: number) => string;
  /** Whether the last bin goes on without end. */
  readonly isOpen?: boolean;
};

/** Cards by bins, each named by its lower edge. */
function Distribution({ title, summary, bins, print, isOpen = false }: Props) {
  const labels = bins.map(({ from, to }) => `${print(from)}${isOpen && !Number.isFinite(to) ? '+' : ''}`);
  const values = bins.map(({ count }) => count);
  return (
    <BarChart
      title={title}
      summary={summary}
      labels={labels}
      series={[{ name: 'Cards', look: 'solid', values }]}
      dimension="From"
    />
  );
}

const days = (edge: number) => (edge < 365 ? `${edge}d` : `${Math.round(edge / 365)}y`);

/** How the cards are spread over what the scheduler knows of them. */
export function Distributions({ summary }: { readonly summary: Summary }) {
  return (
    <div className="gap-x-12 lg:grid lg:grid-cols-2">
      <Distribution
        title="Intervals"
        summary="Days until cards in review come back."
        bins={summary.intervals}
        print={days}
        isOpen
      />
      <Distribution
        title="Stability"
        summary="Days until recall falls to 90 %."
        bins={summary.stabilities}
        print={days}
        isOpen
      />
      <Distribution
        title="Difficulty"
        summary="From 1, easy to make stable, to 10."
        bins={summary.difficulties}
        print={String}
      />
      <Distribution
        title="Recall now"
        summary="Estimated chance of recalling each card at this moment."
        bins={summary.recalls}
        print={(edge) => `${Math.round(edge * 100)} %`}
      />
    </div>
  );
}
