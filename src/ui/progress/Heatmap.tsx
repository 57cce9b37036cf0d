import { formatDay, type StudyDay } from '../../core/day.ts';
import type { CalendarDay } from '../../core/stats/calendar.ts';
import { counted } from '../../core/words.ts';
import { printDay } from '../parts/time.ts';
import { Chart } from './Chart.tsx';

const [LEAST_CELL, MOST_CELL, HEAD, GAP] = [12, 17, 18, 10];
const LEVELS = ['fill-line', 'fill-accent/30', 'fill-accent/50', 'fill-accent/75', 'fill-accent'] as const;
/** The share of its cell that a day fills, by level: busier days are larger as well as darker. */
const SIZES = [0.34, 0.52, 0.66, 0.78, 0.88] as const;
const MONTH = new Intl.DateTimeFormat(undefined, { month: 'short', timeZone: 'UTC' });
const DAY_MS = 86_400_000;

type Props = { readonly days: readonly CalendarDay[]; readonly today: StudyDay };

/** The week in which each month begins, with its name; a month that begins in the first weeks has no room for it. */
function months(days: readonly CalendarDay[], weekOf: (index: number) => number) {
  return days.flatMap(({ day }, index) => {
    const isFirst = formatDay(day).endsWith('-01') && weekOf(index) > 0;
    return isFirst ? [{ day, week: weekOf(index), name: MONTH.format(day * DAY_MS) }] : [];
  });
}

/** A year of days, a column a week, in as many rows as the page needs; levels compare a learner with nobody but themselves. */
export function Heatmap({ days, today }: Props) {
  const studied = days.filter(({ answers }) => answers > 0);
  const total = studied.reduce((sum, { answers }) => sum + answers, 0);
  const summary = `${counted(total, 'answer')} on ${counted(studied.length, 'day')}.`;
  const table = {
    columns: ['Day', 'Answers'],
    rows: studied.toReversed().map(({ day, answers }) => [printDay(day, today), answers]),
  };
  return (
    <Chart title="The last year" summary={summary} table={table}>
      {(width) => <Weeks days={days} width={width} label={`The last year. ${summary}`} />}
    </Chart>
  );
}

type WeeksProps = Pick<Props, 'days'> & { readonly width: number; readonly label: string };

function Weeks({ days, width, label }: WeeksProps) {
  const offset = days[0]?.weekday ?? 0;
  const weekOf = (index: number) => Math.floor((index + offset) / 7);
  const weeks = Math.ceil((days.length + offset) / 7);
  const rows = Math.ceil((weeks * LEAST_CELL) / width);
  const weeksInRow = Math.ceil(weeks / rows);
  const cell = Math.min(MOST_CELL, width / weeksInRow);
  const rowHeight = HEAD + 7 * cell + GAP;
  const left = (week: number) => (week % weeksInRow) * cell;
  const top = (week: number) => Math.floor(week / weeksInRow) * rowHeight;
  return (
    <svg
      width={weeksInRow * cell}
      height={rows * rowHeight - GAP}
      role="img"
      aria-label={label}
      className="block text-ink"
    >
      {months(days, weekOf).map(({ day, week, name }) => (
        <text key={day} x={left(week)} y={top(week) + 12} className="fill-muted text-[13px]">
          {name}
        </text>
      ))}
      {days.map(({ day, weekday, answers, level }, index) => {
        const size = cell * (SIZES[level] ?? 1);
        const inset = (cell - size) / 2;
        return (
          <rect
            key={day}
            x={left(weekOf(index)) + inset}
            y={top(weekOf(index)) + HEAD + weekday * cell + inset}
            width={size}
            height={size}
            rx={2}
            className={LEVELS[level] ?? LEVELS[0]}
          >
            <title>{`${formatDay(day)}: ${counted(answers, 'answer')}`}</title>
          </rect>
        );
      })}
    </svg>
  );
}
