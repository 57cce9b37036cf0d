import { useEffect, useRef } from 'react';
import type { Card } from '../../core/deck.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Button } from '../parts/Button.tsx';
import { AnswerOutline } from './AnswerOutline.tsx';
import { Checklist } from './Checklist.tsx';
import { Face } from './Face.tsx';
import { stopReading } from './readAloud.ts';
import { useStepReveal } from './stepReveal.ts';
import { TypedAnswer } from './TypedAnswer.tsx';
import { useMissedLast } from './useMissedLast.ts';

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
  const missed = useMissedLast();
  if (missed.length === 0) return null;
  return (
    <p className="mb-6 border-l-2 border-line pl-3 text-[14px] text-muted">
      Last time you missed: {missed.map(({ text }) => text).join(' · ')}
    </p>
  );
}

/** The answer under its question: the short one or the full one, with the other a key away where the deck has both. */
export function Answer({ card }: { readonly card: Card }) {
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
        <Button look="quiet" hint="X" className="mt-4 -ml-4" onClick={app.study.swapAnswer}>
          {isShort ? 'Show the full answer' : 'Show the short answer'}
        </Button>
      )}
    </section>
  );
}
