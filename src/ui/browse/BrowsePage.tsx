import { useEffect, useMemo, useRef, useState } from 'react';
import { CARD_ORDERS, orderedCards, type CardOrder } from '../../core/cardOrder.ts';
import { studyDay } from '../../core/day.ts';
import {
  filterFromQuery,
  filterToQuery,
  matcher,
  NO_FILTER,
  type Filter,
  type StudyCard,
} from '../../core/filter.ts';
import { cardState } from '../../core/standing.ts';
import { counted, titleCase } from '../../core/words.ts';
import { useLocation, useQuery } from '../address.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Button } from '../parts/Button.tsx';
import { Page } from '../parts/Page.tsx';
import { Facets } from './Facets.tsx';
import { useSearchable, useWholeCards } from '../parts/useOpened.ts';
import { FoundCard } from './FoundCard.tsx';

const SHOWN_AT_ONCE = 200;

const ORDER_NAMES: Readonly<Record<CardOrder, string>> = {
  deck: 'As in the decks',
  weight: 'Most key concepts first',
  recall: 'Weakest first',
  lapses: 'Most forgotten first',
};

/** The cards that a filter finds, sorted, with their states; filter and order live in the address. */
function useFound(filter: Filter, order: CardOrder) {
  const app = useApp();
  const shelf = useAppState((state) => state.shelf);
  const revision = useAppState((state) => state.revision);
  const now = useAppState((state) => state.now);
  const { rolloverHour, leechThreshold } = useAppState((state) => state.settings);
  return useMemo(() => {
    const moment = { at: now.at, day: studyDay(now, rolloverHour) };
    const isWanted = matcher(filter, leechThreshold);
    const memory = ({ id }: StudyCard) => app.diary.memory(id);
    const { cards } = shelf;
    const found = orderedCards(
      cards.filter((card) => isWanted(card, app.diary.standing(card.id), moment)),
      order,
      { memory, recall: (card) => app.retrievability(memory(card)) },
    );
    const stateOf = (card: StudyCard) => cardState(app.diary.standing(card.id), moment);
    return { cards, moment, found, shown: found.slice(0, SHOWN_AT_ONCE), stateOf };
    // The diary is one object that changes inside; `revision` says when.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [app, shelf, revision, now, rolloverHour, leechThreshold, filter, order]);
}

type HeadProps = {
  readonly count: number;
  readonly filter: Filter;
  readonly order: CardOrder;
  readonly visit: (filter: Filter, order: string) => void;
};

/** How many cards were found, how they are sorted, and what can be done with them. */
function FoundHead({ count, filter, order, visit }: HeadProps) {
  const [, go] = useLocation();
  const wanted = filterToQuery(filter);
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-b border-line pb-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p role="status">{counted(count, 'card')}</p>
        <select
          aria-label="Order"
          className="h-11 rounded-md border border-edge bg-raised px-2 text-[15px]"
          value={order}
          onChange={(event) => visit(filter, event.target.value)}
        >
          {CARD_ORDERS.map((name) => (
            <option key={name} value={name}>
              {ORDER_NAMES[name]}
            </option>
          ))}
        </select>
      </div>
      <div className="flex flex-wrap gap-3">
        {wanted !== '' && (
          <Button look="quiet" onClick={() => visit(NO_FILTER, order)}>
            Clear filters
          </Button>
        )}
        <Button disabled={count === 0} onClick={() => go(`/study?${wanted}${wanted && '&'}cram=`)}>
          Cram these
        </Button>
        <Button look="primary" disabled={count === 0} onClick={() => go(`/study?${wanted}`)}>
          Study what is due here
        </Button>
      </div>
    </div>
  );
}

/** Finds cards by text and by what their authors said of them; what is found can be studied and bookmarked. */
export function BrowsePage() {
  const [, go] = useLocation();
  const query = useQuery();
  const filter = useMemo(() => filterFromQuery(query), [query]);
  const wantedOrder = new URLSearchParams(query).get('order');
  const order = CARD_ORDERS.find((name) => name === wantedOrder) ?? 'deck';
  const { cards, moment, found, shown, stateOf } = useFound(filter, order);
  const whole = useWholeCards(shown);
  const isReading = useSearchable(filter.text !== '');
  const [isOpen, setOpen] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    document.title = 'Browse – Flipside';
    search.current?.focus();
  }, []);
  const visit = (next: Filter, by: string) => {
    const parts = [filterToQuery(next), by === 'deck' ? '' : `order=${by}`].filter(Boolean);
    go(parts.length === 0 ? '/browse' : `/browse?${parts.join('&')}`, { replace: true });
  };
  const change = (next: Partial<Filter>) => visit({ ...filter, ...next }, order);
  return (
    <Page>
      <h1 className="text-3xl font-semibold tracking-tight">Browse</h1>
      <label className="mt-6 block">
        <span className="sr-only">Find cards by their words</span>
        <input
          ref={search}
          type="search"
          placeholder="Find by words in question, answer or concept"
          value={filter.text}
          onChange={(event) => change({ text: event.target.value })}
          className="h-11 w-full rounded-md border border-edge bg-raised px-4"
        />
      </label>
      <div className="mt-8 gap-12 lg:grid lg:grid-cols-[16rem_1fr]">
        <div>
          <Button className="w-full lg:hidden" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'Hide filters' : 'Filters'}
          </Button>
          <div className={`mt-3 lg:mt-0 lg:block ${isOpen ? '' : 'hidden'}`}>
            <Facets filter={filter} cards={cards} moment={moment} onChange={change} />
          </div>
        </div>
        <section aria-label="Cards found" className="mt-8 min-w-0 lg:mt-0">
          <FoundHead count={found.length} filter={filter} order={order} visit={visit} />
          {isReading && <p className="pt-4 text-[15px] text-muted">Reading every card’s text …</p>}
          {found.length === 0 && !isReading && (
            <p className="py-8 text-muted">
              {cards.length === 0
                ? 'Your library is empty. Import a lesson deck there to find its cards here.'
                : 'No card matches all of this. Clear a filter to see more.'}
            </p>
          )}
          <ul>
            {shown.map((card) => (
              <FoundCard key={card.id} study={card} whole={whole(card)} state={titleCase(stateOf(card))} />
            ))}
          </ul>
          {found.length > SHOWN_AT_ONCE && (
            <p className="py-4 text-muted">
              The first {SHOWN_AT_ONCE} of {found.length.toLocaleString('en')} are shown. Narrow the search to
              see others.
            </p>
          )}
        </section>
      </div>
    </Page>
  );
}
