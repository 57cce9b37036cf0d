import { useCallback, useMemo } from 'react';
import type { Fitted, FitReport } from '../../core/optimizer/fit.ts';
import { counted, titleCase } from '../../core/words.ts';
import { tuningCommands } from '../../state/tuning.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Button } from '../parts/Button.tsx';
import { Section } from '../parts/Section.tsx';
import { CalibrationPlot } from './CalibrationPlot.tsx';
import { TaskButtons } from './TaskButtons.tsx';
import { useTask } from './useTask.ts';

const CELL = 'py-2 pl-4 text-right sm:pr-6';

function days(value: number): string {
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}

/** Log loss on answers that the fit had not seen, beside the least that any model should reach. */
function Losses({ fitted }: { readonly fitted: Fitted }) {
  const { before, after, average, answers } = fitted.heldOut;
  const rows = [
    ['Always predicting your average', average],
    ['FSRS as it is', before],
    ['FSRS fitted to you', after],
  ] as const;
  return (
    <table className="mt-4 w-full max-w-lg text-left">
      <caption className="pb-1 text-left font-medium">
        How wrong the predictions were on your newest {counted(answers, 'answer')} (log loss, less is better)
      </caption>
      <tbody>
        {rows.map(([name, loss]) => (
          <tr key={name} className="border-b border-line">
            <th scope="row" className="py-2 font-normal">
              {name}
            </th>
            <td className={CELL}>{loss.toFixed(4)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function FirstIntervals({ fitted }: { readonly fitted: Fitted }) {
  return (
    <table className="mt-8 w-full max-w-lg text-left">
      <caption className="pb-1 text-left font-medium">
        Days until a card comes back after its first answer
      </caption>
      <thead className="text-muted">
        <tr className="border-b border-line">
          <th className="py-2 font-normal">First answer</th>
          <th className={`${CELL} font-normal`}>Now</th>
          <th className={`${CELL} font-normal`}>Fitted</th>
        </tr>
      </thead>
      <tbody>
        {fitted.firstIntervals.map(({ grade, before, after }) => (
          <tr key={grade} className="border-b border-line">
            <th scope="row" className="py-2 font-normal">
              {titleCase(grade)}
            </th>
            <td className={CELL}>{days(before)}</td>
            <td className={CELL}>{days(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function verdict(report: FitReport): string {
  switch (report.kind) {
    case 'tooFew':
      return `You have ${counted(report.answers, 'answer')} that FSRS can learn from; it needs ${report.needed}. Until then its defaults serve you better.`;
    case 'notBetter':
      return `Fitted to your ${counted(report.answers, 'answer')}, FSRS is not clearly better than it is now, so nothing changes.`;
    case 'better':
      return `Fitted to your ${counted(report.answers, 'answer')}, FSRS predicts you better than it does now.`;
  }
}

function Adopt({ fitted }: { readonly fitted: Fitted }) {
  const tuning = useApp().commands(tuningCommands);
  const { before, after } = useMemo(() => tuning.workload(fitted.weights), [tuning, fitted]);
  return (
    <div className="mt-8">
      <p>
        Next week’s reviews: {before} as it is, {after} with the fitted weights. Using them gives every card a
        new date, worked out from your answers; you can go back.
      </p>
      <Button look="primary" className="mt-3" onClick={() => void tuning.adopt(fitted.weights)}>
        Use these weights
      </Button>
    </div>
  );
}

function Report({ report }: { readonly report: FitReport }) {
  const weights = useAppState((state) => state.settings.weights);
  if (report.kind === 'tooFew') return <p className="mt-4">{verdict(report)}</p>;
  const { fitted } = report;
  const isInUse = weights.length > 0 && weights.every((weight, index) => weight === fitted.weights[index]);
  return (
    <div className="mt-6">
      <p className="font-medium">{isInUse ? 'These weights are in use.' : verdict(report)}</p>
      <Losses fitted={fitted} />
      <CalibrationPlot before={fitted.heldOut.binsBefore} after={fitted.heldOut.binsAfter} />
      <FirstIntervals fitted={fitted} />
      {report.kind === 'better' && !isInUse && <Adopt fitted={fitted} />}
    </div>
  );
}

/** Fits FSRS to the learner, shows what came of it, and changes something only when told to. */
export function FitSection() {
  const tuning = useApp().commands(tuningCommands);
  const isFitted = useAppState((state) => state.settings.weights.length > 0);
  const canGoBack = useAppState((state) => state.settings.previousWeights !== null);
  const { progress, start, cancel } = useTask(useCallback((say) => tuning.fit(say), [tuning]));
  return (
    <Section
      title="Fit FSRS to your memory"
      about="The fit is judged on your newest answers, which it does not see, and is recommended only where it does better there."
    >
      <p className="mb-3">
        {isFitted ? 'FSRS uses weights fitted to you.' : 'FSRS uses its default weights.'}
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <TaskButtons
          verb="Fit to my answers"
          progress={progress}
          onStart={() => void start()}
          onCancel={cancel}
        />
        {canGoBack && (
          <Button look="quiet" onClick={() => void tuning.revert()}>
            Back to the weights before
          </Button>
        )}
      </div>
      <div role="status">{progress.kind === 'done' && <Report report={progress.result} />}</div>
    </Section>
  );
}
