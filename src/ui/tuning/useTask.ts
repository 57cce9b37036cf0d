import { useCallback, useEffect, useRef, useState } from 'react';
import type { Task } from '../../state/tuning.ts';

export type Progress<Result> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly share: number }
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'failed'; readonly message: string };

/** A long calculation off the page: how far it is, its result, and the way to stop it. Leaving the screen stops it. */
export function useTask<Result>(begin: (onProgress: (share: number) => void) => Task<Result>) {
  const [progress, setProgress] = useState<Progress<Result>>({ kind: 'idle' });
  const task = useRef<Task<Result> | null>(null);
  useEffect(() => () => task.current?.cancel(), []);
  const start = useCallback(async () => {
    setProgress({ kind: 'running', share: 0 });
    const mine = begin((share) => setProgress({ kind: 'running', share }));
    task.current = mine;
    const outcome = await mine.outcome;
    setProgress(outcome.kind === 'cancelled' ? { kind: 'idle' } : outcome);
  }, [begin]);
  const cancel = useCallback(() => task.current?.cancel(), []);
  return { progress, start, cancel };
}
