import { useId, useMemo, useState } from 'react';
import { studyDay } from '../../core/day.ts';
import { counted } from '../../core/words.ts';
import { catchUpCommands } from '../../state/catchUp.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Button } from '../parts/Button.tsx';
import { WholeNumber } from '../parts/WholeNumber.tsx';
import { printDay } from '../parts/time.ts';
import { useKeptFocus } from '../parts/useKeptFocus.ts';

/** What so many cards a day would come to. */
function Outlook({ perDay }: { readonly perDay: number }) {
  const app = useApp();
  const now = useAppState((state) => state.now);
  const shelf = useAppState((state) => state.shelf);
  const revision = useAppState((state) => state.revision);
  const settings = useAppState((state) => state.settings);
  const today = studyDay(now, settings.rolloverHour);
  const clearedOn = useMemo(
    () => app.commands(catchUpCommands).clearedOn(perDay),
    // The diary is one object that changes inside; `revision` says when, and the clock counts by days here.
    // oxlint-disable-next-line react/exhaustive-deps
    [app, perDay, shelf, revision, settings, today],
  );
  if (clearedOn === null)
    return (
      <>At {perDay} a day the backlog would still be there in four months. More a day would shorten it.</>
    );
  return (
    <>
      At {perDay} a day you are through{' '}
      {clearedOn === today ? 'today' : `by about ${printDay(clearedOn, today)} (an estimate)`}.
    </>
  );
}

type PerDayProps = { readonly value: number; readonly onChange: (value: number) => void };

function PerDay({ value, onChange }: PerDayProps) {
  const id = useId();
  return (
    <div className="flex items-center gap-2.5">
      <label htmlFor={id} className="text-[15px]">
        Cards a day
      </label>
      <div className="w-24">
        <WholeNumber
          id={id}
          value={value}
          least={1}
          most={9999}
          onChange={(changed) => changed !== null && onChange(changed)}
        />
      </div>
    </div>
  );
}

function CatchingUp({ perDay, waiting }: { readonly perDay: number; readonly waiting: number }) {
  const app = useApp();
  return (
    <section aria-labelledby="catch-up" className="mt-8 border-l-2 border-accent pl-4">
      <h2 id="catch-up" className="font-semibold">
        Catching up
      </h2>
      <p className="max-w-measure text-[15px] text-muted">
        {counted(waiting, 'card')} {waiting === 1 ? 'waits' : 'wait'} beyond today’s part; new cards pause
        until none does. <Outlook perDay={perDay} />
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-x-6 gap-y-2">
        <PerDay value={perDay} onChange={(value) => void app.commands(catchUpCommands).set(value)} />
        <Button onClick={() => void app.commands(catchUpCommands).set(null)}>Stop catching up</Button>
      </div>
    </section>
  );
}

function Offer({ overdue, suggested }: { readonly overdue: number; readonly suggested: number }) {
  const app = useApp();
  const [perDay, setPerDay] = useState(suggested);
  return (
    <section aria-labelledby="catch-up" className="mt-8 border-l-2 border-accent pl-4">
      <h2 id="catch-up" className="font-semibold">
        {counted(overdue, 'card')} from earlier days
      </h2>
      <p className="max-w-measure text-[15px] text-muted">
        You can take them bit by bit: those that lose most by waiting come first, and new cards pause
        meanwhile. <Outlook perDay={perDay} />
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-x-6 gap-y-2">
        <PerDay value={perDay} onChange={setPerDay} />
        <Button onClick={() => void app.commands(catchUpCommands).set(perDay)}>
          Catch up: {counted(perDay, 'card')} a day
        </Button>
      </div>
    </section>
  );
}

/** The way through a backlog: offered when more waits than fits a day, and where it stands while it is followed. */
export function CatchUp({ waiting }: { readonly waiting: number }) {
  const app = useApp();
  const perDay = useAppState((state) => state.settings.catchUpPerDay);
  const shelf = useAppState((state) => state.shelf);
  const revision = useAppState((state) => state.revision);
  const now = useAppState((state) => state.now);
  const deckOptions = useAppState((state) => state.deckOptions);
  const backlog = useMemo(
    () => app.commands(catchUpCommands).backlog(),
    // oxlint-disable-next-line react/exhaustive-deps
    [app, shelf, revision, now, deckOptions, perDay],
  );
  const kept = useKeptFocus<HTMLDivElement>();
  return (
    <div {...kept}>
      {perDay !== null && <CatchingUp perDay={perDay} waiting={waiting} />}
      {perDay === null && backlog && <Offer key={backlog.suggested} {...backlog} />}
    </div>
  );
}
