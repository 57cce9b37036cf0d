import { useEffect, useMemo, useRef, useState } from 'react';
import { daysBetween, studyDay, type StudyDay } from '../../core/day.ts';
import type { DeckId } from '../../core/deck.ts';
import type { ExamForecast } from '../../core/examForecast.ts';
import { counted } from '../../core/words.ts';
import { examCommands } from '../../state/exams.ts';
import { useLocation, useQuery } from '../address.ts';
import { examViews, type ExamView } from '../../state/examPlans.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Button } from '../parts/Button.tsx';
import { Link } from '../parts/Link.tsx';
import { Page } from '../parts/Page.tsx';
import { Section } from '../parts/Section.tsx';
import { printDay } from '../parts/time.ts';
import { useKeptFocus } from '../parts/useKeptFocus.ts';
import { whenIdle } from '../parts/whenIdle.ts';
import { BarChart } from '../progress/BarChart.tsx';
import { ExamForm } from './ExamForm.tsx';

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** What recall to expect, worked out when the page has been drawn. */
function useForecast({ entry }: ExamView): ExamForecast | null {
  const app = useApp();
  const revision = useAppState((state) => state.revision);
  const shelf = useAppState((state) => state.shelf);
  const [forecast, setForecast] = useState<ExamForecast | null>(null);
  useEffect(() => {
    let isWanted = true;
    whenIdle(() => {
      if (isWanted) setForecast(app.commands(examCommands).forecast(entry));
    });
    return () => {
      isWanted = false;
    };
    // The diary is one object that changes inside; `revision` says when.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [app, entry, revision, shelf]);
  return forecast;
}

function Outlook({ view, today }: { readonly view: ExamView; readonly today: StudyDay }) {
  const forecast = useForecast(view);
  if (!forecast) return <p className="mt-3 min-h-12 text-muted">Working out what to expect …</p>;
  const { asThingsStand, ifFollowed, error, perDay } = forecast;
  return (
    <>
      <p className="mt-3 min-h-12 max-w-measure">
        Expected recall on the day: about {percent(ifFollowed)} if you study each day’s cards, give or take{' '}
        {counted(Math.round(error * 100), 'point')}; about {percent(asThingsStand)} if you studied nothing
        more. <span className="text-muted">Estimates, worked out anew each day.</span>
      </p>
      <BarChart
        title="Cards a day until the exam"
        summary={`Closing reviews begin ${printDay(view.plan.closingDay, today)}.`}
        labels={perDay.map(({ day }) => printDay(day, today))}
        series={[
          { name: 'Cards', look: 'solid', values: perDay.map(({ cards }) => Math.round(cards * 10) / 10) },
        ]}
        dimension="Day"
        className="mt-6"
      />
    </>
  );
}

function daysTo(view: ExamView, today: StudyDay): string {
  const days = daysBetween(today, view.entry.examDay);
  if (days < 0) return `It was on ${printDay(view.entry.examDay, today)}.`;
  if (days === 0) return 'It is today.';
  return days === 1 ? 'It is tomorrow.' : `In ${days} days, on ${printDay(view.entry.examDay, today)}.`;
}

function Preparation({ view, today }: { readonly view: ExamView; readonly today: StudyDay }) {
  const app = useApp();
  const [, go] = useLocation();
  const [isChanging, setChanging] = useState(false);
  const { entry, plan, cards, warning } = view;
  const isOver = plan.phase === 'over';
  const kept = useKeptFocus<HTMLDivElement>();
  if (isChanging) {
    return (
      <Section title={entry.name}>
        <div {...kept}>
          <ExamForm
            today={today}
            entry={entry}
            decks={entry.decks}
            newId={app.commands(examCommands).newId}
            onCancel={() => setChanging(false)}
            onSave={(changed) => {
              app.commands(examCommands).save(changed);
              setChanging(false);
            }}
          />
        </div>
      </Section>
    );
  }
  return (
    <Section title={entry.name}>
      <div {...kept}>
        <p>
          {daysTo(view, today)} {counted(cards, 'card')}, at most {entry.ceiling} a day.
          {isOver && ' Its cards are back with FSRS.'}
        </p>
        {warning !== null && <p className="mt-3 border-l-2 border-warn pl-3">{warning}</p>}
        {!isOver && <Outlook view={view} today={today} />}
        <div className="mt-6 flex flex-wrap gap-3">
          {!isOver && (
            <Button
              look="primary"
              disabled={plan.today.length === 0}
              onClick={() => go(`/study?exam=${encodeURIComponent(entry.id)}`)}
            >
              {plan.today.length === 0 ? 'Done for today' : `Study today’s ${plan.today.length}`}
            </Button>
          )}
          {!isOver && <Button onClick={() => setChanging(true)}>Change</Button>}
          <Button look="quiet" onClick={() => app.commands(examCommands).remove(entry.id)}>
            {isOver ? 'Remove' : 'Stop preparing'}
          </Button>
        </div>
      </div>
    </Section>
  );
}

/** Exams: how each is prepared for, what to expect of it, and a new one. */
export function ExamPage() {
  const app = useApp();
  const [, go] = useLocation();
  const asked = new URLSearchParams(useQuery()).get('deck');
  const exams = useAppState((state) => state.exams);
  const revision = useAppState((state) => state.revision);
  const shelf = useAppState((state) => state.shelf);
  const now = useAppState((state) => state.now);
  const rolloverHour = useAppState((state) => state.settings.rolloverHour);
  const today = studyDay(now, rolloverHour);
  const heading = useRef<HTMLHeadingElement>(null);
  const views = useMemo(
    () => app.commands(examViews)(),
    // The diary is one object that changes inside; `revision` says when.
    // oxlint-disable-next-line react/exhaustive-deps
    [app, exams, revision, shelf, today],
  );
  useEffect(() => {
    document.title = 'Exams – Flipside';
  }, []);
  return (
    <Page>
      <h1 ref={heading} tabIndex={-1} className="text-3xl font-semibold tracking-tight">
        Exams
      </h1>
      <p className="mt-2 max-w-measure text-muted">
        Until the exam its cards are spread over the days left, and each that could be forgotten by then is
        seen once more in the closing days. Afterwards they go back to{' '}
        <Link href="/settings" className="underline underline-offset-4">
          FSRS
        </Link>{' '}
        by themselves.
      </p>
      {views.map((view) => (
        <Preparation key={view.entry.id} view={view} today={today} />
      ))}
      <Section title={views.length === 0 ? 'Prepare for an exam' : 'Another exam'}>
        <ExamForm
          key={views.length}
          today={today}
          entry={null}
          decks={asked === null ? [] : [asked as DeckId]}
          newId={app.commands(examCommands).newId}
          onCancel={null}
          onSave={(entry) => {
            app.commands(examCommands).save(entry);
            go('/exam', { replace: true });
            window.scrollTo({ top: 0 });
            heading.current?.focus({ preventScroll: true });
          }}
        />
      </Section>
    </Page>
  );
}
