import { useEffect, useRef, useState } from 'react';
import type { Filter } from '../../core/filter.ts';
import type { Summary } from '../../core/stats/summary.ts';
import { progressCommands, type Figures } from '../../state/progress.ts';
import { useApp, useAppState } from '../AppContext.tsx';

export type SummaryState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'shown'; readonly summary: Summary }
  | { readonly kind: 'failed'; readonly message: string };

/** The figures for a period and a filter. While newer ones are drawn up, the ones before stay. */
export function useSummary(days: number | null, filter: Filter): SummaryState {
  const app = useApp();
  const [state, setState] = useState<SummaryState>({ kind: 'waiting' });
  const revision = useAppState((appState) => appState.revision);
  const shelf = useAppState((appState) => appState.shelf);
  const figures = useRef<Figures | null>(null);
  useEffect(
    () => () => {
      figures.current?.close();
      figures.current = null;
    },
    [],
  );
  useEffect(() => {
    let isWanted = true;
    figures.current ??= app.commands(progressCommands).figures();
    figures.current.summarize({ days, filter }).then(
      (summary) => {
        if (isWanted) setState({ kind: 'shown', summary });
      },
      (error: unknown) => {
        if (isWanted)
          setState({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
      },
    );
    return () => {
      isWanted = false;
    };
    // The diary is one object that changes inside; `revision` and `shelf` say when it or the shelf has news.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [app, revision, shelf, days, filter]);
  return state;
}
