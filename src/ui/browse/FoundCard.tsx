import { useState } from 'react';
import type { Card } from '../../core/deck.ts';
import { nameOf } from '../../core/deckOutline.ts';
import type { StudyCard } from '../../core/filter.ts';
import { isLeech } from '../../core/leech.ts';
import { counted, titleCase } from '../../core/words.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { useFace } from '../parts/faces.ts';
import { CardActions } from './CardActions.tsx';

function Side({ markdown }: { readonly markdown: string }) {
  return (
    <div dir="auto" className="prose-card mt-4 border-l-2 border-line pl-4">
      {useFace(markdown)}
    </div>
  );
}

type Props = {
  readonly study: StudyCard;
  /** `null` as long as its text is on its way. */
  readonly whole: Card | null;
  readonly state: string;
};

/** One card of the list: its first line, where it stands, and its whole text when opened. */
export function FoundCard({ study, whole, state }: Props) {
  const app = useApp();
  useAppState((appState) => appState.revision);
  const leechThreshold = useAppState((appState) => appState.settings.leechThreshold);
  const [isOpen, setOpen] = useState(false);
  const { card, deckTitle, weight } = study;
  const marks = app.diary.marks(card.id);
  return (
    <li className="border-b border-line py-3">
      <details className="group" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="list-none">
          <p className="line-clamp-2 group-open:line-clamp-none">
            <bdi>{(whole?.front ?? nameOf(card)).replaceAll(/[*_`#]/g, '')}</bdi>
          </p>
          <p className="mt-1 text-[14px] text-muted">
            {[
              state,
              isLeech(app.diary.memory(card.id), leechThreshold) && 'Leech',
              marks.starred && 'Starred',
              marks.flag !== null && `${titleCase(marks.flag)} flag`,
              card.difficulty && titleCase(card.difficulty),
              card.concept,
              weight > 0 && counted(weight, 'key concept'),
              deckTitle,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </summary>
        {isOpen && (
          <>
            {whole && <Side markdown={whole.back} />}
            <CardActions study={study} isBuried={state === 'Buried'} />
          </>
        )}
      </details>
    </li>
  );
}
