import { useAppState } from '../AppContext.tsx';

const LINK = 'block min-h-11 font-medium text-accent underline underline-offset-4';

/** What the answer just given led to, said above the next card until that one is answered. */
export function AnswerNotice() {
  const notice = useAppState((state) => state.notice);
  if (!notice?.isAboutAnswer) return null;
  const { text, offer, undo } = notice;
  return (
    <div role="status" className="mb-5 border-l-2 border-warn pl-3 text-[15px]">
      {text}
      {offer && (
        <button type="button" className={LINK} onClick={() => void offer.run()}>
          {offer.label}
        </button>
      )}
      {undo && (
        <button type="button" className={LINK} onClick={() => void undo()}>
          Undo suspending
        </button>
      )}
    </div>
  );
}
