import type { Point } from '../../core/checklist.ts';
import { useApp, useAppState } from '../AppContext.tsx';

/** The points that were missed at the last answer to the card on screen, as soon as that answer has been read. */
export function useMissedLast(): readonly Point[] {
  const app = useApp();
  useAppState((state) => state.phase);
  return app.study.missedLast();
}
