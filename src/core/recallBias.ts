import { GRADES } from './event.ts';
import type { AnswerLog } from './stats/answerLog.ts';

/** A prediction and what came of it. */
export type Scored = { readonly predicted: number; readonly isRecalled: boolean };

/** By how much a learner does better (above 0) or worse than predicted, in log odds. */
export type RecallBias = number & { readonly __brand: 'RecallBias' };

export const NO_BIAS = 0 as RecallBias;

const AGAIN = GRADES.indexOf('again');

/** The answers that the scheduler had a prediction for: reviews at least a day after the last answer. */
export function scoredAnswers(log: AnswerLog): Scored[] {
  const rows = Array.from({ length: log.size }, (_, row) => row);
  return rows.flatMap((row) => {
    const predicted = log.recall[row] ?? Number.NaN;
    return Number.isNaN(predicted) ? [] : [{ predicted, isRecalled: log.grade[row] !== AGAIN }];
  });
}

/**
 * The one number that makes predictions right on average: the log odds to add, most likely given the answers and a
 * normal prior of standard deviation 1 around none, which keeps a handful of answers from saying much.
 */
export function fitBias(answers: readonly Scored[]): RecallBias {
  let bias = 0;
  for (let round = 0; round < 20; round += 1) {
    let slope = -bias;
    let curvature = 1;
    for (const { predicted, isRecalled } of answers) {
      const chance = shifted(predicted, bias);
      slope += (isRecalled ? 1 : 0) - chance;
      curvature += chance * (1 - chance);
    }
    bias += slope / curvature;
  }
  return bias as RecallBias;
}

/** A predicted chance of recall with the learner's bias taken into account. */
export function corrected(predicted: number, bias: RecallBias): number {
  return bias === 0 ? predicted : shifted(predicted, bias);
}

/** Predictions are kept from certainty, which no answer could correct. */
const LEAST_CHANCE = 1e-4;

function shifted(chance: number, logOdds: number): number {
  const kept = Math.min(Math.max(chance, LEAST_CHANCE), 1 - LEAST_CHANCE);
  return 1 / (1 + ((1 - kept) / kept) * Math.exp(-logOdds));
}
