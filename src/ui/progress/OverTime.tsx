import type { StudyDay } from '../../core/day.ts';
import type { Summary } from '../../core/stats/summary.ts';
import { counted } from '../../core/words.ts';
import { printDay, printDuration } from '../parts/time.ts';
import { BarChart } from './BarChart.tsx';
import { phaseSeries } from './phaseSeries.ts';

const MINUTE = 60_000;
const STEP_NAMES: Readonly<Record<number, string>> = { 1: 'a day', 7: 'a week', 28: 'in four weeks' };

type Props = { readonly summary: Summary; readonly today: StudyDay };

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Due cards of the days to come. */
export function Outlook({ summary: { forecast }, today }: Props) {
  const { days, overdue } = forecast;
  const ahead = total(days.map(({ learning, young, mature }) => learning + young + mature));
  return (
    <BarChart
      title="Due in the next 30 days"
      summary={`${counted(ahead, 'card')} to come${overdue > 0 ? `, and ${overdue.toLocaleString('en')} overdue` : ''}, if nothing else is learned.`}
      labels={days.map(({ day }) => printDay(day, today))}
      series={phaseSeries(days)}
      dimension="Day"
    />
  );
}

/** Answers, minutes and the state of the cards, over the chosen period. */
export function OverTime({ summary, today }: Props) {
  const { perStep, phases, stepDays } = summary;
  const each = STEP_NAMES[stepDays] ?? `in ${stepDays} days`;
  const labels = perStep.map(({ day }) => printDay(day, today));
  const minutes = perStep.map(({ ms }) => Math.round(ms / MINUTE));
  const crammed = perStep.map((step) => step.crammed);
  const answers = total(perStep.map((step) => step.answers)) + total(crammed);
  const last = phases.at(-1)?.phases;
  const dimension = stepDays === 1 ? 'Day' : 'From';
  return (
    <>
      <div className="gap-x-12 lg:grid lg:grid-cols-2">
        <BarChart
          title={`Answers ${each}`}
          summary={`${counted(answers, 'answer')}, by how well the card was known.`}
          labels={labels}
          series={[
            ...phaseSeries(
              perStep.map((step) => step.phases),
              true,
            ),
            ...(total(crammed) > 0 ? [{ name: 'Crammed', look: 'outline' as const, values: crammed }] : []),
          ]}
          dimension={dimension}
        />
        <BarChart
          title={`Minutes ${each}`}
          summary={`${printDuration(total(perStep.map(({ ms }) => ms)))} in all.`}
          labels={labels}
          series={[{ name: 'Minutes', look: 'solid', values: minutes }]}
          dimension={dimension}
        />
      </div>
      <BarChart
        title="Cards by state"
        summary={
          last
            ? `${last.mature} mature, ${last.young} young and ${last.learning + last.relearning} in learning by now.`
            : ''
        }
        labels={phases.map(({ day }) => printDay(day, today))}
        series={phaseSeries(phases.map((day) => day.phases))}
        dimension="Day"
      />
    </>
  );
}
