import { useEffect, useRef } from 'react';
import { checkAnswer } from '../../core/answerCheck.ts';
import { useApp, useAppState } from '../AppContext.tsx';

/** The box to type an answer into; what is typed stays on this page and is gone with the card. */
export function AnswerBox() {
  const app = useApp();
  const box = useRef<HTMLTextAreaElement>(null);
  const typed = useAppState((state) => state.study?.attempt.typed ?? '');
  useEffect(() => box.current?.focus(), []);
  return (
    <label className="mt-6 block">
      <span className="text-[14px] text-muted">Your answer</span>
      <textarea
        ref={box}
        dir="auto"
        rows={5}
        value={typed}
        onChange={(event) => app.study.type(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          const isDone = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
          if (!isDone && event.key !== 'Escape') return;
          event.preventDefault();
          box.current?.blur();
          if (isDone) app.study.reveal();
        }}
        className="mt-1 block w-full rounded-md border border-edge bg-raised p-3 font-card text-[1.125rem]"
      />
      <span aria-hidden="true" className="mt-1 block text-[13px] text-muted pointer-coarse:hidden">
        Ctrl Enter shows the answer, Esc leaves the box.
      </span>
    </label>
  );
}

/** What was typed, with the key terms in it marked and those missing named. */
export function TypedAnswer() {
  const app = useApp();
  const typed = useAppState((state) => state.study?.attempt.typed ?? '');
  if (typed.trim() === '') return null;
  const { terms } = app.study.points();
  const { segments, found, missed } = checkAnswer(typed, terms);
  return (
    <section aria-label="What you typed" className="mb-8 border-b border-line pb-4">
      <p dir="auto" className="font-card text-[1.125rem] whitespace-pre-wrap">
        {segments.map(({ text, term }, index) =>
          term === null ? (
            text
          ) : (
            // oxlint-disable-next-line react/no-array-index-key -- pieces of one text have no other name
            <mark key={index} className="rounded bg-mark px-0.5 text-ink">
              {text}
            </mark>
          ),
        )}
      </p>
      {terms.length > 0 && (
        <p className="mt-2 text-[14px] text-muted">
          {found.length} of {terms.length} key terms
          {missed.length > 0 && `; not found: ${missed.join(', ')}`}
        </p>
      )}
    </section>
  );
}
