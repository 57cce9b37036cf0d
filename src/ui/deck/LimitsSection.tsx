import { useId } from 'react';
import type { Deck } from '../../core/deck.ts';
import { NO_DECK_LIMITS, type DeckLimits } from '../../core/deckLimits.ts';
import { DEFAULT_DECK_OPTIONS } from '../../core/deckOptions.ts';
import { libraryCommands } from '../../state/library.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Link } from '../parts/Link.tsx';
import { Section } from '../parts/Section.tsx';
import { WholeNumber } from '../parts/WholeNumber.tsx';

const FIELDS = [
  { name: 'newPerDay', label: 'New cards a day' },
  { name: 'reviewsPerDay', label: 'Reviews a day' },
] as const;

/** How much of this deck a day may bring; the limits over all decks hold as well. */
export function LimitsSection({ deck }: { readonly deck: Deck }) {
  const app = useApp();
  const id = useId();
  const options = useAppState((state) => state.deckOptions.get(deck.id)) ?? DEFAULT_DECK_OPTIONS;
  const overAll = useAppState((state) => state.settings);
  const change = (limits: Partial<DeckLimits>) =>
    app.commands(libraryCommands).setDeckOptions(deck.id, {
      ...options,
      limits: { ...NO_DECK_LIMITS, ...options.limits, ...limits },
    });
  return (
    <Section
      title="Daily limits"
      about="For this deck alone. Leave a box empty and only the limits over all decks hold."
    >
      <div className="flex flex-wrap gap-x-8 gap-y-4">
        {FIELDS.map(({ name, label }) => (
          <div key={name} className="w-44">
            <label htmlFor={`${id}-${name}`} className="mb-1 block font-medium">
              {label}
            </label>
            <WholeNumber
              id={`${id}-${name}`}
              aria-describedby={`${id}-${name}-all`}
              value={options.limits[name]}
              least={0}
              most={9999}
              isOptional
              onChange={(value) => change({ [name]: value })}
            />
            <p id={`${id}-${name}-all`} className="mt-1 text-[14px] text-muted">
              {overAll[name]} over all decks
            </p>
          </div>
        ))}
      </div>
      <p>
        <Link href="/settings" className="inline-block py-3 text-accent underline underline-offset-4">
          Limits over all decks
        </Link>
      </p>
    </Section>
  );
}
