import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { studyDay } from '../../core/day.ts';
import { GRADES } from '../../core/event.ts';
import type { Session } from '../../core/session.ts';
import { summary } from '../../core/sessionSummary.ts';
import { counted, titleCase } from '../../core/words.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Button } from '../parts/Button.tsx';
import { Page } from '../parts/Page.tsx';
import { printDuration, printDue } from '../parts/time.ts';

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
  const { grades, totalMs, answers, cards, nextDue } = summary(session, app.diary.standing, {
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
          No card of this selection is due, or today's limits are reached. Studying ahead shows cards before
          their day; each such answer counts as an early review and moves the card's next date.
        </p>
        <div className="mt-6 flex flex-wrap gap-3">
          <Button look="primary" onClick={() => go('/')}>
            Back to the library
          </Button>
          <StudyAhead query={session.query} />
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
      <div className="mt-8 flex flex-wrap gap-3">
        <Button look="primary" onClick={() => go('/')}>
          Back to the library
        </Button>
        <Button onClick={() => void app.study.undo()} hint="u">
          Undo
        </Button>
        <StudyAhead query={session.query} />
      </div>
    </Page>
  );
}

function StudyAhead({ query }: { readonly query: string }) {
  const [, go] = useLocation();
  const params = new URLSearchParams(query);
  if (params.has('ahead')) return null;
  params.set('ahead', '');
  return <Button onClick={() => go(`/study?${params}`)}>Study ahead</Button>;
}
