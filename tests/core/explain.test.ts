import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, studyDay, type Millis } from '../../src/core/day.ts';
import type { CardId } from '../../src/core/deck.ts';
import { createDiary } from '../../src/core/diary.ts';
import { explainGrades, printStability } from '../../src/core/explain.ts';
import { formatInterval, intervalOf, NEW_MEMORY, type Memory } from '../../src/core/memory.ts';
import { gradeOf, recallCourse } from '../../src/core/recallCourse.ts';
import { createScheduler, DEFAULT_SCHEDULER_CONFIG } from '../../src/core/scheduler.ts';
import { CARDS, histories } from '../fixtures/histories.ts';

const scheduler = createScheduler(DEFAULT_SCHEDULER_CONFIG);
const plain = createScheduler({ ...DEFAULT_SCHEDULER_CONFIG, fuzz: false });
const [a] = CARDS as [CardId];
const DAY_MS = 86_400_000;
const LATER = Date.parse('2046-01-01T12:00:00Z') as Millis;
const now = { at: LATER, day: studyDay({ at: LATER, utcOffsetMinutes: 0 }, 4) };
const days = (count: number) => ({ at: (LATER + count * DAY_MS) as Millis, day: addDays(now.day, count) });

function reasons(memory: Memory, when = now, by = plain): string[] {
  return explainGrades(memory, when, by, a).map(({ reason }) => reason);
}

/** A card answered Easy as new: in review at once. */
const easy = plain.after(NEW_MEMORY, { ...now, card: a, grade: 'easy' });

describe('what each grade would do', () => {
  test('is what an answer brings about, to the interval on the button', () => {
    fc.assert(
      fc.property(histories, fc.constantFrom(...CARDS), (history, card) => {
        const memory = createDiary(scheduler, history).memory(card);
        for (const { grade, after, interval } of explainGrades(memory, now, scheduler, card)) {
          expect(after).toEqual(scheduler.after(memory, { ...now, card, grade }));
          expect(interval).toBe(formatInterval(intervalOf(after, now)));
        }
      }),
    );
  });

  test('is told in sentences without gaps for every memory', () => {
    fc.assert(
      fc.property(histories, fc.constantFrom(...CARDS), (history, card) => {
        for (const reason of reasons(createDiary(scheduler, history).memory(card), now, scheduler)) {
          expect(reason).toMatch(/^[A-Z0-9].*\. It comes back in .+\.$/);
          expect(reason).not.toMatch(/NaN|undefined|null|Infinity/);
        }
      }),
    );
  });

  test('for a new card starts its stability and names its steps', () => {
    const [again, , , fourth] = reasons(NEW_MEMORY);
    expect(again).toBe(
      'A first answer: stability starts at 5 hours. It comes back in a learning step, number 1 of 2.',
    );
    expect(fourth).toMatch(
      /stability starts at 8\.3 days\. It comes back in 8 days, when recall should be about 90 %/,
    );
  });

  test('for a due review says what recall was expected and what a pass or a lapse makes of it', () => {
    const [again, , good] = reasons(easy, days(8));
    expect(again).toMatch(
      /^8 days after the last answer recall is about 90 %\. Forgotten: stability falls from/,
    );
    expect(again).toMatch(/in a relearning step, number 1 of 1\.$/);
    expect(good).toMatch(/Recalled: stability rises from 8\.3 days to \d+ days\./);
  });

  test('says when the longest interval stands in the way', () => {
    const short = createScheduler({ ...DEFAULT_SCHEDULER_CONFIG, maximumIntervalDays: 5 });
    expect(reasons(easy, days(8), short)[2]).toMatch(/It comes back in 5 days, the longest you allow\.$/);
  });
});

test('a stability is printed in the unit that suits it', () => {
  expect([0.01, 0.21, 1, 9.96, 10.4, 365].map(printStability)).toEqual([
    '1 hour', '5 hours', '1.0 days', '10.0 days', '10 days', '365 days',
  ]); // prettier-ignore
});

describe('the course of recall', () => {
  test('has one entry for each event and ends where the diary’s memory stands', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const diary = createDiary(scheduler, history);
        const events = diary.memoryEvents(a);
        const { entries } = recallCourse(events, scheduler, LATER);
        expect(entries.map(({ event }) => event)).toEqual(events);
        expect(entries.at(-1)?.after ?? NEW_MEMORY).toEqual(diary.memory(a));
        expect(entries.filter((entry) => gradeOf(entry) !== null)).toHaveLength(diary.answers(a).length);
      }),
    );
  });

  test('falls along each line, which begins at certainty', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { lines } = recallCourse(createDiary(scheduler, history).memoryEvents(a), scheduler, LATER);
        for (const line of lines) {
          for (const [index, point] of line.entries()) {
            expect(point.recall).toBeGreaterThanOrEqual(0);
            expect(point.recall).toBeLessThanOrEqual(line[index - 1]?.recall ?? 1);
          }
        }
      }),
    );
  });
});
