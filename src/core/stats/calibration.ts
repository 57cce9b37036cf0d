import { GRADES } from '../event.ts';
import type { AnswerLog } from './answerLog.ts';

/** Answers whose predicted recall was about the same, and how many of them were recalled. */
export type CalibrationBin = {
  readonly answers: number;
  /** Mean prediction. */
  readonly predicted: number;
  /** Share not answered Again. */
  readonly actual: number;
};

export type Calibration = {
  /** By rising prediction; empty ones are left out. */
  readonly bins: readonly CalibrationBin[];
  readonly answers: number;
  /** Mean of -ln(chance given to what happened); `null` without answers. Lower is better. */
  readonly logLoss: number | null;
  /** Root of the mean squared distance between prediction and outcome of a bin, weighted by its answers. */
  readonly rmse: number | null;
};

const BINS = 20;
const AGAIN = GRADES.indexOf('again');

/** Keeps one impossible answer from making the loss infinite, as fsrs-rs and the benchmark do. */
const LEAST_CHANCE = 1e-7;

/**
 * Whether things were recalled as often as the scheduler said they would be: predictions in 20 equal steps against
 * outcomes. First answers and repetitions within a day have no prediction and take no part.
 */
export function calibration(log: AnswerLog): Calibration {
  const sums = Array.from({ length: BINS }, () => ({ answers: 0, predicted: 0, recalled: 0 }));
  let [answers, loss] = [0, 0];
  for (let row = 0; row < log.size; row += 1) {
    const predicted = log.recall[row] ?? Number.NaN;
    const bin = sums[Math.min(BINS - 1, Math.floor(predicted * BINS))];
    if (bin === undefined) continue;
    const isRecalled = log.grade[row] !== AGAIN;
    answers += 1;
    loss -= Math.log(Math.max(LEAST_CHANCE, isRecalled ? predicted : 1 - predicted));
    bin.answers += 1;
    bin.predicted += predicted;
    if (isRecalled) bin.recalled += 1;
  }
  const bins = sums
    .filter((bin) => bin.answers > 0)
    .map((bin) => ({
      answers: bin.answers,
      predicted: bin.predicted / bin.answers,
      actual: bin.recalled / bin.answers,
    }));
  if (answers === 0) return { bins, answers, logLoss: null, rmse: null };
  const squares = bins.reduce((sum, bin) => sum + bin.answers * (bin.predicted - bin.actual) ** 2, 0);
  return { bins, answers, logLoss: loss / answers, rmse: Math.sqrt(squares / answers) };
}
