import { Button } from '../parts/Button.tsx';
import type { Progress } from './useTask.ts';

type Props = {
  readonly verb: string;
  readonly progress: Progress<unknown>;
  readonly onStart: () => void;
  readonly onCancel: () => void;
};

/** Starts a calculation, shows how far it is and lets go of it. */
export function TaskButtons({ verb, progress, onStart, onCancel }: Props) {
  const isRunning = progress.kind === 'running';
  return (
    <>
      {/* One button all along, so that the focus stays on it. */}
      <div className="flex items-center gap-4">
        <Button onClick={isRunning ? onCancel : onStart}>{isRunning ? 'Cancel' : verb}</Button>
        {isRunning && (
          <progress aria-label={verb} max={1} value={progress.share} className="h-1.5 w-48 accent-accent" />
        )}
      </div>
      {progress.kind === 'failed' && (
        <p role="alert" className="mt-2 text-again">
          {progress.message}
        </p>
      )}
    </>
  );
}
