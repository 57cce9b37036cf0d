import { useMemo, useState } from 'react';
import { studyDay } from '../../core/day.ts';
import { filterToQuery, matcher, NO_FILTER } from '../../core/filter.ts';
import { counted } from '../../core/words.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Facets } from '../browse/Facets.tsx';
import { Button } from '../parts/Button.tsx';
import { PERIODS, type usePeriod } from './usePeriod.ts';

/** Which answers to look at: a period, and the same filter as Browse has. */
export function Choices({ period, filter, changePeriod, changeFilter }: ReturnType<typeof usePeriod>) {
  const app = useApp();
  const [isOpen, setOpen] = useState(false);
  const cards = useAppState((state) => state.shelf.cards);
  const now = useAppState((state) => state.now);
  const { rolloverHour, leechThreshold } = useAppState((state) => state.settings);
  const moment = useMemo(() => ({ at: now.at, day: studyDay(now, rolloverHour) }), [now, rolloverHour]);
  const isFiltered = filterToQuery(filter) !== '';
  const isWanted = matcher(filter, leechThreshold);
  const found = isFiltered
    ? cards.filter((card) => isWanted(card, app.diary.standing(card.id), moment)).length
    : cards.length;
  return (
    <div className="mt-6">
      <div className="flex flex-wrap items-center gap-3">
        <select
          aria-label="Period"
          className="h-11 rounded-md border border-edge bg-raised px-3"
          value={period.name}
          onChange={(event) => changePeriod(event.target.value)}
        >
          {PERIODS.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Hide filters' : 'Filters'}
        </Button>
        {isFiltered && (
          <>
            <p role="status">
              {found.toLocaleString('en')} of {counted(cards.length, 'card')}
            </p>
            <Button look="quiet" onClick={() => changeFilter(NO_FILTER)}>
              Clear filters
            </Button>
          </>
        )}
      </div>
      {isOpen && (
        <div className="mt-4 max-w-md">
          <Facets
            filter={filter}
            cards={cards}
            moment={moment}
            onChange={(change) => changeFilter({ ...filter, ...change })}
          />
        </div>
      )}
    </div>
  );
}
