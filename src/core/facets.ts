import { FLAGS } from './event.ts';
import { COGNITIVE_LEVELS, DIFFICULTIES, type CardId } from './deck.ts';
import {
  conceptsOf,
  STATE_CHOICES,
  statesOf,
  testsOf,
  type FacetName,
  type Filter,
  type StudyCard,
} from './filter.ts';
import type { Now, Standing } from './standing.ts';

/** One thing to choose, and how many cards the filter would give with this choice instead of what its facet says now. */
export type Choice = { readonly value: string; readonly label: string; readonly count: number };

/** The choices of every facet that has any, and how many cards the filter gives as it stands. */
export type Facets = {
  readonly total: number;
  readonly decks: readonly Choice[];
  readonly difficulties: readonly Choice[];
  readonly levels: readonly Choice[];
  readonly concepts: readonly Choice[];
  readonly sections: readonly Choice[];
  readonly states: readonly Choice[];
  readonly flags: readonly Choice[];
  /** Cards with the critical flag. */
  readonly critical: number;
  /** From 1 up to the heaviest card; `value` is the minimum weight. */
  readonly weights: readonly Choice[];
};

type ListName = 'decks' | 'difficulties' | 'levels' | 'concepts' | 'sections' | 'states' | 'flags';

/**
 * Counts each choice against the other facets only, so that a count answers "what if I took this one?". One pass: a
 * card counts for all facets when it passes every test, and for a single facet when only that facet's test fails.
 */
export function facets(
  cards: readonly StudyCard[],
  standingOf: (card: CardId) => Standing,
  filter: Filter,
  now: Now,
  leechThreshold: number,
): Facets {
  const tests = [...testsOf(filter, leechThreshold)];
  const tally = createTally(filter, leechThreshold);
  for (const studyCard of cards) {
    const standing = standingOf(studyCard.card.id);
    const failed = tests.filter(([, test]) => !test(studyCard, standing, now)).map(([facet]) => facet);
    tally.add(studyCard, standing, now, failed);
  }
  return tally.result();
}

function createTally(filter: Filter, leechThreshold: number) {
  const lists: Record<ListName, Map<string, { label: string; count: number }>> = {
    decks: new Map(),
    difficulties: new Map(DIFFICULTIES.map(unseen)),
    levels: new Map(COGNITIVE_LEVELS.map(unseen)),
    concepts: new Map(),
    sections: new Map(),
    states: new Map(STATE_CHOICES.map(unseen)),
    flags: new Map(FLAGS.map(unseen)),
  };
  const weights: number[] = [];
  let [total, critical] = [0, 0];

  const count = (list: ListName, value: string, label: string, by: number) => {
    const entry = lists[list].get(value);
    if (entry) entry.count += by;
    else lists[list].set(value, { label, count: by });
  };

  // What is chosen stays among the choices even when no card has it any more, so that it can be unchosen.
  const choices = (list: ListName): Choice[] => {
    const chosen: readonly string[] = filter[list];
    for (const value of chosen) count(list, value, value, 0);
    return [...lists[list]].map(([value, entry]) => ({ value, ...entry }));
  };

  return {
    add(studyCard: StudyCard, standing: Standing, now: Now, failed: readonly FacetName[]) {
      const { card } = studyCard;
      const by = (facet: FacetName) => (failed.every((name) => name === facet) ? 1 : 0);
      count('decks', studyCard.deck, studyCard.deckTitle, by('decks'));
      if (card.difficulty !== null)
        count('difficulties', card.difficulty, card.difficulty, by('difficulties'));
      for (const level of new Set(card.levels)) count('levels', level, level, by('levels'));
      for (const concept of conceptsOf(studyCard)) count('concepts', concept, concept, by('concepts'));
      if (card.section !== null) count('sections', card.section, card.section, by('sections'));
      for (const state of statesOf(standing, now, leechThreshold))
        count('states', state, state, by('states'));
      const { flag } = standing.marks;
      if (flag !== null) count('flags', flag, flag, by('flags'));
      for (let weight = 1; weight <= studyCard.weight; weight += 1) {
        weights[weight - 1] = (weights[weight - 1] ?? 0) + by('minimumWeight');
      }
      if (card.critical?.flag === true) critical += by('critical');
      if (failed.length === 0) total += 1;
    },
    result(): Facets {
      return {
        total,
        critical,
        decks: choices('decks'),
        difficulties: choices('difficulties'),
        levels: choices('levels'),
        concepts: choices('concepts'),
        sections: choices('sections'),
        states: choices('states'),
        flags: choices('flags'),
        weights: weights.map((sum, index) => ({
          value: String(index + 1),
          label: `${index + 1} or more`,
          count: sum,
        })),
      };
    },
  };
}

function unseen(value: string): [string, { label: string; count: number }] {
  return [value, { label: value, count: 0 }];
}
