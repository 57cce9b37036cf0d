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
  if (progress.kind === 'running') {
    return (
      <div className="flex items-center gap-4">
        <progress aria-label={verb} max={1} value={progress.share} className="h-1.5 w-48 accent-accent" />
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    );
  }
  return (
    <>
      <Button onClick={onStart}>{verb}</Button>
      {progress.kind === 'failed' && (
        <p role="alert" className="mt-2 text-again">
          {progress.message}
        </p>
      )}
    </>
  );
}
