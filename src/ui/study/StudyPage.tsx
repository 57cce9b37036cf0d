import { useEffect, useLayoutEffect, useMemo } from 'react';
import { GRADES, type Grade } from '../../core/event.ts';
import { progress } from '../../core/session.ts';
import { useLocation, useQuery } from '../address.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Button } from '../parts/Button.tsx';
import { later } from '../parts/later.tsx';
import { whenIdle } from '../parts/whenIdle.ts';
import { AnswerNotice } from './AnswerNotice.tsx';
import { CardFace } from './CardFace.tsx';
import { GradeBar } from './GradeBar.tsx';
import { StudyMenu } from './StudyMenu.tsx';
import { usePreparedCard } from './usePreparedCard.ts';
import { useSwipe, type Touch } from './useSwipe.ts';

/** Not needed before the last card; fetched behind the first. */
const SessionSummary = later(() => import('./SessionSummary.tsx').then((file) => file.SessionSummary));

const TWO_GRADES: readonly Grade[] = ['again', 'good'];

/** The thin line at the top: how far through the session, with the numbers beside it. */
function ProgressLine({ done, total }: { readonly done: number; readonly total: number }) {
  return (
    <div className="flex grow items-center gap-3">
      <div
        role="progressbar"
        aria-label="Session progress"
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        className="meter h-1 grow overflow-hidden rounded-full bg-line"
      >
        <div
          className="h-full origin-left bg-accent"
          style={{ transform: `scaleX(${total === 0 ? 0 : done / total})` }}
        />
      </div>
      <span className="shrink-0 text-right text-[14px] text-muted">
        {Math.min(done + 1, total)} of {total}
      </span>
    </div>
  );
}

/** The study screen: one card, four grades and a thin line. The address says what is studied, so it can be bookmarked. */
export function StudyPage() {
  const app = useApp();
  const [, go] = useLocation();
  const query = useQuery();
  const hasBegun = useAppState((state) => state.phase !== 'loading');
  const study = useAppState((state) => state.study);
  const shelf = useAppState((state) => state.shelf);

  // Before anything is painted, so that no frame passes without the card.
  useLayoutEffect(() => {
    if (hasBegun) app.study.open(query);
  }, [app, hasBegun, query]);

  const twoButtons = useAppState((state) => state.settings.twoButtons);
  const swipes = useAppState((state) => state.settings.swipes);
  const onTouch = (touch: Touch) => {
    const { study: shown, settings } = app.store.getState();
    if (shown?.side === 'front') app.study.reveal();
    else if (settings.swipes && touch !== 'tap') void app.study.grade(touch === 'right' ? 'good' : 'again');
  };
  const swipe = useSwipe(onTouch);
  const current = study?.session.current ?? null;
  const card = current === null ? undefined : shelf.find(current);
  const intervals = useMemo(
    () => (study?.side === 'back' && current !== null ? app.study.intervals() : null),
    [app, study, current],
  );

  const whole = usePreparedCard(study?.session ?? null, shelf);

  useEffect(() => {
    document.title = card ? `${card.deckTitle} – Flipside` : 'Study – Flipside';
  }, [card]);

  // Each card begins at its top, however often what is known of it grows.
  useEffect(() => {
    window.scrollTo({ top: 0 });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [current]);

  useEffect(() => {
    if (card) whenIdle(() => void SessionSummary.preload());
  }, [card]);

  if (!study || study.session.query !== query) return null;
  if (!card) return <SessionSummary session={study.session} />;
  if (!whole) return null;
  const { done, total } = progress(study.session);
  const params = new URLSearchParams(query);
  return (
    <div className="mx-auto max-w-measure px-5">
      <header className="flex items-center gap-4 py-3">
        <ProgressLine done={done} total={total} />
        <StudyMenu />
        <Button look="quiet" className="-mr-3 px-3" aria-label="Leave" onClick={() => go('/')}>
          <span aria-hidden="true">✕</span>
        </Button>
      </header>
      <main {...(swipes ? swipe : {})} className="min-h-[80dvh] touch-pan-y pt-4 pb-40">
        <h1 className="sr-only">{card.deckTitle}</h1>
        {params.has('ahead') && (
          <p className="mb-4 border-l-2 border-line pl-3 text-[14px] text-muted">
            Studying ahead: an answer before its day counts as an early review and moves the card’s next date.
          </p>
        )}
        {params.has('cram') && (
          <p className="mb-4 border-l-2 border-line pl-3 text-[14px] text-muted">
            Cram: answers do not change the schedule.
          </p>
        )}
        <AnswerNotice />
        <CardFace key={card.id} study={card} card={whole} side={study.side} />
      </main>
      <GradeBar
        side={study.side}
        intervals={intervals}
        grades={twoButtons ? TWO_GRADES : GRADES}
        suggested={study.side === 'back' ? app.study.suggestion() : null}
        onReveal={() => app.study.reveal()}
        onGrade={(grade) => void app.study.grade(grade)}
      />
    </div>
  );
}
