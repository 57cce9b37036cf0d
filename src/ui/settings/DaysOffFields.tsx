import { useState, type SyntheticEvent } from 'react';
import { parseDay, studyDay, type StudyDay } from '../../core/day.ts';
import type { DaysOff } from '../../core/easyDays.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Button } from '../parts/Button.tsx';
import { FIELD } from '../parts/field.ts';
import { printDay } from '../parts/time.ts';
import { useKeptFocus } from '../parts/useKeptFocus.ts';

const NAMES = [
  { name: 'from', label: 'First day off' },
  { name: 'to', label: 'Last day off' },
] as const;

function dateOf(field: FormDataEntryValue | null): StudyDay | null {
  return typeof field === 'string' ? parseDay(field) : null;
}

/** The times without study as a list, and two dates to add one. */
export function DaysOffFields() {
  const app = useApp();
  const { daysOff, rolloverHour } = useAppState((state) => state.settings);
  const now = useAppState((state) => state.now);
  const [message, setMessage] = useState('');
  const keep = (times: readonly DaysOff[]) =>
    void app.changeSettings({ daysOff: times.toSorted((a, b) => a.from - b.from) });
  const add = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [from, to] = NAMES.map(({ name }) => dateOf(form.get(name)));
    if (!from || !to) return;
    setMessage(from <= to ? '' : 'The last day off is before the first.');
    if (from > to) return;
    const others = daysOff.filter((time) => time.from !== from || time.to !== to);
    keep([...others, { from, to }]);
    event.currentTarget.reset();
  };
  const today = studyDay(now, rolloverHour);
  const kept = useKeptFocus<HTMLDivElement>();
  return (
    <div {...kept} className="border-b border-line py-4">
      <h3 className="font-medium">Days off</h3>
      <p className="text-[14px] text-muted">
        Nothing is asked of you on these days. What comes due meanwhile waits, and afterwards you can catch up
        bit by bit.
      </p>
      <ul aria-label="Days off" className="mt-1">
        {daysOff.map((time, index) => (
          <li key={`${time.from} ${time.to}`} className="flex min-h-11 items-center gap-4">
            <span>
              {printDay(time.from, today)}
              {time.to > time.from && ` to ${printDay(time.to, today)}`}
            </span>
            <Button look="quiet" onClick={() => keep(daysOff.toSpliced(index, 1))}>
              Remove<span className="sr-only"> {printDay(time.from, today)}</span>
            </Button>
          </li>
        ))}
      </ul>
      <form onSubmit={add} className="mt-2 flex flex-wrap items-end gap-3">
        {NAMES.map(({ name, label }) => (
          <label key={name} className="grow text-[15px] sm:max-w-48">
            {label}
            <input type="date" name={name} required className={`${FIELD} mt-1`} />
          </label>
        ))}
        <Button type="submit">Add days off</Button>
      </form>
      <p role="alert" className="mt-1 text-[14px] text-again">
        {message}
      </p>
    </div>
  );
}
