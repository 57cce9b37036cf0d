import { useEffect, useRef } from 'react';
import type { Card } from '../../core/deck.ts';
import type { StudyCard } from '../../core/filter.ts';
import { counted, titleCase } from '../../core/words.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Boundary } from '../parts/Boundary.tsx';
import { later } from '../parts/later.tsx';
import { whenIdle } from '../parts/whenIdle.ts';
import { AnswerBox } from './AnswerBox.tsx';
import { Face } from './Face.tsx';
import { stopReading } from './readAloud.ts';

/** Not needed for the first question; fetched as soon as it stands. */
const Answer = later(() => import('./Answer.tsx').then((file) => file.Answer));

/** Where the card stands in its lesson: said quietly, above the question. */
function Provenance({
  card,
  weight,
  deckTitle,
}: {
  readonly card: Card;
  readonly weight: number;
  readonly deckTitle: string;
}) {
  const app = useApp();
  useAppState((state) => state.revision);
  const { starred, flag } = app.diary.marks(card.id);
  const facts = [
    starred && 'Starred',
    flag !== null && `${titleCase(flag)} flag`,
    card.concept ?? card.title,
    card.difficulty && titleCase(card.difficulty),
    card.levels.map(titleCase).join(' / '),
    weight > 0 ? counted(weight, 'key concept') : card.critical?.flag ? 'Critical' : null,
  ].filter((fact) => typeof fact === 'string' && fact !== '');
  return (
    <div className="text-[14px] leading-6 text-muted">
      <p>
        <bdi>{facts.join(' · ')}</bdi>
      </p>
      <p className="truncate">
        <bdi>{[deckTitle, card.section].filter(Boolean).join(' · ')}</bdi>
      </p>
    </div>
  );
}

type Props = { readonly study: StudyCard; readonly card: Card; readonly side: 'front' | 'back' };

/** One card in normal page flow: the question stays where it is when the answer appears below it. */
export function CardFace({ study: { weight, deckTitle }, card, side }: Props) {
  const question = useRef<HTMLElement>(null);
  const isTyped = useAppState((state) => state.study?.attempt.isTyped ?? state.settings.typeAnswer);
  useEffect(() => {
    if (side === 'front' && !isTyped) question.current?.focus({ preventScroll: true });
  }, [side, isTyped]);
  useEffect(() => {
    whenIdle(() => void Answer.preload());
    return stopReading;
  }, []);
  return (
    <Boundary
      resetKey={`${card.id} ${side}`}
      fallback={() => (
        <div role="alert" className="space-y-4">
          <p className="text-muted">
            This card could not be displayed. Here is its text as the author wrote it.
          </p>
          <pre className="font-mono text-[14px] whitespace-pre-wrap">
            {side === 'front' ? card.front : card.back}
          </pre>
        </div>
      )}
    >
      <article aria-label={`Card ${card.number}`}>
        <Provenance card={card} weight={weight} deckTitle={deckTitle} />
        <section ref={question} tabIndex={-1} aria-label="Question" className="mt-4">
          <Face markdown={card.front} className="prose-question" />
        </section>
        {side === 'front' && isTyped && <AnswerBox />}
        {side === 'back' && <Answer card={card} />}
      </article>
    </Boundary>
  );
}
