import { useEffect, useRef } from 'react';
import type { Card } from '../../core/deck.ts';
import type { StudyCard } from '../../core/filter.ts';
import { counted, titleCase } from '../../core/words.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Boundary } from '../parts/Boundary.tsx';
import { Button } from '../parts/Button.tsx';
import { useFace } from '../parts/faces.ts';
import { AnswerOutline } from './AnswerOutline.tsx';
import { Checklist } from './Checklist.tsx';
import { stopReading } from './readAloud.ts';
import { useStepReveal } from './stepReveal.ts';
import { AnswerBox, TypedAnswer } from './TypedAnswer.tsx';

function Face({ markdown, className }: { readonly markdown: string; readonly className: string }) {
  const face = useFace(markdown);
  return (
    <div dir="auto" className={`prose-card ${className}`}>
      {face}
    </div>
  );
}

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

function Aside({ label, markdown }: { readonly label: string; readonly markdown: string }) {
  return (
    <section className="mt-8 border-t border-line pt-4">
      <h3 className="text-[14px] font-medium text-muted">{label}</h3>
      <Face markdown={markdown} className="prose-aside mt-1" />
    </section>
  );
}

function FullAnswer({ card }: { readonly card: Card }) {
  return (
    <>
      <AnswerOutline markdown={card.back} />
      <Face markdown={card.back} className="" />
      {card.mnemonic && <Aside label="Mnemonic" markdown={card.mnemonic} />}
      {card.misconceptions && <Aside label="Common misconceptions" markdown={card.misconceptions} />}
      {card.notes.map((note) => (
        <Aside key={note.label} label={note.label} markdown={note.markdown} />
      ))}
    </>
  );
}

/** What was missed at the card's last answer, for those who do not tick points off. */
function MissedLast() {
  const app = useApp();
  const missed = app.study.missedLast();
  if (missed.length === 0) return null;
  return (
    <p className="mb-6 border-l-2 border-line pl-3 text-[14px] text-muted">
      Last time you missed: {missed.map(({ text }) => text).join(' · ')}
    </p>
  );
}

/** The short answer or the full one, with the other a key away where the deck has both. */
function Answer({ card }: { readonly card: Card }) {
  const app = useApp();
  const region = useRef<HTMLElement>(null);
  const attempt = useAppState((state) => state.study?.attempt);
  const isStepwise = useAppState((state) => state.settings.stepReveal);
  const answerFirst = useAppState((state) => state.settings.answerFirst);
  const isOther = useAppState((state) => state.study?.isOtherAnswer ?? false);
  const short = app.shortAnswerOf(card.id);
  const isShort = short !== null && (answerFirst === 'short') !== isOther;
  useEffect(() => {
    stopReading();
    region.current?.focus({ preventScroll: true });
  }, []);
  useStepReveal(region, isStepwise, attempt?.steps ?? 0);
  return (
    <section ref={region} tabIndex={-1} aria-label="Answer" className="reveal mt-6 border-t border-line pt-6">
      <TypedAnswer />
      {app.study.isChecked() ? <Checklist /> : <MissedLast />}
      {isShort ? (
        <p dir="auto" className="prose-card">
          {short}
        </p>
      ) : (
        <FullAnswer card={card} />
      )}
      {short !== null && (
        <Button look="quiet" hint="x" className="mt-4 -ml-4" onClick={app.study.swapAnswer}>
          {isShort ? 'Show the full answer' : 'Show the short answer'}
        </Button>
      )}
    </section>
  );
}

type Props = { readonly study: StudyCard; readonly side: 'front' | 'back' };

/** One card in normal page flow: the question stays where it is when the answer appears below it. */
export function CardFace({ study: { card, weight, deckTitle }, side }: Props) {
  const question = useRef<HTMLElement>(null);
  const isTyped = useAppState((state) => state.study?.attempt.isTyped ?? state.settings.typeAnswer);
  useEffect(() => {
    if (side === 'front' && !isTyped) question.current?.focus({ preventScroll: true });
  }, [side, isTyped]);
  useEffect(() => stopReading, []);
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
