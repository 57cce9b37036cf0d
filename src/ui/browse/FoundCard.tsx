import type { StudyCard } from '../../core/filter.ts';
import { counted, titleCase } from '../../core/words.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { useFace } from '../parts/faces.ts';

function Side({ markdown }: { readonly markdown: string }) {
  return (
    <div dir="auto" className="prose-card mt-4 border-l-2 border-line pl-4">
      {useFace(markdown)}
    </div>
  );
}

/** One card of the list: its first line, where it stands, and its whole text when opened. */
export function FoundCard({ study, state }: { readonly study: StudyCard; readonly state: string }) {
  const app = useApp();
  useAppState((appState) => appState.revision);
  const { card, deckTitle, weight } = study;
  const marks = app.diary.marks(card.id);
  return (
    <li className="border-b border-line py-3">
      <details className="group">
        <summary className="list-none">
          <p className="line-clamp-2 group-open:line-clamp-none">
            <bdi>{card.front.replaceAll(/[*_`#]/g, '')}</bdi>
          </p>
          <p className="mt-1 text-[14px] text-muted">
            {[
              state,
              marks.starred && 'Starred',
              card.difficulty && titleCase(card.difficulty),
              card.concept,
              weight > 0 && counted(weight, 'key concept'),
              deckTitle,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </summary>
        <Side markdown={card.back} />
        <p className="mt-3 flex flex-wrap gap-4 text-[15px]">
          <button
            type="button"
            className="min-h-11 text-accent underline underline-offset-4"
            onClick={() => void app.marks.setMark(card.id, 'starred', !marks.starred)}
          >
            {marks.starred ? 'Remove star' : 'Star'}
          </button>
          <button
            type="button"
            className="min-h-11 text-accent underline underline-offset-4"
            onClick={() => void app.marks.setMark(card.id, 'suspended', !marks.suspended)}
          >
            {marks.suspended ? 'Resume' : 'Suspend'}
          </button>
          {state === 'Buried' && (
            <button
              type="button"
              className="min-h-11 text-accent underline underline-offset-4"
              onClick={() => void app.marks.unbury(card.id)}
            >
              Bring back today
            </button>
          )}
        </p>
      </details>
    </li>
  );
}
