import { studyDay } from '../../core/day.ts';
import type { Plan } from '../../core/plan.ts';
import { useAppState } from '../AppContext.tsx';
import { Link } from '../parts/Link.tsx';
import { printDaysAhead, printDue } from '../parts/time.ts';
import type { ShelfRow } from './useShelf.ts';

function Count({
  count,
  noun,
  className,
}: {
  readonly count: number;
  readonly noun: string;
  readonly className: string;
}) {
  return (
    <span
      className={`sm:min-w-16 sm:text-right ${count === 0 ? 'text-muted' : className}`}
    >{`${count} ${noun}`}</span>
  );
}

/** Where the lesson's own plan stands, for a lesson that was begun: `plan: Day 3 today`. */
function planNote(plan: Plan | null): string {
  if (!plan || plan.startDay === null) return '';
  if (plan.isFinished) return 'plan finished';
  const due = plan.sessions.find(({ state }) => state.kind === 'due');
  if (due && plan.today.length > 0) return `plan: Day ${due.step.day} today`;
  const ahead = plan.sessions.find(({ state }) => state.kind === 'ahead');
  return ahead?.state.kind === 'ahead'
    ? `plan: Day ${ahead.step.day} ${printDaysAhead(ahead.state.inDays)}`
    : '';
}

/** One deck of the library: its name, what it holds for today and how far it has been learned. */
export function DeckRow({ deck, counts, offer, plan, isOff }: ShelfRow) {
  const now = useAppState((state) => state.now);
  const rolloverHour = useAppState((state) => state.settings.rolloverHour);
  const next =
    offer.due === 0 && offer.heldBack === 0 && counts.nextDue
      ? `next due ${printDue(counts.nextDue, now, studyDay(now, rolloverHour))}`
      : '';
  const heldBack = offer.heldBack > 0 && !isOff ? `${offer.heldBack} more due, beyond today’s limit` : '';
  return (
    <li className="relative border-b border-line py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <Link
          href={`/deck/${encodeURIComponent(deck.id)}`}
          className="font-medium underline-offset-4 after:absolute after:inset-0 hover:underline"
        >
          <bdi>{deck.title}</bdi>
        </Link>
        <p className="flex gap-4 text-[15px]">
          <Count
            count={offer.due}
            noun="due"
            className={isOff ? 'text-muted' : 'font-semibold text-accent'}
          />
          <Count count={offer.fresh} noun="new" className="text-ink" />
        </p>
      </div>
      <div className="mt-2 flex items-center gap-4 text-[14px] text-muted">
        <div
          aria-hidden="true"
          className="meter h-1 w-12 shrink-0 overflow-hidden rounded-full bg-line sm:w-48"
        >
          <div
            className="h-full origin-left bg-accent"
            style={{ transform: `scaleX(${counts.total === 0 ? 0 : counts.learned / counts.total})` }}
          />
        </div>
        <p>
          {counts.learned} of {counts.total} learned
          {[next, heldBack, planNote(plan)].filter(Boolean).map((note) => ` · ${note}`)}
        </p>
      </div>
    </li>
  );
}
