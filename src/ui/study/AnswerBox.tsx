import { useEffect, useRef } from 'react';
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
