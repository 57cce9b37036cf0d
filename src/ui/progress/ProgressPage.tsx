import { useEffect } from 'react';
import { studyDay } from '../../core/day.ts';
import { filterToQuery } from '../../core/filter.ts';
import type { Streak } from '../../core/stats/streak.ts';
import type { Summary } from '../../core/stats/summary.ts';
import { counted } from '../../core/words.ts';
import { useAppState } from '../AppContext.tsx';
import { Link } from '../parts/Link.tsx';
import { Page } from '../parts/Page.tsx';
import { Section } from '../parts/Section.tsx';
import { CalibrationChart } from './CalibrationChart.tsx';
import { Choices } from './Choices.tsx';
import { Distributions } from './Distributions.tsx';
import { Habits } from './Habits.tsx';
import { Heatmap } from './Heatmap.tsx';
import { LevelsBar } from './LevelsBar.tsx';
import { Outlook, OverTime } from './OverTime.tsx';
import { RetentionTable } from './RetentionTable.tsx';
import { usePeriod } from './usePeriod.ts';
import { useSummary } from './useSummary.ts';
import { WeakSpots } from './WeakSpots.tsx';

/** Days studied of late first: that is what one missed day cannot undo. */
function rhythm({ current, longest, studiedOfLast30 }: Streak): string {
  const row = current > 1 ? ` ${current} days in a row now;` : '';
  return `You studied on ${studiedOfLast30} of the last 30 days.${row}${
    longest > 1 ? ` ${current > 1 ? 'your' : 'Your'} longest run is ${counted(longest, 'day')}.` : ''
  }`;
}

function Nothing() {
  return (
    <p className="mt-2 max-w-measure text-muted">
      Nothing to show yet.{' '}
      <Link href="/study" className="text-accent underline underline-offset-4">
        Study some cards
      </Link>
      , and this page fills from your answers.
    </p>
  );
}

function Charts({ summary }: { readonly summary: Summary }) {
  const now = useAppState((state) => state.now);
  const rolloverHour = useAppState((state) => state.settings.rolloverHour);
  const today = studyDay(now, rolloverHour);
  return (
    <>
      <Section title="Day by day">
        <Heatmap days={summary.calendar} today={today} />
        <Outlook summary={summary} today={today} />
        <OverTime summary={summary} today={today} />
      </Section>
      <Section title="What you know">
        <WeakSpots concepts={summary.concepts} now={now} rolloverHour={rolloverHour} />
        <LevelsBar levels={summary.levels} />
      </Section>
      <Section title="How well it stays">
        <div className="gap-x-12 lg:grid lg:grid-cols-2">
          <RetentionTable retention={summary.retention} />
          <CalibrationChart calibration={summary.calibration} />
        </div>
        <Distributions summary={summary} />
      </Section>
      <Section title="How you answer">
        <Habits summary={summary} />
      </Section>
    </>
  );
}

/** What the diary says about the learner: drawn to be looked at, with a table behind each drawing. */
export function ProgressPage() {
  const choice = usePeriod();
  const state = useSummary(choice.period.days, choice.filter);
  useEffect(() => {
    document.title = 'Progress – Flipside';
  }, []);
  const isFiltered = filterToQuery(choice.filter) !== '';
  const isEmpty = state.kind === 'shown' && state.summary.answers === 0;
  return (
    <Page>
      <h1 className="text-3xl font-semibold tracking-tight">Progress</h1>
      {isEmpty && !isFiltered ? (
        <Nothing />
      ) : (
        <>
          <p className="mt-2 min-h-6 text-muted" role="status">
            {state.kind === 'shown' && rhythm(state.summary.streak)}
            {state.kind === 'waiting' && 'Adding up your answers…'}
            {state.kind === 'failed' && `The figures could not be drawn up: ${state.message}`}
          </p>
          <Choices {...choice} />
          {isEmpty && <p className="mt-10 text-muted">No answers to these cards yet.</p>}
          {/* As high as the charts will be, so that nothing jumps when they come. */}
          <div className={state.kind === 'waiting' ? 'min-h-[300rem]' : ''}>
            {state.kind === 'shown' && !isEmpty && <Charts summary={state.summary} />}
          </div>
        </>
      )}
    </Page>
  );
}
