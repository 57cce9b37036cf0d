import * as v from 'valibot';
import {
  DIFFICULTIES,
  type CardId,
  type Deck,
  type DeckId,
  type Difficulty,
} from '../../../src/core/deck.ts';
import { createKernel } from '../../../src/core/fsrs.ts';
import {
  clipWeight,
  FIRST_STABILITIES,
  LEARNER_DEVIATIONS,
} from '../../../src/core/optimizer/weightSpace.ts';
import { createRandom, seedOf } from '../../../src/core/random.ts';
import { createHiddenCard, drawQuirk, type HiddenCard } from '../../../src/core/simulation/hiddenCard.ts';
import { drawLearner, normal, type Learner } from '../../../src/core/simulation/learner.ts';
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

/** The learner of a seed. */
export type Population = (seed: number) => Learner;

export const simulatedLearner: Population = (seed) => drawLearner(createRandom(seedOf(`learner ${seed}`)));

/** As many of the first learners of a file as the spread between learners was measured on. */
const REAL_LEARNERS = 46;

/** How far a drawn learner may be from the real one, in standard deviations between learners. */
const JITTER = 0.15;

/**
 * Learners drawn from real ones' weights: lines of JSON as in the results of open-spaced-repetition/srs-benchmark,
 * `FSRS-6-short.jsonl`, which is not part of this project.
 */
export function realLearners(lines: string): Population {
  const real = lines.split('\n').slice(0, REAL_LEARNERS).flatMap(weightsIn);
  if (real.length === 0) throw new Error('No line holds { "parameters": { "0": [21 numbers] } }.');
  return (seed) => {
    const random = createRandom(seedOf(`real learner ${seed}`));
    const chosen = real[Math.floor(random() * real.length)] ?? [];
    const weights = chosen.map((weight, index) => {
      const moved = JITTER * (LEARNER_DEVIATIONS[index] ?? 0) * normal(random);
      return clipWeight(index, index < FIRST_STABILITIES ? weight * Math.exp(moved) : weight + moved);
    });
    return { kernel: createKernel(weights) };
  };
}

const LINE = v.object({ parameters: v.object({ 0: v.pipe(v.array(v.number()), v.length(21)) }) });

function weightsIn(line: string): number[][] {
  if (line.trim() === '') return [];
  const result = v.safeParse(LINE, JSON.parse(line));
  return result.success ? [result.output.parameters[0]] : [];
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
