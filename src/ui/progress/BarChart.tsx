import { useId } from 'react';

export type Bar = {
  readonly label: string;
  readonly value: number;
  /** What the table says instead of the bare number. */
  readonly text?: string;
};

type Props = {
  readonly title: string;
  /** The chart in a sentence, for those who read it and those who hear it. */
  readonly summary: string;
  readonly bars: readonly Bar[];
  readonly columns: readonly [string, string];
  /** Labels below the axis: every so many bars. */
  readonly every: number;
};

const [WIDTH, HEIGHT, FOOT] = [640, 132, 20];

/** Bars with their sentence, and the numbers in a table behind them. */
export function BarChart({ title, summary, bars, columns, every }: Props) {
  const heading = useId();
  const most = Math.max(...bars.map(({ value }) => value), 1);
  const step = WIDTH / Math.max(1, bars.length);
  const height = (value: number) => (value / most) * (HEIGHT - FOOT - 6);
  return (
    <figure aria-labelledby={heading} className="mt-10">
      <figcaption>
        <span id={heading} className="font-medium">
          {title}
        </span>
        <span className="block text-[14px] text-muted">{summary}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className="mt-3 w-full"
        role="img"
        aria-label={`${title}. ${summary}`}
      >
        <line x1={0} x2={WIDTH} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} className="stroke-line" />
        {bars.map(({ label, value }, index) => (
          <rect
            key={label}
            x={index * step + Math.min(2, step * 0.1)}
            width={Math.max(1, step - Math.min(4, step * 0.2))}
            y={HEIGHT - FOOT - height(value)}
            height={height(value)}
            className="fill-accent"
          />
        ))}
      </svg>
      <div aria-hidden="true" className="relative h-5 text-[13px] text-muted">
        {bars.map(({ label }, index) =>
          index % every === 0 ? (
            <span
              key={label}
              className="absolute whitespace-nowrap"
              style={{ left: `${((index + 0.5) / bars.length) * 100}%`, transform: 'translateX(-50%)' }}
            >
              {label}
            </span>
          ) : null,
        )}
      </div>
      <details className="mt-2 text-[15px]">
        <summary className="text-muted">Show as a table</summary>
        <table className="mt-2 w-full max-w-md text-left">
          <thead className="text-muted">
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col" className="py-1 font-normal last:text-right">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bars.map(({ label, value, text }) => (
              <tr key={label} className="border-t border-line">
                <th scope="row" className="py-1 font-normal">
                  {label}
                </th>
                <td className="py-1 text-right">{text ?? value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
