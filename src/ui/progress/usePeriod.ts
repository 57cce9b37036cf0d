import { useMemo } from 'react';
import { filterFromQuery, filterToQuery, type Filter } from '../../core/filter.ts';
import { useLocation, useQuery } from '../address.ts';

/** What the screen can look back over; `null` days is everything. */
export const PERIODS = [
  { name: '30', days: 30, label: '30 days' },
  { name: '90', days: 90, label: '90 days' },
  { name: '365', days: 365, label: 'A year' },
  { name: 'all', days: null, label: 'All time' },
] as const;

const USUAL = PERIODS[1];

/** The period and the filter that the address asks for, and the way to change them. */
export function usePeriod() {
  const [, go] = useLocation();
  const query = useQuery();
  const filter = useMemo(() => filterFromQuery(query), [query]);
  const wanted = new URLSearchParams(query).get('days');
  const period = PERIODS.find(({ name }) => name === wanted) ?? USUAL;
  const visit = (name: string, next: Filter) => {
    const parts = [name === USUAL.name ? '' : `days=${name}`, filterToQuery(next)].filter(Boolean);
    go(parts.length === 0 ? '/progress' : `/progress?${parts.join('&')}`, { replace: true });
  };
  return {
    period,
    filter,
    changePeriod: (name: string) => visit(name, filter),
    changeFilter: (next: Filter) => visit(period.name, next),
  };
}
