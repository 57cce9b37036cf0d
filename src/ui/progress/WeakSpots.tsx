import { useState } from 'react';
import { MINIMUM_ANSWERS, weakSpots, type ConceptStanding } from '../../core/concepts.ts';
import { studyDay, type Moment } from '../../core/day.ts';
import { filterToQuery, NO_FILTER } from '../../core/filter.ts';
import { counted } from '../../core/words.ts';
import { Button } from '../parts/Button.tsx';
import { Link } from '../parts/Link.tsx';
import { printDay } from '../parts/time.ts';
import { Chart } from './Chart.tsx';

type Props = {
  readonly concepts: readonly ConceptStanding[];
  readonly now: Moment;
  readonly rolloverHour: number;
};

const SHOWN_AT_ONCE = 12;
const percent = (share: number) => `${Math.round(share * 100)} %`;

/** How weak a concept is in words and in line: the number on the tile says it, the colour only repeats it. */
const SHADES = [
  { below: 0.7, className: 'border-again bg-again/10' },
  { below: 0.85, className: 'border-hard bg-hard/10' },
  { below: Infinity, className: 'border-line' },
] as const;

function Tile({ concept, failed }: { readonly concept: ConceptStanding; readonly failed: string | null }) {
  const recall = concept.recall ?? 1;
  const shade = SHADES.find(({ below }) => recall < below)?.className ?? '';
  return (
    <li>
      <Link
        href={`/study?${filterToQuery({ ...NO_FILTER, concepts: [concept.name] })}&ahead=`}
        className={`flex h-full min-h-16 flex-col justify-between gap-1 rounded-md border px-3 py-2 hover:border-ink ${shade}`}
      >
        <span className="flex items-baseline justify-between gap-3">
          <bdi className="min-w-0 font-medium break-words">{concept.name}</bdi>
          <span className="shrink-0">{percent(recall)}</span>
        </span>
        <span className="text-[14px] text-muted">
          {concept.seen} of {counted(concept.cards, 'card')}
          {failed !== null && ` · missed ${failed}`}
        </span>
      </Link>
    </li>
  );
}

/** Concepts over all decks, weakest first; each is the way to study just its cards. */
export function WeakSpots({ concepts, now, rolloverHour }: Props) {
  const [isWhole, setWhole] = useState(false);
  const known = weakSpots(concepts);
  if (known.length === 0) return null;
  const failedOn = ({ lastFailed }: ConceptStanding) =>
    lastFailed === null
      ? null
      : printDay(studyDay({ ...now, at: lastFailed }, rolloverHour), studyDay(now, rolloverHour));
  const unknown = concepts.length - known.length;
  const summary = `An estimate of how likely you are to recall their cards now. It says that a concept is weak, not why.${
    unknown > 0 ? ` ${counted(unknown, 'concept')} with fewer than ${MINIMUM_ANSWERS} answers left out.` : ''
  }`;
  const table = {
    columns: ['Concept', 'Recall now, %', 'Cards', 'Cards seen', 'Times forgotten', 'Last missed'],
    rows: known.map((concept) => [
      concept.name,
      Math.round((concept.recall ?? 1) * 100),
      concept.cards,
      concept.seen,
      concept.lapses,
      failedOn(concept) ?? 'never',
    ]),
  };
  return (
    <Chart title="Concepts, weakest first" summary={summary} table={table} isDrawn={false}>
      {() => (
        <>
          <ul className="grid grid-cols-1 gap-2 min-[560px]:grid-cols-2 lg:grid-cols-3">
            {known.slice(0, isWhole ? known.length : SHOWN_AT_ONCE).map((concept) => (
              <Tile key={concept.name} concept={concept} failed={failedOn(concept)} />
            ))}
          </ul>
          {known.length > SHOWN_AT_ONCE && (
            <Button look="quiet" className="mt-2 -ml-4" onClick={() => setWhole(!isWhole)}>
              {isWhole ? 'Show the weakest only' : `Show all ${known.length} concepts`}
            </Button>
          )}
        </>
      )}
    </Chart>
  );
}
