import type { DeckId } from './deck.ts';
import { NO_DECK_LIMITS, type DeckLimits } from './deckLimits.ts';
import { DEFAULT_PLAN_OPTIONS, type PlanOptions } from './plan.ts';

/** Which schedule a deck follows: FSRS, the lesson's own plan until its last day and FSRS from then on, or both. */
export const FOLLOWS = ['fsrs', 'plan', 'both'] as const;
export type Follow = (typeof FOLLOWS)[number];

/** What a learner may choose for one deck. */
export type DeckOptions = {
  readonly follow: Follow;
  readonly plan: PlanOptions;
  readonly limits: DeckLimits;
  /** Whether the points of this deck's answers are ticked off; `null` leaves it to the settings. */
  readonly checklist: boolean | null;
};

export const DEFAULT_DECK_OPTIONS: DeckOptions = {
  follow: 'fsrs',
  plan: DEFAULT_PLAN_OPTIONS,
  limits: NO_DECK_LIMITS,
  checklist: null,
};

/** Options by deck from whatever was stored; what is missing or damaged is the default. */
export function readDeckOptions(value: unknown): ReadonlyMap<DeckId, DeckOptions> {
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(Object.entries(value).map(([id, options]) => [id as DeckId, readOptions(options)]));
}

function readOptions(value: unknown): DeckOptions {
  if (typeof value !== 'object' || value === null) return DEFAULT_DECK_OPTIONS;
  const follow = 'follow' in value ? FOLLOWS.find((choice) => choice === value.follow) : undefined;
  const isWeakest = 'sample' in value && value.sample === 'weakest';
  return {
    follow: follow ?? DEFAULT_DECK_OPTIONS.follow,
    plan: { ...DEFAULT_PLAN_OPTIONS, sample: isWeakest ? 'weakest' : 'random' },
    limits: {
      newPerDay: 'newPerDay' in value ? limit(value.newPerDay) : null,
      reviewsPerDay: 'reviewsPerDay' in value ? limit(value.reviewsPerDay) : null,
    },
    checklist: 'checklist' in value && typeof value.checklist === 'boolean' ? value.checklist : null,
  };
}

/** The bounds are those of the limits over all decks. */
function limit(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 9999 ? value : null;
}

export function writeDeckOptions(
  options: ReadonlyMap<DeckId, DeckOptions>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...options].map(([id, { follow, plan, limits, checklist }]) => [
      id,
      { follow, sample: plan.sample, ...limits, checklist },
    ]),
  );
}
