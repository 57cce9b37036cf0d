import { useEffect, useMemo, useRef } from 'react';
import { studyDay } from '../../core/day.ts';
import type { CardId } from '../../core/deck.ts';
import { nameOf } from '../../core/deckOutline.ts';
import { GRADES } from '../../core/event.ts';
import { conceptsOf, filterToQuery, NO_FILTER } from '../../core/filter.ts';
import type { Session } from '../../core/session.ts';
import { summary } from '../../core/sessionSummary.ts';
import { counted, titleCase } from '../../core/words.ts';
import { useLocation } from '../address.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Button } from '../parts/Button.tsx';
import { Page } from '../parts/Page.tsx';
import { printDuration, printDue } from '../parts/time.ts';
import { useWholeCards } from '../parts/useOpened.ts';

/** The end of a session: what was answered and how, how long it took, and what comes next. */
export function SessionSummary({ session }: { readonly session: Session }) {
  const app = useApp();
  const [, go] = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  const settings = useAppState((state) => state.settings);
  const now = useAppState((state) => state.now);
  useEffect(() => {
    heading.current?.focus();
    document.title = 'Session finished – Flipside';
  }, []);
  const today = studyDay(now, settings.rolloverHour);
  const isCram = new URLSearchParams(session.query).has('cram');
  const { grades, totalMs, answers, cards, weak, nextDue } = summary(session, app.diary.standing, {
    at: now.at,
    day: today,
  });
  if (answers === 0) {
    return (
      <Page>
        <h1 ref={heading} tabIndex={-1} className="text-3xl font-semibold tracking-tight">
          Nothing to study here now.
        </h1>
        <p className="mt-2 max-w-measure text-muted">
          No card of this selection is due, or today’s limits are reached. Studying ahead shows cards before
          their day; each such answer counts as an early review and moves the card’s next date. Cramming shows
          all cards of the selection and leaves the schedule as it is.
        </p>
        <div className="mt-6 flex flex-wrap gap-3">
          <Button look="primary" onClick={() => go('/')}>
            Back to the library
          </Button>
          <StudyAhead query={session.query} />
          <Cram query={session.query} />
        </div>
      </Page>
    );
  }
  return (
    <Page>
      <h1 ref={heading} tabIndex={-1} className="text-3xl font-semibold tracking-tight">
        Session finished
      </h1>
      <p className="mt-2 text-muted">
        {counted(cards, 'card')}, {counted(answers, 'answer')} in {printDuration(totalMs)}.{' '}
        {isCram && 'The schedule is as it was. '}
        {nextDue !== null && `The next of these cards is due ${printDue(nextDue, now, today)}.`}
      </p>
      <table className="mt-8 w-full max-w-sm text-left">
        <caption className="sr-only">Answers by grade</caption>
        <tbody>
          {GRADES.map((grade) => (
            <tr key={grade} className="border-b border-line">
              <th scope="row" className="py-2 font-medium">
                {titleCase(grade)}
              </th>
              <td className="py-2 text-right">{grades[grade]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Weak cards={weak} />
      <div className="mt-8 flex flex-wrap gap-3">
        <Button look="primary" onClick={() => go('/')}>
          Back to the library
        </Button>
        <Button onClick={() => void app.study.undo()} hint="U">
          Undo
        </Button>
        <StudyAhead query={session.query} />
        <Cram query={session.query} />
      </div>
    </Page>
  );
}

const MOST_SHOWN = 10;

/** What went badly, under the concepts it belongs to, and the way to go on with just that. */
function Weak({ cards }: { readonly cards: readonly CardId[] }) {
  const [, go] = useLocation();
  const shelf = useAppState((state) => state.shelf);
  const found = useMemo(() => cards.flatMap((id) => shelf.find(id) ?? []), [cards, shelf]);
  const whole = useWholeCards(found);
  if (found.length === 0) return null;
  const concepts = [...new Set(found.flatMap(conceptsOf))];
  const query = filterToQuery({ ...NO_FILTER, cards: found.map(({ id }) => id) });
  return (
    <section className="mt-10 max-w-measure" aria-labelledby="weak">
      <h2 id="weak" className="text-xl font-semibold">
        What was hard
      </h2>
      {concepts.length > 0 && <p className="mt-1 text-muted">{concepts.join(' · ')}</p>}
      <ul className="mt-3">
        {found.slice(0, MOST_SHOWN).map((study) => (
          <li key={study.id} className="border-b border-line py-2">
            <p className="line-clamp-2">
              <bdi>{(whole(study)?.front ?? nameOf(study.card)).replaceAll(/[*_`#]/g, '')}</bdi>
            </p>
          </li>
        ))}
      </ul>
      {found.length > MOST_SHOWN && (
        <p className="mt-2 text-[15px] text-muted">and {found.length - MOST_SHOWN} more</p>
      )}
      <Button className="mt-4" onClick={() => go(`/study?${query}&cram=`)}>
        Go on with {found.length === 1 ? 'this one' : `these ${found.length}`}
      </Button>
      <p className="mt-2 text-[14px] text-muted">Practice beside the schedule: no date moves.</p>
    </section>
  );
}

function StudyAhead({ query }: { readonly query: string }) {
  const [, go] = useLocation();
  const params = new URLSearchParams(query);
  if (params.has('ahead') || params.has('cram')) return null;
  params.set('ahead', '');
  return <Button onClick={() => go(`/study?${params}`)}>Study ahead</Button>;
}

/** Goes through the selection outside the schedule, or once more. */
function Cram({ query }: { readonly query: string }) {
  const app = useApp();
  const [, go] = useLocation();
  const params = new URLSearchParams(query);
  if (params.has('cram')) return <Button onClick={() => app.study.restart(query)}>Cram again</Button>;
  for (const name of ['ahead', 'plan']) params.delete(name);
  params.set('cram', '');
  return <Button onClick={() => go(`/study?${params}`)}>Cram</Button>;
}
