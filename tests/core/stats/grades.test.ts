import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StudyDay } from '../../../src/core/day.ts';
import { GRADES } from '../../../src/core/event.ts';
import { gradeAt, type AnswerLog } from '../../../src/core/stats/answerLog.ts';
import { buttons } from '../../../src/core/stats/buttons.ts';
import { calibration } from '../../../src/core/stats/calibration.ts';
import { hourly } from '../../../src/core/stats/hourly.ts';
import { retention, retentionByPeriod } from '../../../src/core/stats/retention.ts';
import { answer, anyAnswers, FIRST_DAY, logOf, phaseBefore } from '../../fixtures/answers.ts';

function reviewsOf(log: AnswerLog) {
  const rows = Array.from({ length: log.size }, (_, row) => ({
    phase: phaseBefore(log, row),
    grade: gradeAt(log, row),
  }));
  return rows.filter(({ phase }) => phase === 'young' || phase === 'mature');
}

test('true retention counts answers to cards in review, and young and mature make up the whole', () => {
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      const log = logOf(answers);
      const { young, mature, all } = retention(log);
      const reviews = reviewsOf(log);
      expect(young.reviews).toBe(reviews.filter(({ phase }) => phase === 'young').length);
      expect(young.reviews + mature.reviews).toBe(all.reviews);
      expect(all.reviews).toBe(reviews.length);
      expect(young.passed + mature.passed).toBe(all.passed);
      expect(all.passed).toBe(reviews.filter(({ grade }) => grade !== 'again').length);
      expect(all.rate).toBe(reviews.length === 0 ? null : all.passed / all.reviews);
    }),
  );
});

test('each period of the table counts the days it names', () => {
  // Easy at first sight puts a card in review at once, so every later answer is a review.
  const cards = ['a', 'b', 'c', 'd', 'e'];
  const [today, ago] = [1000, [0, 1, 6, 29, 364]];
  const answers = cards.flatMap((card, index) => [
    answer(card, 0, 'easy'),
    answer(card, today - (ago[index] ?? 0), 'good'),
  ]);
  const table = retentionByPeriod(logOf(answers), (FIRST_DAY + today) as StudyDay);
  expect(table.map((row) => [row.period, row.retention.all.reviews])).toEqual([
    ['Today', 1],
    ['Yesterday', 1],
    ['Last 7 days', 3],
    ['Last 30 days', 4],
    ['Last 365 days', 5],
    ['All time', 5],
  ]);
});

test('every answer is one press of one button in one group', () => {
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      const groups = buttons(logOf(answers));
      for (const grade of GRADES) {
        const pressed = groups.learning[grade] + groups.young[grade] + groups.mature[grade];
        expect(pressed).toBe(answers.filter((given) => given.grade === grade).length);
      }
    }),
  );
  expect(buttons(logOf([answer('a', 0, 'easy'), answer('a', 9, 'again')]))).toEqual({
    learning: { again: 0, hard: 0, good: 0, easy: 1 },
    young: { again: 1, hard: 0, good: 0, easy: 0 },
    mature: { again: 0, hard: 0, good: 0, easy: 0 },
  });
});

test('the hours hold every answer once and every review once', () => {
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      const log = logOf(answers);
      const hours = hourly(log);
      const sum = (key: 'answers' | 'reviews' | 'passed') =>
        hours.reduce((total, hour) => total + hour[key], 0);
      expect(hours.map(({ hour }) => hour)).toEqual(Array.from({ length: 24 }, (_, hour) => hour));
      expect(sum('answers')).toBe(answers.length);
      expect(sum('reviews')).toBe(reviewsOf(log).length);
      expect(sum('passed')).toBe(retention(log).all.passed);
    }),
  );
});

/** A log of answers with chosen predictions, of which a share was recalled. */
function predictedLog(predictions: readonly { recall: number; isRecalled: boolean }[]): AnswerLog {
  const log = logOf(
    predictions.map(({ isRecalled }, index) => answer(`c${index}`, 0, isRecalled ? 'good' : 'again')),
  );
  return { ...log, recall: Float64Array.from(predictions, ({ recall }) => recall) };
}

test('a scheduler that is right nine times in ten when it says 90 % is calibrated, and its loss is the entropy', () => {
  const log = predictedLog(
    Array.from({ length: 10 }, (_, index) => ({ recall: 0.9, isRecalled: index > 0 })),
  );
  const { bins, answers, logLoss, rmse } = calibration(log);
  expect(answers).toBe(10);
  expect(bins).toHaveLength(1);
  expect(bins[0]?.predicted).toBeCloseTo(0.9);
  expect(bins[0]?.actual).toBe(0.9);
  expect(rmse).toBeCloseTo(0);
  // -(0.9 ln 0.9 + 0.1 ln 0.1)
  expect(logLoss).toBeCloseTo(0.32508, 5);
});

test('no bin loses an answer, and bins rise', () => {
  const any = fc.record({ recall: fc.double({ min: 0, max: 1, noNaN: true }), isRecalled: fc.boolean() });
  fc.assert(
    fc.property(fc.array(any, { minLength: 1 }), (predictions) => {
      const { bins, answers, logLoss, rmse } = calibration(predictedLog(predictions));
      expect(bins.reduce((sum, bin) => sum + bin.answers, 0)).toBe(predictions.length);
      expect(answers).toBe(predictions.length);
      expect(Number.isFinite(logLoss)).toBe(true);
      expect(rmse).toBeGreaterThanOrEqual(0);
      expect(rmse).toBeLessThanOrEqual(1);
      const means = bins.map(({ predicted }) => predicted);
      expect(means).toEqual(means.toSorted((a, b) => a - b));
    }),
  );
});

test('answers without a prediction take no part in the calibration', () => {
  expect(calibration(logOf([answer('a', 0, 'good'), answer('a', 0, 'good')]))).toEqual({
    bins: [],
    answers: 0,
    logLoss: null,
    rmse: null,
  });
});
