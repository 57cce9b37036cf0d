import { useEffect } from 'react';
import type { StudyDay } from '../../core/day.ts';
import { progress } from '../../core/session.ts';
import { counted } from '../../core/words.ts';
import { useLocation } from '../address.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Button } from '../parts/Button.tsx';
import { Link } from '../parts/Link.tsx';
import { Page } from '../parts/Page.tsx';
import { printDay } from '../parts/time.ts';
import { CatchUp } from './CatchUp.tsx';
import { DeckRow } from './DeckRow.tsx';
import { ExamLines } from './ExamLines.tsx';
import { ImportButton } from './ImportButton.tsx';
import { useShelf } from './useShelf.ts';
import { WeakLine } from './WeakLine.tsx';

type Today = ReturnType<typeof useShelf>['today'];

/** On days off nothing is asked for; what waits is one click away for those who want it. */
function TimeOff({ due, fresh, day, until }: Today & { readonly until: StudyDay }) {
  const [, go] = useLocation();
  const total = due + fresh;
  return (
    <section aria-label="What to do now" className="flex flex-wrap items-end justify-between gap-x-8 gap-y-5">
      <div>
        <h1 className="text-3xl font-semibold tracking-tight text-balance">
          {until === day ? 'You are off today.' : `You are off until ${printDay(until, day)}.`}
        </h1>
        <p className="mt-2 text-muted">
          Nothing needs doing.{total > 0 && ` ${counted(total, 'card')} can wait.`}{' '}
          <Link href="/settings" className="underline underline-offset-4 hover:text-ink">
            Change days off
          </Link>
        </p>
      </div>
      {total > 0 && (
        <Button hint="Space" onClick={() => go('/study')}>
          Study anyway
        </Button>
      )}
    </section>
  );
}

/** The answer to one question: what should I do now? */
function NextStep(today: Today) {
  const [, go] = useLocation();
  const { due, fresh, decks, hidden, offUntil } = today;
  const total = due + fresh;
  if (offUntil !== null) return <TimeOff {...today} until={offUntil} />;
  if (total === 0 && hidden.reviews + hidden.new > 0) {
    const held = [
      hidden.reviews > 0 && counted(hidden.reviews, 'due card'),
      hidden.new > 0 && counted(hidden.new, 'new card'),
    ];
    return (
      <section aria-label="What to do now">
        <h1 className="text-3xl font-semibold tracking-tight text-balance">Done for today.</h1>
        <p className="mt-2 text-muted">
          Beyond today’s limits: {held.filter(Boolean).join(' and ')}.{' '}
          {hidden.reviews + hidden.new === 1 ? 'It comes tomorrow.' : 'They come on the next days.'}
        </p>
      </section>
    );
  }
  if (total === 0) {
    return (
      <section aria-label="What to do now">
        <h1 className="text-3xl font-semibold tracking-tight text-balance">Nothing is due now.</h1>
        <p className="mt-2 text-muted">
          Come back when the next cards are due, or open a deck to study ahead.
        </p>
      </section>
    );
  }
  return (
    <section aria-label="What to do now" className="flex flex-wrap items-end justify-between gap-x-8 gap-y-5">
      <div>
        <h1 className="text-3xl font-semibold tracking-tight text-balance">
          {due > 0
            ? `${counted(due, 'card')} ${due === 1 ? 'is' : 'are'} due.`
            : `${counted(fresh, 'new card')} to learn.`}
        </h1>
        <p className="mt-2 text-muted">
          {[
            due > 0 && fresh > 0 && `and ${counted(fresh, 'new card')} for today`,
            decks > 1 && `${decks} decks mixed`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <Button look="primary" hint="Space" className="min-h-12 px-6 text-base" onClick={() => go('/study')}>
        Study {due > 0 && fresh > 0 ? `${total} cards` : `${total} ${due > 0 ? 'due' : 'new'}`}
      </Button>
    </section>
  );
}

/** The way back into a session that was left. */
function Unfinished() {
  const session = useAppState((state) => state.study?.session ?? null);
  if (!session || session.current === null || session.past.length === 0) return null;
  const { done, total } = progress(session);
  return (
    <p className="mt-4">
      <Link href={`/study?${session.query}`} className="text-accent underline underline-offset-4">
        Continue your session
      </Link>{' '}
      <span className="text-muted">
        {done} of {total} cards done
      </span>
    </p>
  );
}

export function LibraryPage() {
  const app = useApp();
  const { rows, today, exams } = useShelf();
  useEffect(() => {
    document.title = 'Flipside';
    app.refresh();
  }, [app]);
  return (
    <Page>
      {rows.length === 0 ? (
        <section className="max-w-measure">
          <h1 className="text-3xl font-semibold tracking-tight">Your library is empty.</h1>
          <p className="mt-2 text-muted">Import a lesson deck: a Markdown file with questions and answers.</p>
        </section>
      ) : (
        <>
          <NextStep {...today} />
          <Unfinished />
          <CatchUp waiting={today.hidden.reviews} />
          <ExamLines views={exams} today={today.day} />
          <section aria-label="Decks" className="mt-12">
            <ul className="border-t border-line">
              {rows.map((row) => (
                <DeckRow key={row.deck.id} {...row} />
              ))}
            </ul>
          </section>
          <WeakLine />
        </>
      )}
      <footer className="mt-8 flex flex-wrap items-center gap-x-4 gap-y-2 text-[15px] text-muted">
        <ImportButton />
        <p>or drop or paste a lesson (.md) anywhere</p>
        <Link href="/exam" className="ml-auto flex min-h-11 items-center underline-offset-2 hover:underline">
          Exams
        </Link>
        <Link href="/browse" className="flex min-h-11 items-center underline-offset-2 hover:underline">
          Browse all cards
        </Link>
      </footer>
    </Page>
  );
}
