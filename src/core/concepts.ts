import type { Millis } from './day.ts';
import type { CardId } from './deck.ts';
import type { Graded } from './event.ts';
import { conceptsOf, type StudyCard } from './filter.ts';
import type { Memory } from './memory.ts';
import { fold } from './search.ts';

/** How one concept stands over all decks: the cards under it by their own line or by a deck's summary. */
export type ConceptStanding = {
  /** As it is written where it is met first; spellings that differ by case or accents are one concept. */
  readonly name: string;
  readonly cards: readonly CardId[];
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
export type Evidence = {
  readonly memory: (card: CardId) => Memory;
  readonly answers: (card: CardId) => readonly Graded[];
  /** The chance of recalling the card now; `null` when it was never answered. */
  readonly recall: (card: CardId) => number | null;
};

/** Every concept in the order in which the decks bring it up. */
export function conceptStandings(cards: readonly StudyCard[], evidence: Evidence): ConceptStanding[] {
  const byName = new Map<string, { name: string; cards: Set<CardId> }>();
  for (const studyCard of cards) {
    for (const name of conceptsOf(studyCard)) {
      const key = fold(name).trim();
      const entry = byName.get(key) ?? { name, cards: new Set() };
      entry.cards.add(studyCard.card.id);
      byName.set(key, entry);
    }
  }
  return [...byName.values()].map((entry) => standingOf(entry.name, [...entry.cards], evidence));
}

/** The concepts with enough evidence, weakest first: by recall, then by lapses. */
export function weakSpots(concepts: readonly ConceptStanding[]): ConceptStanding[] {
  return concepts
    .filter(({ recall }) => recall !== null)
    .toSorted((a, b) => (a.recall ?? 1) - (b.recall ?? 1) || b.lapses - a.lapses);
}

function standingOf(name: string, cards: readonly CardId[], evidence: Evidence): ConceptStanding {
  const recalls = cards.map(evidence.recall).filter((recall) => recall !== null);
  let [answers, lapses] = [0, 0];
  let lastFailed: Millis | null = null;
  for (const card of cards) {
    const memory = evidence.memory(card);
    const given = evidence.answers(card);
    const failed = given.findLast(({ grade }) => grade === 'again')?.at ?? null;
    answers += given.length;
    lapses += memory.kind === 'new' ? 0 : memory.lapses;
    if (failed !== null && (lastFailed === null || failed > lastFailed)) lastFailed = failed;
  }
  const recall = answers < MINIMUM_ANSWERS || recalls.length === 0 ? null : mean(recalls);
  return { name, cards, seen: recalls.length, answers, recall, lapses, lastFailed };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
