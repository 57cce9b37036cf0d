import { checkAnswer } from '../../core/answerCheck.ts';
import { useApp, useAppState } from '../AppContext.tsx';

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
