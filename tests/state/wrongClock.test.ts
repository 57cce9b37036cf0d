import fc from 'fast-check';
import { expect, test } from 'vitest';
import { studyDay, type Millis, type Moment } from '../../src/core/day.ts';
import { GRADES, inDiaryOrder, type Grade } from '../../src/core/event.ts';
import { createLearnersApp, deck } from '../fixtures/learnersApp.ts';

const TEN_YEARS_MINUTES = 10 * 365.25 * 24 * 60;
const NOON = Date.UTC(2026, 10, 27, 12);

/** An answer, and what the device's clock and its zone say by then. */
const anyAnswer = fc.record({
  grade: fc.constantFrom<Grade[]>(...GRADES),
  minutes: fc.oneof(
    fc.integer({ min: 0, max: 3000 }),
    fc.integer({ min: -TEN_YEARS_MINUTES, max: TEN_YEARS_MINUTES }),
  ),
  utcOffsetMinutes: fc.constantFrom(-720, -210, 0, 60, 345, 660, 840),
});

test('clocks that are off by up to ten years either way and zones that change lose no answer, reorder none and re-date none', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyAnswer, { minLength: 1, maxLength: 15 }), async (answers) => {
      let now: Moment = { at: NOON as Millis, utcOffsetMinutes: 0 };
      const { app, deps } = createLearnersApp([deck('a', 4)], { clock: () => now });
      await app.start();
      const given: { card: string | null; grade: Grade; at: Millis; day: number }[] = [];
      for (const { grade, minutes, utcOffsetMinutes } of answers) {
        now = { at: (NOON + minutes * 60_000) as Millis, utcOffsetMinutes };
        app.study.restart('ahead=');
        const card = app.store.getState().study?.session.current ?? null;
        app.study.reveal();
        await app.study.grade(grade);
        given.push({ card, grade, at: now.at, day: studyDay(now, 4) });
      }
      const stored = (await deps.storage.readEvents()).toSorted(inDiaryOrder);
      expect(stored).toMatchObject(given);
      expect([...app.diary.events()].toSorted(inDiaryOrder)).toEqual(stored);
    }),
    { numRuns: 200 },
  );
});
