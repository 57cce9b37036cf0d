import type { Millis } from './day.ts';
import { conceptsOf, type StudyCard } from './filter.ts';
import type { Memory } from './memory.ts';
import { fold } from './search.ts';

/** A concept of all decks together and the cards under it, by their own line or by a deck's summary. */
export type ConceptGroup<Card> = {
  /** As it is written where it is met first; spellings that differ by case or accents are one concept. */
  readonly name: string;
  readonly cards: readonly Card[];
};

/** How one concept stands over all decks. */
export type ConceptStanding = {
  readonly name: string;
  readonly cards: number;
  /** Cards answered at least once. */
  readonly seen: number;
  readonly answers: number;
  /**
   * An estimate: the mean chance of recalling one of its seen cards now. `null` while there are fewer than
   * `MINIMUM_ANSWERS` answers. It says that a concept is weak, not why.
   */
  readonly recall: number | null;
  readonly lapses: number;
  readonly lastFailed: Millis | null;
};

/** With fewer answers a single lucky or unlucky one would decide the figure. */
export const MINIMUM_ANSWERS = 3;

/** What the diary and the scheduler know of a card. */
export type Evidence<Card> = {
  readonly memory: (card: Card) => Memory;
  /** The chance of recalling the card now; `null` when it was never answered. */
  readonly recall: (card: Card) => number | null;
  /** When the card was last answered Again; left out by those who do not ask. */
  readonly lastFailed?: (card: Card) => Millis | null;
};

/** Every concept in the order in which the cards bring it up; cards are known by what `keyOf` makes of them. */
export function conceptGroups<Key>(
  cards: readonly StudyCard[],
  keyOf: (card: StudyCard, index: number) => Key,
): ConceptGroup<Key>[] {
  type Group = { name: string; cards: Set<Key> };
  const byFolded = new Map<string, Group>();
  // Folding a name costs far more than finding it, and most cards repeat one.
  const byName = new Map<string, Group>();
  const groupOf = (name: string): Group => {
    const key = fold(name).trim();
    const group = byFolded.get(key) ?? { name, cards: new Set() };
    byFolded.set(key, group);
    byName.set(name, group);
    return group;
  };
  for (const [index, studyCard] of cards.entries()) {
    const key = keyOf(studyCard, index);
    for (const name of conceptsOf(studyCard)) (byName.get(name) ?? groupOf(name)).cards.add(key);
  }
  return [...byFolded.values()].map(({ name, cards: own }) => ({ name, cards: [...own] }));
}

/** The concepts with enough evidence, weakest first: by recall, then by lapses. */
export function weakSpots(concepts: readonly ConceptStanding[]): ConceptStanding[] {
  return concepts
    .filter(({ recall }) => recall !== null)
    .toSorted((a, b) => (a.recall ?? 1) - (b.recall ?? 1) || b.lapses - a.lapses);
}

export function conceptStanding<Card>(
  { name, cards }: ConceptGroup<Card>,
  evidence: Evidence<Card>,
): ConceptStanding {
  const recalls = cards.map(evidence.recall).filter((recall) => recall !== null);
  let [answers, lapses] = [0, 0];
  let lastFailed: Millis | null = null;
  for (const card of cards) {
    const memory = evidence.memory(card);
    const failed = evidence.lastFailed?.(card) ?? null;
    if (memory.kind !== 'new') {
      answers += memory.reviews;
      lapses += memory.lapses;
    }
    if (failed !== null && (lastFailed === null || failed > lastFailed)) lastFailed = failed;
  }
  const recall = answers < MINIMUM_ANSWERS || recalls.length === 0 ? null : mean(recalls);
  return { name, cards: cards.length, seen: recalls.length, answers, recall, lapses, lastFailed };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
