import { DAY_SHARES, type DayShare, type EasyDays } from '../../core/easyDays.ts';
import { titleCase } from '../../core/words.ts';
import { useApp, useAppState } from '../AppContext.tsx';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const SHARES = Object.keys(DAY_SHARES).filter((name): name is DayShare => Object.hasOwn(DAY_SHARES, name));

function changed(easyDays: EasyDays, weekday: number, share: DayShare): EasyDays {
  const at = (day: number) => (day === weekday ? share : (easyDays[day] ?? 'normal'));
  return [at(0), at(1), at(2), at(3), at(4), at(5), at(6)];
}

/** How much of an ordinary day's reviews each weekday is to have. */
export function EasyDaysFields() {
  const app = useApp();
  const easyDays = useAppState((state) => state.settings.easyDays);
  return (
    <fieldset className="border-b border-line py-4">
      <legend className="sr-only">Easy days</legend>
      <p aria-hidden="true" className="font-medium">
        Easy days
      </p>
      <p className="text-[14px] text-muted">
        Reduced brings about half as many reviews, minimum as few as possible.
      </p>
      <div className="mt-3 grid gap-x-3 gap-y-2 sm:grid-cols-4 lg:grid-cols-7">
        {WEEKDAYS.map((name, weekday) => (
          <label
            key={name}
            className="grid grid-cols-[1fr_9rem] items-center text-[15px] sm:grid-cols-1 sm:gap-1"
          >
            {name}
            <select
              className="h-11 w-full rounded-md border border-edge bg-raised px-2"
              value={easyDays[weekday] ?? 'normal'}
              onChange={(event) => {
                const share = SHARES.find((one) => one === event.target.value);
                if (share) void app.changeSettings({ easyDays: changed(easyDays, weekday, share) });
              }}
            >
              {SHARES.map((share) => (
                <option key={share} value={share}>
                  {titleCase(share)}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
