import { gradeOf, type RecallCourse } from '../../core/recallCourse.ts';
import type { Grade } from '../../core/event.ts';
import type { Millis } from '../../core/day.ts';
import { useWidth } from '../progress/useWidth.ts';

const [HEIGHT, LEFT, FOOT, TOP] = [150, 52, 8, 10];

const FILLS = {
  again: 'fill-again',
  hard: 'fill-hard',
  good: 'fill-good',
  easy: 'fill-easy',
} as const satisfies Record<Grade, string>;

/** How recall fell and rose over the card's life; the answers below say the same in numbers. */
export function RecallPlot({ course, now }: { readonly course: RecallCourse; readonly now: Millis }) {
  const { box, width } = useWidth<HTMLDivElement>();
  const first = course.entries[0]?.event.at ?? now;
  const span = Math.max(1, now - first);
  const lowest = Math.min(0.5, ...course.lines.flat().map(({ recall }) => Math.floor(recall * 10) / 10));
  const x = (at: number) => LEFT + ((at - first) / span) * (width - LEFT - 12);
  const y = (recall: number) => TOP + ((1 - recall) / (1 - lowest)) * (HEIGHT - FOOT - TOP);
  const ticks = [1, (1 + lowest) / 2, lowest];
  return (
    <div ref={box} className="mt-2">
      <svg
        viewBox={`0 0 ${width} ${HEIGHT}`}
        width={width}
        height={HEIGHT}
        className="max-w-full"
        role="img"
        aria-label="Recall over time"
      >
        <title>Estimated recall from the first answer until now</title>
        {ticks.map((recall) => (
          <g key={recall}>
            <line x1={LEFT} x2={width} y1={y(recall)} y2={y(recall)} className="stroke-line" />
            <text x={LEFT - 8} y={y(recall) + 4} textAnchor="end" className="fill-muted text-[13px]">
              {Math.round(recall * 100)} %
            </text>
          </g>
        ))}
        {course.lines.map((points) => (
          <polyline
            key={points[0]?.at}
            points={points.map(({ at, recall }) => `${x(at)},${y(recall)}`).join(' ')}
            className="fill-none stroke-accent"
            strokeWidth={1.5}
          />
        ))}
        {course.entries.map((entry) => {
          const grade = gradeOf(entry);
          return grade === null ? null : (
            <circle
              key={entry.event.id}
              cx={x(entry.event.at)}
              cy={y(entry.recallBefore ?? 1)}
              r={4}
              className={`stroke-raised ${FILLS[grade]}`}
            />
          );
        })}
      </svg>
    </div>
  );
}
