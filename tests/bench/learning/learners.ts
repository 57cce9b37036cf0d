import {
  DIFFICULTIES,
  type CardId,
  type Deck,
  type DeckId,
  type Difficulty,
} from '../../../src/core/deck.ts';
import { createRandom, seedOf } from '../../../src/core/random.ts';
import { createHiddenCard, drawQuirk, type HiddenCard } from '../../../src/core/simulation/hiddenCard.ts';
import { drawLearner, type Learner } from '../../../src/core/simulation/learner.ts';
import { card } from '../../fixtures/studyCards.ts';

const LESSONS = 20;
const LABELS: readonly Difficulty[] = ['easy', 'easy', 'medium', 'medium', 'hard'];

type LessonDeck = Pick<Deck, 'id' | 'cards' | 'schedule'>;

/** Twenty lessons of five cards, each with the plan of the lesson format. */
export const DECKS: readonly LessonDeck[] = Array.from({ length: LESSONS }, (_, lesson) => ({
  id: `lesson-${lesson}` as DeckId,
  cards: LABELS.map((difficulty, index) =>
    card(`lesson-${lesson}-${index + 1}`, { number: index + 1, difficulty }),
  ),
  schedule: {
    kind: 'days' as const,
    steps: [
      { day: 1, text: 'All cards (initial learning)' },
      { day: 3, text: 'Cards marked incorrect + Hard card' },
      { day: 7, text: 'All cards (consolidation)' },
      { day: 14, text: 'Random selection of 3 cards' },
      { day: 30, text: 'All cards (long-term retention check)' },
    ],
  },
}));

export function simulatedLearner(seed: number): Learner {
  return drawLearner(createRandom(seedOf(`learner ${seed}`)));
}

/** The learner's cards on Day 1: every policy meets the same ones, with the same luck. */
export function freshCards(learner: Learner, seed: number): Map<CardId, HiddenCard> {
  return new Map(
    DECKS.flatMap(({ cards }) =>
      cards.map(({ id, difficulty }) => {
        const random = createRandom(seedOf(`card ${seed} ${id}`));
        const label = DIFFICULTIES.find((choice) => choice === difficulty) ?? 'medium';
        return [id, createHiddenCard(learner, drawQuirk(label, random), random)] as const;
      }),
    ),
  );
}
