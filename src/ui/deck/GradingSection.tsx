import type { Deck } from '../../core/deck.ts';
import { DEFAULT_DECK_OPTIONS } from '../../core/deckOptions.ts';
import { libraryCommands } from '../../state/library.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { FIELD } from '../parts/field.ts';
import { Section } from '../parts/Section.tsx';

const CHOICES = [
  { value: 'settings', label: 'As in the settings', checklist: null },
  { value: 'on', label: 'Tick off the points', checklist: true },
  { value: 'off', label: 'Grade as a whole', checklist: false },
] as const;

/** How this deck's answers are graded, where it differs from the settings. */
export function GradingSection({ deck }: { readonly deck: Deck }) {
  const app = useApp();
  const options = useAppState((state) => state.deckOptions.get(deck.id)) ?? DEFAULT_DECK_OPTIONS;
  const chosen = CHOICES.find(({ checklist }) => checklist === options.checklist) ?? CHOICES[0];
  return (
    <Section
      title="Grading"
      about="Long answers are easier to judge point by point: what you tick suggests a grade, and what you missed is shown next time."
    >
      <select
        aria-label="Grading of this deck"
        className={`${FIELD} max-w-xs`}
        value={chosen.value}
        onChange={(event) =>
          app.commands(libraryCommands).setDeckOptions(deck.id, {
            ...options,
            checklist: CHOICES.find(({ value }) => value === event.target.value)?.checklist ?? null,
          })
        }
      >
        {CHOICES.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Section>
  );
}
