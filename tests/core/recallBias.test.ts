import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { corrected, fitBias, NO_BIAS, scoredAnswers, type Scored } from '../../src/core/recallBias.ts';
import { createScheduler, DEFAULT_SCHEDULER_CONFIG } from '../../src/core/scheduler.ts';
import { createAnswerLog } from '../../src/core/stats/answerLog.ts';
import { createDiary } from '../../src/core/diary.ts';
import { CARDS, histories } from '../fixtures/histories.ts';

const chances = fc.double({ min: 0.01, max: 0.99, noNaN: true });
const answers = fc.array(fc.record({ predicted: chances, isRecalled: fc.boolean() }), { maxLength: 50 });

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

test('without answers there is no bias, and no bias changes nothing', () => {
  expect(fitBias([])).toBe(NO_BIAS);
  fc.assert(fc.property(chances, (chance) => corrected(chance, NO_BIAS) === chance));
});

test('more recalled than predicted raises, less lowers every chance, and chances keep their order', () => {
  fc.assert(
    fc.property(answers, chances, chances, (scored, one, other) => {
      const bias = fitBias(scored);
      const surplus = scored.reduce(
        (sum, { predicted, isRecalled }) => sum + Number(isRecalled) - predicted,
        0,
      );
      expect(Math.sign(corrected(one, bias) - one) * Math.sign(surplus)).toBeGreaterThanOrEqual(0);
      expect(
        Math.sign(corrected(one, bias) - corrected(other, bias)) * Math.sign(one - other),
      ).toBeGreaterThanOrEqual(0);
      expect(corrected(one, bias)).toBeGreaterThan(0);
      expect(corrected(one, bias)).toBeLessThan(1);
    }),
  );
});

test('a thousand answers of a learner who does better than predicted make the predictions right on average', () => {
  const random = createRandom(3);
  const scored = Array.from({ length: 1000 }, (): Scored => {
    const predicted = 0.5 + random() * 0.4;
    return { predicted, isRecalled: random() < predicted + 0.08 };
  });
  const recalled = mean(scored.map(({ isRecalled }) => Number(isRecalled)));
  expect(mean(scored.map(({ predicted }) => corrected(predicted, fitBias(scored))))).toBeCloseTo(recalled, 2);
});

test('one answer says little', () => {
  const bias = fitBias([{ predicted: 0.9, isRecalled: false }]);
  expect(corrected(0.9, bias)).toBeGreaterThan(0.75);
});

test('answers are scored from the second day on, against what was predicted', () => {
  const scheduler = createScheduler(DEFAULT_SCHEDULER_CONFIG);
  fc.assert(
    fc.property(histories, (history) => {
      const diary = createDiary(scheduler, history);
      const scored = scoredAnswers(createAnswerLog(CARDS, diary.answers, scheduler));
      const later = CARDS.flatMap((card) => {
        const own = diary.answers(card);
        return own.filter((answer, index) => answer.day > (own[index - 1]?.day ?? Infinity));
      });
      expect(scored.map(({ isRecalled }) => isRecalled)).toEqual(later.map(({ grade }) => grade !== 'again'));
    }),
  );
});
