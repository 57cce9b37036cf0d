import type { Progress } from '../../state/progress.ts';
import { ScrollBox } from '../parts/ScrollBox.tsx';
import { Section } from '../parts/Section.tsx';

type Passes = Progress['retention'][number]['retention']['all'];

function rate({ rate: share, reviews }: Passes): string {
  return share === null ? '–' : `${Math.round(share * 100)} % of ${reviews.toLocaleString('en')}`;
}

/** How often reviews were passed, by how well the card was known. */
export function RetentionTable({ retention }: Pick<Progress, 'retention'>) {
  return (
    <Section
      title="True retention"
      about="Reviews that you passed. Young cards have intervals below 21 days; steps within a day do not count."
    >
      <ScrollBox label="True retention, table">
        <table className="w-full max-w-2xl text-left text-[15px]">
          <thead className="text-muted">
            <tr className="border-b border-line">
              {['Period', 'Young', 'Mature', 'All'].map((column) => (
                <th key={column} scope="col" className="py-2 pr-4 font-normal">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {retention.map(({ period, retention: { young, mature, all } }) => (
              <tr key={period} className="border-b border-line">
                <th scope="row" className="py-2 pr-4 font-normal whitespace-nowrap">
                  {period}
                </th>
                {[young, mature, all].map((passes, index) => (
                  <td key={['young', 'mature', 'all'][index]} className="py-2 pr-4 whitespace-nowrap">
                    {rate(passes)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Section>
  );
}
