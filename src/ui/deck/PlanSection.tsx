import { useMemo } from 'react';
import { studyDay, type StudyDay } from '../../core/day.ts';
import type { Deck } from '../../core/deck.ts';
import { DEFAULT_DECK_OPTIONS, FOLLOWS, type DeckOptions, type Follow } from '../../core/deckOptions.ts';
import { filterToQuery, NO_FILTER } from '../../core/filter.ts';
import type { Plan, PlanSession } from '../../core/plan.ts';
import { counted } from '../../core/words.ts';
import { libraryCommands } from '../../state/library.ts';
import { useLocation } from '../address.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Button } from '../parts/Button.tsx';
import { Section } from '../parts/Section.tsx';
import { printDay, printDaysAhead } from '../parts/time.ts';

const FOLLOW_LABELS: Readonly<Record<Follow, string>> = {
  fsrs: 'When FSRS says so',
  plan: 'The lesson’s plan, then FSRS',
  both: 'Both',
};

function standing({ state, cards }: PlanSession, today: StudyDay): string {
  if (state.kind === 'done') return `done ${printDay(state.on, today)}`;
  if (state.kind === 'ahead') return `${printDaysAhead(state.inDays)}, ${counted(cards.length, 'card')}`;
  const late = state.daysLate > 0 ? `, ${counted(state.daysLate, 'day')} late` : '';
  return `today, ${counted(state.open.length, 'card')}${late}`;
}

/** The sessions as a timeline; before the lesson is begun they have no dates yet. */
function Sessions({ plan, today }: { readonly plan: Plan; readonly today: StudyDay }) {
  return (
    <ol>
      {plan.sessions.map((session) => (
        <li
          key={`${session.step.day} ${session.step.text}`}
          className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-4 border-b border-line py-2 sm:grid-cols-[4.5rem_7rem_minmax(0,1fr)_auto]"
        >
          <span className="font-medium">Day {session.step.day}</span>
          <span className="hidden text-muted sm:block">
            {plan.startDay === null ? '' : printDay(session.plannedDay, today)}
          </span>
          <span>
            {session.step.text || counted(session.cards.length, 'card')}
            {!session.step.isUnderstood && (
              <span className="block text-[14px] text-muted">
                This line does not say which cards, so all of them are meant.
              </span>
            )}
          </span>
          <span
            className={`col-start-2 text-[15px] sm:col-start-4 sm:text-right ${session.state.kind === 'due' ? 'font-medium text-accent' : 'text-muted'}`}
          >
            {plan.startDay === null ? '' : standing(session, today)}
          </span>
        </li>
      ))}
    </ol>
  );
}

type ChoicesProps = { readonly options: DeckOptions; readonly onChange: (options: DeckOptions) => void };

function Choices({ options, onChange }: ChoicesProps) {
  return (
    <fieldset className="mt-6">
      <legend className="font-medium">Bring this lesson up</legend>
      <div className="mt-1 flex flex-wrap gap-x-6">
        {FOLLOWS.map((follow) => (
          <label key={follow} className="flex min-h-11 items-center gap-2.5">
            <input
              type="radio"
              name="follow"
              className="size-4.5 shrink-0 accent-accent"
              checked={options.follow === follow}
              onChange={() => onChange({ ...options, follow })}
            />
            {FOLLOW_LABELS[follow]}
          </label>
        ))}
      </div>
      <label className="flex min-h-11 items-center gap-2.5">
        <input
          type="checkbox"
          className="size-4.5 shrink-0 accent-accent"
          checked={options.plan.sample === 'weakest'}
          onChange={(event) =>
            onChange({
              ...options,
              plan: { ...options.plan, sample: event.target.checked ? 'weakest' : 'random' },
            })
          }
        />
        Where the plan says random, take the cards you know least
      </label>
    </fieldset>
  );
}

/** The lesson's own review plan as dated sessions, and whether they are followed. */
export function PlanSection({ deck }: { readonly deck: Deck }) {
  const app = useApp();
  const [, go] = useLocation();
  const revision = useAppState((state) => state.revision);
  const now = useAppState((state) => state.now);
  const rolloverHour = useAppState((state) => state.settings.rolloverHour);
  const options = useAppState((state) => state.deckOptions.get(deck.id)) ?? DEFAULT_DECK_OPTIONS;
  const plan = useMemo(
    () => app.planOf(deck.id),
    // The diary is one object that changes inside; `revision` says when.
    // oxlint-disable-next-line react/exhaustive-deps
    [app, deck, revision, now, options],
  );
  const today = studyDay(now, rolloverHour);
  if (!plan) return null;
  const about =
    plan.startDay === null
      ? 'Day 1 is the day on which you first answer one of these cards.'
      : `Begun on ${printDay(plan.startDay, today)}. A session that was missed waits for today; later ones keep their day.`;
  return (
    <Section title="The lesson’s plan" about={plan.isFinished ? 'Finished. FSRS has taken over.' : about}>
      <Sessions plan={plan} today={today} />
      {plan.today.length > 0 && (
        <Button
          className="mt-4"
          onClick={() => go(`/study?${filterToQuery({ ...NO_FILTER, decks: [deck.id] })}&plan=`)}
        >
          Study today’s part, {counted(plan.today.length, 'card')}
        </Button>
      )}
      <Choices
        options={options}
        onChange={(changed) => app.commands(libraryCommands).setDeckOptions(deck.id, changed)}
      />
    </Section>
  );
}
