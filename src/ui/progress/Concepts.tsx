import { Link } from 'wouter';
import { studyDay, type Moment } from '../../core/day.ts';
import { weakSpots, type ConceptStanding } from '../../core/concepts.ts';
import { filterToQuery, NO_FILTER } from '../../core/filter.ts';
import { counted } from '../../core/words.ts';
import { printDay } from '../parts/time.ts';
import { ScrollBox } from '../parts/ScrollBox.tsx';
import { Section } from '../parts/Section.tsx';

type Props = {
  readonly concepts: readonly ConceptStanding[];
  readonly now: Moment;
  readonly rolloverHour: number;
};

/** Concepts over all decks, weakest first; each is the way to study just its cards. */
export function Concepts({ concepts, now, rolloverHour }: Props) {
  const known = weakSpots(concepts);
  if (known.length === 0) return null;
  const dayOf = (at: ConceptStanding['lastFailed']) =>
    at === null ? 'never' : printDay(studyDay({ ...now, at }, rolloverHour), studyDay(now, rolloverHour));
  return (
    <Section
      title="Concepts, weakest first"
      about="An estimate of how likely you are to recall their cards now. It says that a concept is weak, not why."
    >
      <ScrollBox label="Concepts, table">
        <table className="w-full text-left text-[15px]">
          <thead className="text-muted">
            <tr className="border-b border-line">
              {['Concept', 'Recall now', 'Cards seen', 'Forgotten', 'Last failed'].map((column) => (
                <th key={column} scope="col" className="py-2 pr-4 font-normal whitespace-nowrap">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {known.map(({ name, recall, seen, cards, lapses, lastFailed }) => (
              <tr key={name} className="border-b border-line">
                <th scope="row" aria-label={name} className="min-w-44 py-2 pr-4 font-normal">
                  <Link
                    href={`/study?${filterToQuery({ ...NO_FILTER, concepts: [name] })}&ahead=`}
                    className="underline underline-offset-4"
                  >
                    <bdi>{name}</bdi>
                  </Link>
                </th>
                <td className="py-2 pr-4">about {Math.round((recall ?? 0) * 100)} %</td>
                <td className="py-2 pr-4">
                  {seen} of {cards.length}
                </td>
                <td className="py-2 pr-4">{counted(lapses, 'time')}</td>
                <td className="py-2 pr-4 whitespace-nowrap">{dayOf(lastFailed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Section>
  );
}
