import { useEffect, useMemo } from 'react';
import { Link, useLocation } from 'wouter';
import { studyDay } from '../../core/day.ts';
import { GRADES } from '../../core/event.ts';
import type { Bin } from '../../core/stats/histogram.ts';
import { counted, titleCase } from '../../core/words.ts';
import type { Progress } from '../../state/progress.ts';
import { useQuery } from '../address.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Page } from '../parts/Page.tsx';
import { Section } from '../parts/Section.tsx';
import { printDay } from '../parts/time.ts';
import { BarChart, type Bar } from './BarChart.tsx';
import { Concepts } from './Concepts.tsx';
import { Heatmap } from './Heatmap.tsx';
import { RetentionTable } from './RetentionTable.tsx';

const PERIODS = [
  { days: 30, label: '30 days' },
  { days: 90, label: '90 days' },
  { days: 365, label: 'A year' },
  { days: 36_500, label: 'All time' },
] as const;

const MINUTE = 60_000;

/** `1–2`, `60+`: a bin by its edges, in the unit that `print` gives them. */
function binBars(bins: readonly Bin[], print: (edge: number) => string): Bar[] {
  return bins.map(({ from, to, count }) => ({
    label: Number.isFinite(to) ? print(from) : `${print(from)}+`,
    value: count,
  }));
}

function usePeriod() {
  const [, go] = useLocation();
  const params = new URLSearchParams(useQuery());
  const days = PERIODS.find((period) => String(period.days) === params.get('days'))?.days ?? 90;
  const deck = params.get('deck') ?? '';
  const change = (name: 'days' | 'deck', value: string) => {
    if (value === '') params.delete(name);
    else params.set(name, value);
    go(`/progress?${params}`, { replace: true });
  };
  return { days, deck, change };
}

function Choices({ days, deck, change }: ReturnType<typeof usePeriod>) {
  const decks = useAppState((state) => state.decks);
  return (
    <div className="mt-6 flex flex-wrap gap-3">
      <select
        aria-label="Period"
        className="h-11 rounded-md border border-edge bg-raised px-3"
        value={days}
        onChange={(event) => change('days', event.target.value)}
      >
        {PERIODS.map((period) => (
          <option key={period.days} value={period.days}>
            {period.label}
          </option>
        ))}
      </select>
      <select
        aria-label="Deck"
        className="h-11 max-w-full rounded-md border border-edge bg-raised px-3"
        value={deck}
        onChange={(event) => change('deck', event.target.value)}
      >
        <option value="">All decks</option>
        {decks.map((loaded) => (
          <option key={loaded.deck.id} value={loaded.deck.id}>
            {loaded.deck.title}
          </option>
        ))}
      </select>
    </div>
  );
}

function Activity({ progress, today }: { readonly progress: Progress; readonly today: number }) {
  const { perDay, forecast } = progress;
  const answers = perDay.reduce((sum, day) => sum + day.answers, 0);
  const minutes = Math.round(perDay.reduce((sum, day) => sum + day.ms, 0) / MINUTE);
  const due = forecast.days.map(({ day, learning, young, mature }) => ({
    label: printDay(day, today as typeof day),
    value: learning + young + mature,
  }));
  return (
    <>
      <BarChart
        title="Due in the next 30 days"
        summary={`${counted(
          due.reduce((sum, { value }) => sum + value, 0),
          'card',
        )} to come${forecast.overdue > 0 ? `, ${forecast.overdue} overdue` : ''}.`}
        bars={due}
        columns={['Day', 'Cards']}
        every={7}
      />
      <BarChart
        title="Answers a day"
        summary={`${counted(answers, 'answer')} in ${counted(minutes, 'minute')}.`}
        bars={perDay.map(({ day, answers: value, ms }) => ({
          label: printDay(day, today as typeof day),
          value,
          text: `${value}, ${Math.round(ms / MINUTE)} min`,
        }))}
        columns={['Day', 'Answers and time']}
        every={Math.max(1, Math.ceil(perDay.length / 5))}
      />
    </>
  );
}

