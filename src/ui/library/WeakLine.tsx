import { useEffect, useState } from 'react';
import type { ConceptStanding } from '../../core/concepts.ts';
import { filterToQuery, NO_FILTER } from '../../core/filter.ts';
import { progressCommands } from '../../state/progress.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Link } from '../parts/Link.tsx';
import { whenIdle } from '../parts/whenIdle.ts';

/** Below this estimate of recall a concept is worth a word. */
const WEAK_BELOW = 0.8;
const SHOWN = 3;

/** The few concepts that are slipping, each the way to its cards; worked out when the page has nothing else to do. */
export function WeakLine() {
  const app = useApp();
  const revision = useAppState((state) => state.revision);
  const shelf = useAppState((state) => state.shelf);
  const [weak, setWeak] = useState<readonly ConceptStanding[]>([]);
  useEffect(() => {
    let isWanted = true;
    whenIdle(() => {
      if (!isWanted) return;
      const spots = app
        .commands(progressCommands)
        .weakSpots()
        .filter(({ recall }) => recall !== null && recall < WEAK_BELOW);
      setWeak(spots.slice(0, SHOWN));
    });
    return () => {
      isWanted = false;
    };
    // The diary is one object that changes inside; `revision` and `shelf` say when it or the shelf has news.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [app, revision, shelf]);
  if (app.diary.size === 0) return null;
  // The line keeps its place while it is empty, so that nothing below it jumps.
  return (
    <p className="mt-4 flex min-h-6 flex-wrap gap-x-5 gap-y-1 text-[15px] text-muted">
      {weak.length > 0 && <span title="Estimated recall now">Weak:</span>}
      {weak.map(({ name, recall }) => (
        <Link
          key={name}
          href={`/study?${filterToQuery({ ...NO_FILTER, concepts: [name] })}&ahead=`}
          className="underline-offset-4 hover:underline"
        >
          <bdi className="text-ink">{name}</bdi> {Math.round((recall ?? 0) * 100)} %
        </Link>
      ))}
    </p>
  );
}
