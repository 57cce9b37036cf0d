import type { Point } from '../../core/checklist.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Button } from '../parts/Button.tsx';
import { useMissedLast } from './useMissedLast.ts';

/** Points under the heading they stand under, in the answer's order. */
function grouped(points: readonly Point[]): { group: string | null; points: Point[] }[] {
  const groups: { group: string | null; points: Point[] }[] = [];
  for (const point of points) {
    const last = groups.at(-1);
    if (last && last.group === point.group) last.points.push(point);
    else groups.push({ group: point.group, points: [point] });
  }
  return groups;
}

type TickProps = { readonly point: Point; readonly isOn: boolean; readonly wasMissed: boolean };

function Tick({ point, isOn, wasMissed }: TickProps) {
  const app = useApp();
  return (
    <li>
      <label className="flex items-start gap-3 py-1.5 pointer-coarse:py-2.5">
        <input
          type="checkbox"
          checked={isOn}
          onChange={() => app.study.tick(point.id)}
          className="mt-0.75 size-4.5 shrink-0 accent-accent"
        />
        <span>
          <bdi>{point.text}</bdi>
          {wasMissed && <span className="text-[14px] text-muted"> · missed last time</span>}
        </span>
      </label>
    </li>
  );
}

/** The points of the answer, to be ticked off as recalled before reading on. */
export function Checklist() {
  const app = useApp();
  const attempt = useAppState((state) => state.study?.attempt);
  const { points } = app.study.points();
  const missed = new Set(useMissedLast().map(({ id }) => id));
  const ticked = attempt?.ticked ?? [];
  const count = points.filter(({ id }) => ticked.includes(id)).length;
  return (
    <fieldset className="mb-8 border-b border-line pb-4 text-[16px]">
      <legend className="text-[14px] font-medium text-muted">What did you recall?</legend>
      {grouped(points).map((part) => (
        <div key={part.points[0]?.id} className="mt-2">
          {part.group !== null && <p className="text-[14px] text-muted">{part.group}</p>}
          <ul>
            {part.points.map((point) => (
              <Tick
                key={point.id}
                point={point}
                isOn={ticked.includes(point.id)}
                wasMissed={missed.has(point.id)}
              />
            ))}
          </ul>
        </div>
      ))}
      <p className="mt-2 flex flex-wrap items-center gap-x-2 text-[14px] text-muted">
        <span role="status">
          {count} of {points.length}
        </span>
        <Button look="quiet" hint="A" className="px-2" onClick={app.study.tickAll}>
          {count === points.length ? 'Untick all' : 'Tick all'}
        </Button>
        <span aria-hidden="true" className="pointer-coarse:hidden">
          J and K move, Space ticks, Enter takes the suggested grade
        </span>
      </p>
    </fieldset>
  );
}
