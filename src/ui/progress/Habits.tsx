import { GRADES } from '../../core/event.ts';
import type { Summary } from '../../core/stats/summary.ts';
import { titleCase } from '../../core/words.ts';
import { BarChart } from './BarChart.tsx';
import { phaseSeries } from './phaseSeries.ts';

/** How answers were given: which button, and at what hour. */
export function Habits({ summary: { buttons, hourly } }: { readonly summary: Summary }) {
  const presses = GRADES.map((grade) => ({
    learning: buttons.learning[grade],
    young: buttons.young[grade],
    mature: buttons.mature[grade],
  }));
  const hourTable = {
    columns: ['Hour', 'Answers', 'Reviews', 'Reviews passed'],
    rows: hourly.map(({ hour, answers, reviews, passed }) => [String(hour), answers, reviews, passed]),
  };
  return (
    <div className="gap-x-12 lg:grid lg:grid-cols-2">
      <BarChart
        title="Answer buttons"
        summary="How often you pressed each, by how well the card was known."
        labels={GRADES.map(titleCase)}
        series={phaseSeries(presses)}
        dimension="Grade"
      />
      <BarChart
        title="By the hour"
        summary="Answers on your own clock."
        labels={hourly.map(({ hour }) => String(hour))}
        series={[{ name: 'Answers', look: 'solid', values: hourly.map(({ answers }) => answers) }]}
        dimension="Hour"
        table={hourTable}
      />
    </div>
  );
}
