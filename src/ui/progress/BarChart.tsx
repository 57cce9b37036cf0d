import { useId } from 'react';
import { ticks } from '../../core/stats/ticks.ts';
import type { FigureTable } from '../../state/progress.ts';
import { Chart } from './Chart.tsx';
import { LookPatterns, paintOf, type LookName } from './looks.tsx';

export type Series = {
  readonly name: string;
  readonly look: LookName;
  /** One value for each label. */
  readonly values: readonly number[];
};

type Props = {
  readonly title: string;
  readonly summary: string;
  readonly labels: readonly string[];
  /** From the bottom of the bars up. */
  readonly series: readonly Series[];
  /** What a label names: the heading of the table's first column. */
  readonly dimension: string;
  /** The table where it says more than the bars do. */
  readonly table?: FigureTable;
  readonly className?: string;
};

const [PLOT, HEAD, FOOT] = [116, 16, 22];
/** Room for the legend of a stacked chart. */
const LEGEND = 22;
const LABEL_ROOM = 74;
/** Left of the bars, for the numbers of the scale. */
const GUTTER = 40;

function barsTable({
  labels,
  series,
  dimension,
}: Pick<Props, 'labels' | 'series' | 'dimension'>): FigureTable {
  return {
    columns: [dimension, ...series.map(({ name }) => name)],
    rows: labels.map((label, index) => [label, ...series.map(({ values }) => values[index] ?? 0)]),
  };
}

/** Bars, stacked where there are several series; each series has a pattern of its own beside its tint. */
export function BarChart({ title, summary, labels, series, dimension, table, className = '' }: Props) {
  const id = useId();
  const totals = labels.map((_, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0));
  const scale = ticks(Math.max(0, ...totals));
  const most = scale.at(-1) ?? 1;
  const floor = PLOT + HEAD + (series.length > 1 ? LEGEND : 0);
  const height = (value: number) => (value / most) * PLOT;
  const name = (index: number) => {
    const parts = series.map((one) => `${one.values[index] ?? 0} ${one.name.toLowerCase()}`);
    return `${labels[index]}: ${series.length === 1 ? totals[index] : parts.join(', ')}`;
  };
  return (
    <Chart
      title={title}
      summary={summary}
      table={table ?? barsTable({ labels, series, dimension })}
      className={className}
    >
      {(width) => {
        const step = (width - GUTTER) / Math.max(1, labels.length);
        const gap = Math.min(3, step * 0.18);
        const longest = Math.max(...labels.map((label) => label.length));
        const every = Math.max(1, Math.ceil(Math.min(LABEL_ROOM, 12 + longest * 8) / step));
        return (
          <svg
            width={width}
            height={floor + FOOT}
            role="img"
            aria-label={`${title}. ${summary}`}
            className="block text-ink"
          >
            <LookPatterns id={id} />
            {series.length > 1 && <Legend series={series} id={id} />}
            {scale.slice(1).map((tick) => (
              <g key={tick}>
                <line
                  x1={GUTTER}
                  x2={width}
                  y1={floor - height(tick)}
                  y2={floor - height(tick)}
                  className="stroke-line"
                />
                <text
                  x={GUTTER - 8}
                  y={floor - height(tick) + 4}
                  textAnchor="end"
                  className="fill-muted text-[13px]"
                >
                  {tick.toLocaleString('en')}
                </text>
              </g>
            ))}
            {labels.map((label, index) => {
              let top = floor;
              return (
                <g key={label}>
                  <title>{name(index)}</title>
                  {series.map((one) => {
                    const tall = height(one.values[index] ?? 0);
                    top -= tall;
                    return tall === 0 ? null : (
                      <rect
                        key={one.name}
                        x={GUTTER + index * step + gap / 2}
                        width={Math.max(1, step - gap)}
                        y={top}
                        height={tall}
                        {...paintOf(one.look, id)}
                      />
                    );
                  })}
                </g>
              );
            })}
            <line x1={GUTTER} x2={width} y1={floor} y2={floor} className="stroke-edge" />
            {labels.map((label, index) =>
              index % every === 0 ? (
                <text
                  key={label}
                  x={Math.min(
                    Math.max(GUTTER + (index + 0.5) * step, GUTTER + label.length * 3.6),
                    width - label.length * 3.6,
                  )}
                  y={floor + FOOT - 6}
                  textAnchor="middle"
                  className="fill-muted text-[13px]"
                >
                  {label}
                </text>
              ) : null,
            )}
          </svg>
        );
      }}
    </Chart>
  );
}

/** Which pattern is which, in a line at the top of the drawing. */
function Legend({ series, id }: Pick<Props, 'series'> & { readonly id: string }) {
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
