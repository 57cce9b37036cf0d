import type { Summary } from '../../core/stats/summary.ts';
import { ScrollBox } from '../parts/ScrollBox.tsx';
import { Chart } from './Chart.tsx';

type Retention = Summary['retention'][number]['retention'];

function percent({ rate }: Retention['all']): string {
  return rate === null ? '–' : `${Math.round(rate * 100)} %`;
}

const GROUPS = ['young', 'mature', 'all'] as const;

/** How often reviews were passed, by how well the card was known; the numbers behind it are passed and all reviews. */
export function RetentionTable({ retention }: Pick<Summary, 'retention'>) {
  const summary =
    'Reviews that you passed. Young cards have intervals below 21 days; steps within a day do not count.';
  const table = {
    columns: ['Period', ...GROUPS.flatMap((group) => [`Passed, ${group}`, `Reviews, ${group}`])],
    rows: retention.map((row) => [
      row.period,
      ...GROUPS.flatMap((group) => [row.retention[group].passed, row.retention[group].reviews]),
    ]),
  };
  return (
    <Chart title="True retention" summary={summary} table={table} isDrawn={false}>
      {() => (
        <ScrollBox label="True retention">
          <table className="w-full text-left text-[14px]">
            <thead className="text-muted">
              <tr className="border-b border-line">
                {['Period', 'Young', 'Mature', 'All'].map((column) => (
                  <th key={column} scope="col" className="py-2 pr-3 font-normal">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {retention.map(({ period, retention: row }) => (
                <tr key={period} className="border-b border-line">
                  <th scope="row" className="py-2 pr-3 font-normal whitespace-nowrap">
                    {period}
                  </th>
                  {GROUPS.map((group) => (
                    <td key={group} className="py-2 pr-3 whitespace-nowrap">
                      {percent(row[group])}
                      {row[group].reviews > 0 && (
                        <span className="text-muted"> of {row[group].reviews.toLocaleString('en')}</span>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </Chart>
  );
}
