import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Millis, StudyDay } from '../../../src/core/day.ts';
import type { CardId } from '../../../src/core/deck.ts';
import { NEW_MEMORY, type Memory } from '../../../src/core/memory.ts';
import { gradeAt, PHASES, phaseOf, selectRows, type AnswerLog } from '../../../src/core/stats/answerLog.ts';
import { answer, anyAnswers, FIRST_DAY, logOf, phaseBefore, SCHEDULER } from '../../fixtures/answers.ts';

const rowsOf = (log: AnswerLog) => Array.from({ length: log.size }, (_, row) => row);

test('a row says what was answered, what the card was before and what it became', () => {
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      const log = logOf(answers);
      const memories = new Map<CardId, Memory>();
      const expected = answers.map((given) => {
        const before = memories.get(given.card) ?? NEW_MEMORY;
        const after = SCHEDULER.after(before, given);
        memories.set(given.card, after);
        return [given.card, given.day, given.grade, given.tookMs, phaseOf(before), phaseOf(after)];
      });
      expect(
        rowsOf(log).map((row) => [
          log.cards[log.card[row] ?? -1],
          log.day[row],
          gradeAt(log, row),
          log.tookMs[row],
          phaseBefore(log, row),
          PHASES[log.after[row] ?? -1],
        ]),
      ).toEqual(expected);
    }),
  );
});

test('recall is predicted for answers on a later day than the last, by whole study days', () => {
  const late = ((FIRST_DAY + 3) * 86_400_000 + 20 * 3_600_000) as Millis;
  const log = logOf([answer('a', 0, 'easy'), answer('a', 0, 'good'), answer('a', 3, 'good', { at: late })]);
  expect([log.recall[0], log.recall[1]]).toEqual([Number.NaN, Number.NaN]);
  const memory = SCHEDULER.after(SCHEDULER.after(NEW_MEMORY, answer('a', 0, 'easy')), answer('a', 0, 'good'));
  const threeDays = (answer('a', 0, 'good').at + 3 * 86_400_000) as Millis;
  expect(log.recall[2]).toBe(SCHEDULER.retrievability(memory, threeDays));
});

function at(hours: number): Millis {
  return (FIRST_DAY * 86_400_000 + hours * 3_600_000) as Millis;
}

test("hours are those of the learner's own clock", () => {
  const log = logOf([
    answer('a', 0, 'good', { at: at(23), utcOffsetMinutes: 120 }),
    answer('b', 0, 'good', { at: at(0.5), utcOffsetMinutes: -330 }),
    answer('c', 0, 'good', { at: at(12), utcOffsetMinutes: 0 }),
  ]);
  expect([...log.hour]).toEqual([1, 19, 12]);
});

test('selecting keeps exactly the rows of the cards and days asked for', () => {
  fc.assert(
    fc.property(
      anyAnswers,
      fc.nat({ max: 100 }),
      fc.nat({ max: 100 }),
      fc.uniqueArray(fc.nat({ max: 5 })),
      (answers, first, length, cards) => {
        const from = (FIRST_DAY + first) as StudyDay;
        const to = (from + length) as StudyDay;
        const chosen = new Set(cards.map((index) => `card-${index}` as CardId));
        const log = logOf(answers);
        const wantedCards = Uint8Array.from(log.cards, (id) => (chosen.has(id) ? 1 : 0));
        const part = selectRows(log, { wanted: wantedCards, from, to });
        const kept = rowsOf(part).map((row) => [
          part.cards[part.card[row] ?? -1],
          part.day[row],
          gradeAt(part, row),
        ]);
        const wanted = answers.filter(({ card, day }) => chosen.has(card) && day >= from && day <= to);
        expect(kept).toEqual(wanted.map(({ card, day, grade }) => [card, day, grade]));
        expect(selectRows(log, {})).toBe(log);
      },
    ),
  );
});

test('a card is mature from an interval of 21 days on', () => {
  const memory = SCHEDULER.after(NEW_MEMORY, answer('a', 0, 'easy'));
  expect(memory.kind === 'review' && phaseOf({ ...memory, intervalDays: 20 })).toBe('young');
  expect(memory.kind === 'review' && phaseOf({ ...memory, intervalDays: 21 })).toBe('mature');
  expect(phaseOf(NEW_MEMORY)).toBe('new');
});
