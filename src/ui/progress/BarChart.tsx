import { useId } from 'react';
import { ticks } from '../../core/stats/ticks.ts';
import type { FigureTable } from '../../state/progress.ts';
import { axisLabels } from './axisLabels.ts';
import { Chart } from './Chart.tsx';
import { LookPatterns, paintOf, type LookName } from './looks.tsx';

export type Series = {
  readonly name: string;
  readonly look: LookName;
  /** One value for each label. */
  readonly values: readonly number[];
};

type Bars = {
  readonly labels: readonly string[];
  /** From the bottom of the bars up. */
  readonly series: readonly Series[];
};

type Props = Bars & {
  readonly title: string;
  readonly summary: string;
  /** What a label names: the heading of the table's first column. */
  readonly dimension: string;
  /** The table where it says more than the bars do. */
  readonly table?: FigureTable;
  readonly className?: string;
};

const [PLOT, HEAD, FOOT] = [116, 16, 22];
/** Room for the legend of a stacked chart. */
const LEGEND = 22;
/** Left of the bars, for the numbers of the scale. */
const GUTTER = 48;

/** Where things stand in a drawing of some width. */
type Frame = {
  readonly width: number;
  readonly floor: number;
  /** Of a bar with its gap. */
  readonly step: number;
  /** In pixels for a value. */
  readonly height: (value: number) => number;
};

function totalsOf({ labels, series }: Bars): number[] {
  return labels.map((_, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0));
}

function barsTable({ labels, series }: Bars, dimension: string): FigureTable {
  return {
    columns: [dimension, ...series.map(({ name }) => name)],
    rows: labels.map((label, index) => [label, ...series.map(({ values }) => values[index] ?? 0)]),
  };
}

/** Bars, stacked where there are several series; each series has a pattern of its own beside its tint. */
export function BarChart({ title, summary, labels, series, dimension, table, className = '' }: Props) {
  const id = useId();
  const bars = { labels, series };
  const scale = ticks(Math.max(0, ...totalsOf(bars)));
  const isStacked = series.length > 1;
  const floor = PLOT + HEAD + (isStacked ? LEGEND : 0);
  const height = (value: number) => (value / (scale.at(-1) ?? 1)) * PLOT;
  return (
    <Chart title={title} summary={summary} table={table ?? barsTable(bars, dimension)} className={className}>
      {(width) => {
        const frame = { width, floor, height, step: (width - GUTTER) / Math.max(1, labels.length) };
        return (
          <svg
            width={width}
            height={floor + FOOT}
            role="img"
            aria-label={`${title}. ${summary}`}
            className="block text-ink"
          >
            <LookPatterns id={id} />
            {isStacked && <Legend series={series} id={id} />}
            <Scale scale={scale} frame={frame} />
            {labels.map((label, index) => (
              <Bar key={label} bars={bars} index={index} frame={frame} id={id} />
            ))}
            <line x1={GUTTER} x2={width} y1={floor} y2={floor} className="stroke-edge" />
            {axisLabels(labels, { from: GUTTER, width }).map(({ label, x }) => (
              <text
                key={label}
                x={x}
                y={floor + FOOT - 6}
                textAnchor="middle"
                className="fill-muted text-[13px]"
              >
                {label}
              </text>
            ))}
          </svg>
        );
      }}
    </Chart>
  );
}

type BarProps = {
  readonly bars: Bars;
  readonly index: number;
  readonly frame: Frame;
  readonly id: string;
};

function Bar({ bars: { labels, series }, index, frame: { floor, step, height }, id }: BarProps) {
  const gap = Math.min(3, step * 0.18);
  const parts = series.map(({ name, look, values }) => ({ name, look, value: values[index] ?? 0 }));
  const words = parts.map(({ name, value }) => `${value.toLocaleString('en')} ${name.toLowerCase()}`);
  const topOf = (place: number) =>
    floor - parts.slice(0, place + 1).reduce((sum, { value }) => sum + height(value), 0);
  return (
    <g>
      <title>{`${labels[index]}: ${words.join(', ')}`}</title>
      {parts.map(({ name, look, value }, place) =>
        value === 0 ? null : (
          <rect
            key={name}
            x={GUTTER + index * step + gap / 2}
            width={Math.max(1, step - gap)}
            y={topOf(place)}
            height={height(value)}
            {...paintOf(look, id)}
          />
        ),
      )}
    </g>
  );
}

function Scale({
  scale,
  frame: { width, floor, height },
}: {
  readonly scale: readonly number[];
  readonly frame: Frame;
}) {
  return scale.slice(1).map((tick) => (
    <g key={tick}>
      <line
        x1={GUTTER}
        x2={width}
        y1={floor - height(tick)}
        y2={floor - height(tick)}
        className="stroke-line"
      />
      <text x={GUTTER - 8} y={floor - height(tick) + 4} textAnchor="end" className="fill-muted text-[13px]">
        {tick.toLocaleString('en', { notation: tick >= 10_000 ? 'compact' : 'standard' })}
      </text>
    </g>
  ));
}

/** Which pattern is which, in a line at the top of the drawing. */
function Legend({ series, id }: Pick<Bars, 'series'> & { readonly id: string }) {
  const widths = series.map(({ name }) => 36 + name.length * 7);
  return series.map(({ name, look }, index) => (
    <g key={name} transform={`translate(${widths.slice(0, index).reduce((sum, width) => sum + width, 0)} 0)`}>
      <rect x={0.5} y={0.5} width={11} height={11} {...paintOf(look, id)} />
      <rect x={0.5} y={0.5} width={11} height={11} className="fill-none stroke-edge" />
      <text x={18} y={11} className="fill-muted text-[13px]">
        {name}
      </text>
    </g>
  ));
}
