import { useId, useState, type ReactNode } from 'react';
import { addDays, formatDay, parseDay, type StudyDay } from '../../core/day.ts';
import type { DeckId } from '../../core/deck.ts';
import type { Effort } from '../../core/exam.ts';
import { MOST_CARDS_A_DAY, type ExamEntry } from '../../core/exams.ts';
import { useAppState } from '../AppContext.tsx';
import { Button } from '../parts/Button.tsx';
import { FIELD } from '../parts/field.ts';

const EFFORT_NAMES: readonly { readonly effort: Effort; readonly label: string }[] = [
  { effort: 'minimum', label: 'Least work' },
  { effort: 'balanced', label: 'Balanced' },
  { effort: 'thorough', label: 'Thorough' },
];

type FieldProps = {
  readonly label: string;
  readonly about?: string;
  readonly children: (id: string) => ReactNode;
};

function Field({ label, about, children }: FieldProps) {
  const id = useId();
  return (
    <div className="mt-5">
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      {children(id)}
      {about !== undefined && <p className="mt-1 text-[14px] text-muted">{about}</p>}
    </div>
  );
}

type DecksProps = {
  readonly chosen: readonly DeckId[];
  readonly onChange: (decks: readonly DeckId[]) => void;
};

function Decks({ chosen, onChange }: DecksProps) {
  const decks = useAppState((state) => state.shelf.decks);
  return (
    <fieldset className="mt-5">
      <legend className="mb-1 font-medium">Decks</legend>
      <ul>
        {decks.map(({ deck: { id, title } }) => (
          <li key={id}>
            <label className="flex min-h-11 items-center gap-3 py-1.5">
              <input
                type="checkbox"
                className="size-4.5 shrink-0 accent-accent"
                checked={chosen.includes(id)}
                onChange={(event) =>
                  onChange(event.target.checked ? [...chosen, id] : chosen.filter((other) => other !== id))
                }
              />
              <bdi>{title}</bdi>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

type Draft = { name: string; date: string; decks: readonly DeckId[]; ceiling: string; effort: Effort };

/** What is wrong with a draft, in a sentence; `null` when it can be kept. */
function fault({ name, date, decks, ceiling }: Draft, today: StudyDay): string | null {
  const day = parseDay(date);
  const cards = Number(ceiling);
  if (name.trim() === '') return 'Give the exam a name.';
  if (day === null || day <= today) return 'Choose a day after today.';
  if (decks.length === 0) return 'Choose at least one deck.';
  if (!Number.isInteger(cards) || cards < 1 || cards > MOST_CARDS_A_DAY)
    return `Write how many cards a day, from 1 to ${MOST_CARDS_A_DAY.toLocaleString('en')}.`;
  return null;
}

const WEEKS_AHEAD = 28;
const USUAL_CEILING = '20';

type Props = {
  readonly today: StudyDay;
  /** What is changed; `null` for a new exam. */
  readonly entry: ExamEntry | null;
  readonly decks: readonly DeckId[];
  readonly newId: () => string;
  readonly onSave: (entry: ExamEntry) => void;
  readonly onCancel: (() => void) | null;
};

/** An exam's day, decks and daily work. */
export function ExamForm({ today, entry, decks, newId, onSave, onCancel }: Props) {
  const [draft, setDraft] = useState<Draft>(() => ({
    name: entry?.name ?? '',
    date: formatDay(entry?.examDay ?? addDays(today, WEEKS_AHEAD)),
    decks: entry?.decks ?? decks,
    ceiling: String(entry?.ceiling ?? USUAL_CEILING),
    effort: entry?.effort ?? 'balanced',
  }));
  const [message, setMessage] = useState('');
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const effortAt = EFFORT_NAMES.findIndex(({ effort }) => effort === draft.effort);
  const save = () => {
    const wrong = fault(draft, today);
    const examDay = parseDay(draft.date);
    setMessage(wrong ?? '');
    if (wrong !== null || examDay === null) return;
    const { name, effort, decks: chosen } = draft;
    const since = entry?.since ?? today;
    const id = entry?.id ?? newId();
    onSave({ id, name: name.trim(), decks: chosen, examDay, since, ceiling: Number(draft.ceiling), effort });
  };
  return (
    <form
      aria-label={entry ? `Change ${entry.name}` : 'New exam'}
      noValidate
      className="max-w-measure"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Field label="Name">
        {(id) => (
          <input
            id={id}
            className={FIELD}
            value={draft.name}
            placeholder="Final exam"
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label="Day of the exam">
        {(id) => (
          <input
            id={id}
            type="date"
            className={FIELD}
            value={draft.date}
            min={formatDay(addDays(today, 1))}
            onChange={(event) => change({ date: event.target.value })}
          />
        )}
      </Field>
      <Decks chosen={draft.decks} onChange={(chosen) => change({ decks: chosen })} />
      <Field label="Cards a day at most">
        {(id) => (
          <input
            id={id}
            inputMode="numeric"
            className={FIELD}
            value={draft.ceiling}
            onChange={(event) => change({ ceiling: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="Effort until the closing days"
        about="How well cards are kept known before the last round. Less work now means more to relearn then."
      >
        {(id) => (
          <div className="flex items-center gap-4">
            <input
              id={id}
              type="range"
              min={0}
              max={EFFORT_NAMES.length - 1}
              value={effortAt}
              aria-valuetext={EFFORT_NAMES[effortAt]?.label ?? ''}
              className="h-11 grow accent-accent"
              onChange={(event) =>
                change({ effort: EFFORT_NAMES[event.target.valueAsNumber]?.effort ?? 'balanced' })
              }
            />
            <output htmlFor={id} className="w-24 text-right">
              {EFFORT_NAMES[effortAt]?.label}
            </output>
          </div>
        )}
      </Field>
      <p role="alert" className="mt-3 min-h-6 text-[15px] text-again">
        {message}
      </p>
      <div className="mt-2 flex flex-wrap gap-3">
        <Button look="primary" type="submit">
          {entry ? 'Keep changes' : 'Prepare for this exam'}
        </Button>
        {onCancel && <Button onClick={onCancel}>Cancel</Button>}
      </div>
    </form>
  );
}