function Habits({ progress }: { readonly progress: Progress }) {
  const { buttons, hourly } = progress;
  const grades = GRADES.map((grade) => ({
    label: titleCase(grade),
    value: buttons.learning[grade] + buttons.young[grade] + buttons.mature[grade],
    text: `${buttons.learning[grade]} learning, ${buttons.young[grade]} young, ${buttons.mature[grade]} mature`,
  }));
  return (
    <>
      <BarChart
        title="Grades"
        summary="How often you pressed each button."
        bars={grades}
        columns={['Grade', 'Answers']}
        every={1}
      />
      <BarChart
        title="By the hour"
        summary="When you study, on your own clock."
        bars={hourly.map(({ hour, answers, reviews, passed }) => ({
          label: String(hour),
          value: answers,
          text:
            reviews === 0
              ? String(answers)
              : `${answers}, ${Math.round((passed / reviews) * 100)} % of reviews passed`,
        }))}
        columns={['Hour', 'Answers']}
        every={3}
      />
    </>
  );
}

const days = (edge: number) => `${edge}d`;

function Memory({ progress }: { readonly progress: Progress }) {
  return (
    <>
      <BarChart
        title="Intervals"
        summary="Days until cards in review come back."
        bars={binBars(progress.intervals, days)}
        columns={['From', 'Cards']}
        every={2}
      />
      <BarChart
        title="Stability"
        summary="Days until recall falls to 90 %."
        bars={binBars(progress.stabilities, days)}
        columns={['From', 'Cards']}
        every={2}
      />
      <BarChart
        title="Difficulty"
        summary="From 1, easy to make stable, to 10."
        bars={binBars(progress.difficulties, String)}
        columns={['From', 'Cards']}
        every={1}
      />
      <BarChart
        title="Recall now"
        summary="Estimated chance of recalling each card at this moment."
        bars={binBars(progress.recalls, (edge) => `${Math.round(edge * 100)} %`).map((bar) => ({
          ...bar,
          label: bar.label.replace('+', ''),
        }))}
        columns={['From', 'Cards']}
        every={2}
      />
    </>
  );
}

/** One honest bar over all decks: cards by cognitive level, and how many of them are learned. */
function Levels({ levels }: Pick<Progress, 'levels'>) {
  const present = levels.filter(({ cards }) => cards > 0);
  if (present.length === 0) return null;
  return (
    <Section title="Cognitive levels" about="Learned cards of each level; a card may ask for more than one.">
      <dl className="max-w-2xl">
        {present.map(({ level, cards, learned }) => (
          <div key={level} className="grid grid-cols-[7rem_minmax(0,1fr)_5rem] items-center gap-4 py-1.5">
            <dt>{titleCase(level)}</dt>
            <dd aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-line">
              <div
                className="h-full origin-left bg-accent"
                style={{ transform: `scaleX(${learned / cards})` }}
              />
            </dd>
            <dd className="text-right text-[15px] text-muted">
              {learned} of {cards}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** What the diary says about the learner: drawn to be looked at, with a table behind each drawing. */
export function ProgressPage() {
  const app = useApp();
  const period = usePeriod();
  const phase = useAppState((state) => state.phase);
  const revision = useAppState((state) => state.revision);
  const now = useAppState((state) => state.now);
  const decks = useAppState((state) => state.decks);
  const rolloverHour = useAppState((state) => state.settings.rolloverHour);
  const deck = decks.find((loaded) => loaded.deck.id === period.deck)?.deck.id ?? null;
  const progress = useMemo(
    () => (phase === 'ready' ? app.progress({ days: period.days, deck }) : null),
    // The diary is one object that changes inside; `revision` says when.
    // oxlint-disable-next-line react/exhaustive-deps
    [app, phase, revision, period.days, deck],
  );
  useEffect(() => {
    document.title = 'Progress – Flipside';
  }, []);
  if (!progress) return <Page>{null}</Page>;
  const today = studyDay(now, rolloverHour);
  const { current, longest, studiedOfLast30 } = progress.streak;
  return (
    <Page>
      <h1 className="text-3xl font-semibold tracking-tight">Progress</h1>
      {progress.answers === 0 ? (
        <p className="mt-2 max-w-measure text-muted">
          Nothing to show yet.{' '}
          <Link href="/study" className="text-accent underline underline-offset-4">
            Study some cards
          </Link>
          , and this page fills from your answers.
        </p>
      ) : (
        <>
          <p className="mt-2 text-muted">
            You studied on {studiedOfLast30} of the last 30 days; {counted(current, 'day')} in a row, at most{' '}
            {longest}.
          </p>
          <Choices {...period} />
          <Heatmap days={progress.calendar} today={today} />
          <Activity progress={progress} today={today} />
          <RetentionTable retention={progress.retention} />
          <Concepts concepts={progress.concepts} now={now} rolloverHour={rolloverHour} />
          <Levels levels={progress.levels} />
          <Habits progress={progress} />
          <Memory progress={progress} />
        </>
      )}
    </Page>
  );
}
