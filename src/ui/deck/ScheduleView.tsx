import type { Schedule } from '../../core/deck.ts';
import { counted } from '../../core/words.ts';

function rowsOf(schedule: Schedule): { readonly term: string; readonly text: string }[] {
  switch (schedule.kind) {
    case 'days':
      return schedule.steps.map((step) => ({ term: `Day ${step.day}`, text: step.text }));
    case 'cardDays':
      return schedule.rows.map((row) => ({ term: `Card ${row.card}`, text: `Days ${row.days.join(', ')}` }));
    case 'intervals':
      return schedule.rows.map((row) => ({
        term: `Card ${row.card}`,
        text: `First after ${counted(row.firstDays, 'day')}, then × ${row.multiplier}. ${row.advice}`,
      }));
  }
}

/** The lesson's own review plan as its author wrote it. */
export function ScheduleView({ schedule }: { readonly schedule: Schedule }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5">
      {rowsOf(schedule).map(({ term, text }) => (
        <div key={term} className="col-span-2 grid grid-cols-subgrid">
          <dt className="font-medium">{term}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
