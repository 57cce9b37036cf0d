import type { LevelShare } from '../../core/stats/levels.ts';
import { counted, titleCase } from '../../core/words.ts';
import { Chart } from './Chart.tsx';

const [HEIGHT, BAR] = [52, 26];

const nameOf = ({ level }: LevelShare) => (level === null ? 'Not given' : titleCase(level));

/** One bar over all cards: as wide as each cognitive level has cards, dark as far as they are learned. */
export function LevelsBar({ levels }: { readonly levels: readonly LevelShare[] }) {
  const total = levels.reduce((sum, { cards }) => sum + cards, 0);
  const learned = levels.reduce((sum, share) => sum + share.learned, 0);
  if (total === 0) return null;
  const summary = `${learned} of ${counted(total, 'card')} learned. A card counts under the highest level that it asks for.`;
  const table = {
    columns: ['Level', 'Cards', 'Learned'],
    rows: levels.map((share) => [nameOf(share), share.cards, share.learned]),
  };
  return (
    <Chart title="Cognitive levels" summary={summary} table={table}>
      {(width) => {
        let from = 0;
        return (
          <>
            <svg
              width={width}
              height={HEIGHT}
              role="img"
              aria-label={`Cognitive levels. ${summary}`}
              className="block text-ink"
            >
              {levels.map((share, index) => {
                const [x, wide] = [from, (share.cards / total) * width];
                from += wide;
                const inner = Math.max(1, wide - 2);
                return (
                  <g key={nameOf(share)}>
                    <title>{`${nameOf(share)}: ${share.learned} of ${share.cards} learned`}</title>
                    <rect x={x} width={inner} height={BAR} className="fill-accent/25" />
                    <rect
                      x={x}
                      width={inner * (share.learned / share.cards)}
                      height={BAR}
                      className="fill-accent"
                    />
                    {wide > 14 && (
                      <text x={x} y={HEIGHT - 8} className="fill-muted text-[13px]">
                        {wide > 9 * nameOf(share).length + 20 ? `${index + 1} ${nameOf(share)}` : index + 1}
                      </text>
                    )}
                  </g>
                );
              })}
            </svg>
            <ol className="flex flex-wrap gap-x-5 gap-y-1 text-[14px]">
              {levels.map((share, index) => (
                <li key={nameOf(share)}>
                  <span className="text-muted">{index + 1}</span> {nameOf(share)}{' '}
                  <span className="text-muted">
                    {share.learned} of {share.cards}
                  </span>
                </li>
              ))}
            </ol>
          </>
        );
      }}
    </Chart>
  );
}
