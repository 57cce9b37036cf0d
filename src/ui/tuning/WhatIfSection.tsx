import { useCallback } from 'react';
import type { WhatIfPoint } from '../../core/simulation/whatIf.ts';
import { tuningCommands } from '../../state/tuning.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { ScrollBox } from '../parts/ScrollBox.tsx';
import { Section } from '../parts/Section.tsx';
import { useWidth } from '../progress/useWidth.ts';
import { TaskButtons } from './TaskButtons.tsx';
import { useTask } from './useTask.ts';

const RETENTIONS = [0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97];
const YEAR_DAYS = 365;
const [HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [220, 36, 20, 24, 28];

const percent = (share: number) => `${Math.round(share * 100)} %`;
const perDay = (point: WhatIfPoint) => point.minutes / YEAR_DAYS;

/** Minutes a day over desired retention, with today's choice marked. */
function Curve({ points, chosen }: { readonly points: readonly WhatIfPoint[]; readonly chosen: number }) {
  const { box, width } = useWidth<HTMLDivElement>();
  const most = Math.max(...points.map(perDay), 0.1);
  const x = (retention: number) => LEFT + ((retention - 0.7) / 0.27) * (width - LEFT - RIGHT);
  const y = (minutes: number) => HEIGHT - BOTTOM - (minutes / most) * (HEIGHT - BOTTOM - TOP);
  const path = points.map((point) => `${x(point.retention)},${y(perDay(point))}`).join(' ');
  return (
    <figure className="mt-6 max-w-2xl">
      <figcaption className="font-medium">Minutes a day, for each desired retention</figcaption>
      <div ref={box} className="mt-2">
        <svg
          viewBox={`0 0 ${width} ${HEIGHT}`}
          width={width}
          height={HEIGHT}
          className="max-w-full"
          role="img"
          aria-label="Minutes a day by desired retention"
        >
          <title>Minutes a day over the coming year, for each desired retention</title>
          <line x1={LEFT} x2={width} y1={y(0)} y2={y(0)} className="stroke-line" />
          <line
            x1={x(chosen)}
            x2={x(chosen)}
            y1={TOP - 6}
            y2={y(0)}
            className="stroke-edge"
            strokeDasharray="3 3"
          />
          <text
            x={x(chosen)}
            y={TOP - 12}
            textAnchor={chosen > 0.9 ? 'end' : 'middle'}
            className="fill-muted text-[13px]"
          >
            today’s choice
          </text>
          <polyline points={path} className="fill-none stroke-accent" strokeWidth={2} />
          {points.map((point) => (
            <circle
              key={point.retention}
              cx={x(point.retention)}
              cy={y(perDay(point))}
              r={4}
              className="fill-accent"
            />
          ))}
          {[0.7, 0.8, 0.9, 0.97].map((retention) => (
            <text
              key={retention}
              x={x(retention)}
              y={HEIGHT - 8}
              textAnchor="middle"
              className="fill-muted text-[13px]"
            >
              {percent(retention)}
            </text>
          ))}
          {[0, most].map((minutes) => (
            <text
              key={minutes}
              x={LEFT - 8}
              y={y(minutes) + 4}
              textAnchor="end"
              className="fill-muted text-[13px]"
            >
              {minutes.toFixed(minutes === 0 ? 0 : 1)}
            </text>
          ))}
        </svg>
      </div>
    </figure>
  );
}

function Points({ points, chosen }: { readonly points: readonly WhatIfPoint[]; readonly chosen: number }) {
  const nearest = points.reduce<WhatIfPoint | null>(
    (best, point) =>
      best === null || Math.abs(point.retention - chosen) < Math.abs(best.retention - chosen) ? point : best,
    null,
  );
  return (
    <ScrollBox label="The coming year, table">
      <table className="mt-4 w-full max-w-2xl text-left">
        <thead className="text-muted">
          <tr className="border-b border-line">
            {['Desired retention', 'Minutes a day', 'Reviews', 'Cards remembered', 'Recall in a year'].map(
              (name, index) => (
                <th
                  key={name}
                  scope="col"
                  className={`py-2 font-normal ${index === 0 ? 'pr-4' : 'pl-4 text-right'}`}
                >
                  {name}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr
              key={point.retention}
              className={`border-b border-line ${point === nearest ? 'font-semibold' : ''}`}
            >
              <th scope="row" className={`py-2 pr-4 ${point === nearest ? '' : 'font-normal'}`}>
                {percent(point.retention)}
                {point === nearest && <span className="font-normal text-muted"> nearest to yours</span>}
              </th>
              <td className="py-2 pl-4 text-right">{perDay(point).toFixed(1)}</td>
              <td className="py-2 pl-4 text-right">{Math.round(point.reviews).toLocaleString('en')}</td>
              <td className="py-2 pl-4 text-right">{Math.round(point.remembered).toLocaleString('en')}</td>
              <td className="py-2 pl-4 text-right">{point.recall === null ? '–' : percent(point.recall)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** The coming year played for several desired retentions, with the learner's own cards, pace and limits. */
export function WhatIfSection() {
  const tuning = useApp().commands(tuningCommands);
  const chosen = useAppState((state) => state.settings.desiredRetention);
  const { progress, start, cancel } = useTask(useCallback((say) => tuning.whatIf(RETENTIONS, say), [tuning]));
  return (
    <Section
      title="What if you wanted to remember more, or less?"
      about="A simulation of the coming year with your cards, your daily limits and your pace, every day studied. An estimate, not a promise."
    >
      <TaskButtons
        verb="Simulate the coming year"
        progress={progress}
        onStart={() => void start()}
        onCancel={cancel}
      />
      <div role="status">
        {progress.kind === 'done' && (
          <>
            <Curve points={progress.result} chosen={chosen} />
            <Points points={progress.result} chosen={chosen} />
          </>
        )}
      </div>
    </Section>
  );
}
