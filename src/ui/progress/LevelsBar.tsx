import type { LevelShare } from '../../core/stats/levels.ts';
import { counted, titleCase } from '../../core/words.ts';
import { Chart } from './Chart.tsx';

const [HEIGHT, BAR] = [52, 26];

type Props = { readonly levels: readonly LevelShare[] };

const nameOf = ({ level }: LevelShare) => (level === null ? 'Not given' : titleCase(level));
const sumOf = (levels: readonly LevelShare[]) => levels.reduce((sum, { cards }) => sum + cards, 0);

/** One bar over all cards: as wide as each cognitive level has cards, dark as far as they are learned. */
export function LevelsBar({ levels }: Props) {
  const learned = levels.reduce((sum, share) => sum + share.learned, 0);
  if (levels.length === 0) return null;
  const summary = `${learned.toLocaleString('en')} of ${counted(sumOf(levels), 'card')} learned. A card counts under the highest level that it asks for.`;
  const table = {
    columns: ['Level', 'Cards', 'Learned'],
    rows: levels.map((share) => [nameOf(share), share.cards, share.learned]),
  };
  return (
    <Chart title="Cognitive levels" summary={summary} table={table}>
      {(width) => (
        <>
          <svg
            width={width}
            height={HEIGHT}
            role="img"
            aria-label={`Cognitive levels. ${summary}`}
            className="block text-ink"
          >
            <Shares levels={levels} width={width} />
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
      )}
    </Chart>
  );
}

function Shares({ levels, width }: Props & { readonly width: number }) {
  const scale = width / sumOf(levels);
  return levels.map((share, index) => {
    const [x, wide] = [sumOf(levels.slice(0, index)) * scale, share.cards * scale];
    const inner = Math.max(1, wide - 2);
    const name = nameOf(share);
    return (
      <g key={name}>
        <title>{`${name}: ${share.learned} of ${share.cards} learned`}</title>
        <rect x={x} width={inner} height={BAR} className="fill-accent/25" />
        <rect x={x} width={inner * (share.learned / share.cards)} height={BAR} className="fill-accent" />
        {wide > 14 && (
          <text x={x} y={HEIGHT - 8} className="fill-muted text-[13px]">
            {wide > 9 * name.length + 20 ? `${index + 1} ${name}` : index + 1}
          </text>
        )}
      </g>
    );
  });
}
