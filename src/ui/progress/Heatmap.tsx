import { formatDay, type StudyDay } from '../../core/day.ts';
import type { CalendarDay } from '../../core/stats/calendar.ts';
import { counted } from '../../core/words.ts';
import { ScrollBox } from '../parts/ScrollBox.tsx';
import { printDay } from '../parts/time.ts';

const CELL = 11;
const LEVELS = ['fill-line', 'fill-accent/30', 'fill-accent/50', 'fill-accent/75', 'fill-accent'] as const;

/** A year of days, a column a week; levels compare a learner with nobody but themselves. */
export function Heatmap({
  days,
  today,
}: {
  readonly days: readonly CalendarDay[];
  readonly today: StudyDay;
}) {
  const offset = days[0]?.weekday ?? 0;
  const weeks = Math.ceil((days.length + offset) / 7);
  const studied = days.filter(({ answers }) => answers > 0);
  const total = studied.reduce((sum, { answers }) => sum + answers, 0);
  const summary = `${counted(total, 'answer')} on ${counted(studied.length, 'day')} of the last year.`;
  return (
    <figure className="mt-10">
      <figcaption>
        <span className="font-medium">The last year</span>
        <span className="block text-[14px] text-muted">{summary}</span>
      </figcaption>
      <ScrollBox label="The last year, day by day" className="mt-3">
        <svg
          width={weeks * CELL}
          height={7 * CELL}
          role="img"
          aria-label={`The last year. ${summary}`}
          className="block"
        >
          {days.map(({ day, weekday, answers, level }, index) => (
            <rect
              key={day}
              x={Math.floor((index + offset) / 7) * CELL}
              y={weekday * CELL}
              width={CELL - 2}
              height={CELL - 2}
              rx={2}
              className={LEVELS[level] ?? LEVELS[0]}
            >
              <title>{`${formatDay(day)}: ${counted(answers, 'answer')}`}</title>
            </rect>
          ))}
        </svg>
      </ScrollBox>
      <details className="mt-2 text-[15px]">
        <summary className="text-muted">Show as a table</summary>
        <table className="mt-2 w-full max-w-md text-left">
          <tbody>
            {studied.toReversed().map(({ day, answers }) => (
              <tr key={day} className="border-t border-line">
                <th scope="row" className="py-1 font-normal">
                  {printDay(day, today)}
                </th>
                <td className="py-1 text-right">{counted(answers, 'answer')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
