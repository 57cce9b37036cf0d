import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type StudyDay } from '../../src/core/day.ts';
import type { CardId } from '../../src/core/deck.ts';
import type { Grade, Graded } from '../../src/core/event.ts';
import {
  ENOUGH_RECALL,
  examCard,
  examPlan,
  feasibilitySentence,
  gainFromReview,
  recallAtExam,
  type Effort,
  type Exam,
  type ExamCard,
  type ExamPlan,
} from '../../src/core/exam.ts';
import { examForecast } from '../../src/core/examForecast.ts';
import { createKernel, DEFAULT_WEIGHTS } from '../../src/core/fsrs.ts';
import { NEW_MEMORY } from '../../src/core/memory.ts';
import { fitBias, NO_BIAS } from '../../src/core/recallBias.ts';
import { NOW, review } from '../fixtures/studyCards.ts';

const kernel = createKernel(DEFAULT_WEIGHTS);
const today = NOW.day;
const fresh = (index: number): ExamCard => ({ kind: 'new', id: `n${index}` as CardId });
const seen = (index: number, stability: number, daysAgo: number, more: Partial<ExamCard> = {}): ExamCard => ({
  kind: 'seen',
  id: `s${index}` as CardId,
  stability,
  difficulty: 5,
  firstDay: addDays(today, -daysAgo),
  lastDay: addDays(today, -daysAgo),
  wasMissed: false,
  ...more,
});
const exam = (inDays: number, ceiling: number, effort: Effort = 'balanced'): Exam => ({
  examDay: addDays(today, inDays),
  since: addDays(today, -30),
  ceiling,
  effort,
});
const freshCards = (count: number) => Array.from({ length: count }, (_, index) => fresh(index));

const someCards = fc
  .array(
    fc.record({
      isNew: fc.boolean(),
      stability: fc.double({ min: 0.01, max: 400, noNaN: true }),
      daysAgo: fc.nat(60),
      wasMissed: fc.boolean(),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((cards) =>
    cards.map(({ isNew, stability, daysAgo, wasMissed }, index) =>
      isNew ? fresh(index) : seen(index, stability, daysAgo, { wasMissed }),
    ),
  );
const exams = fc
  .record({
    inDays: fc.integer({ min: -3, max: 60 }),
    ceiling: fc.integer({ min: 1, max: 30 }),
    effort: fc.constantFrom<Effort>('minimum', 'balanced', 'thorough'),
  })
  .map(({ inDays, ceiling, effort }) => exam(inDays, ceiling, effort));

function answered(card: ExamCard, day: StudyDay, grade: Grade): ExamCard {
  const state = card.kind === 'new' ? null : card;
  const next = kernel.next(state, card.kind === 'new' ? 0 : day - card.lastDay, grade);
  const firstDay = card.kind === 'new' ? day : card.firstDay;
  return { kind: 'seen', id: card.id, ...next, firstDay, lastDay: day, wasMissed: grade === 'again' };
}

/** Plays an exam through, every answer a pass, and tells what each day asked for. */
function course(start: readonly ExamCard[], target: Exam) {
  let cards = [...start];
  const days: { readonly day: StudyDay; readonly plan: ExamPlan }[] = [];
  for (let day = today; day < target.examDay; day = addDays(day, 1)) {
    const plan = examPlan(cards, target, day, kernel);
    days.push({ day, plan });
    cards = cards.map((card) => (plan.today.includes(card.id) ? answered(card, day, 'good') : card));
  }
  return { cards, days };
}

describe('laws', () => {
  test('a day asks for no more cards than the ceiling, none twice and none that does not belong', () => {
    fc.assert(
      fc.property(someCards, exams, (cards, target) => {
        const plan = examPlan(cards, target, today, kernel);
        expect(plan.today.length).toBeLessThanOrEqual(target.ceiling);
        expect(new Set(plan.today).size).toBe(plan.today.length);
        const ids = new Set(cards.map(({ id }) => id));
        expect(plan.today.every((id) => ids.has(id))).toBe(true);
      }),
    );
  });

  test('when it is feasible every card is seen in the closing days or safe without, and no day is over the ceiling', () => {
    fc.assert(
      fc.property(
        someCards,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 12 }),
        (cards, inDays, ceiling) => {
          const target = { ...exam(inDays, ceiling), since: today };
          fc.pre(cards.length <= ceiling * inDays);
          const { closingDay } = examPlan(cards, target, today, kernel);
          const { cards: after, days } = course(cards, target);
          for (const { plan } of days) expect(plan.today.length).toBeLessThanOrEqual(ceiling);
          const left = after.filter((card) => card.kind === 'new' || card.lastDay < closingDay);
          for (const card of left)
            expect(recallAtExam(card, target.examDay, kernel)).toBeGreaterThanOrEqual(ENOUGH_RECALL);
        },
      ),
    );
  });

  test('the plan says it is too much exactly when the cards left outnumber the places left, and names the least ceiling', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 20 }),
        (count, inDays, ceiling) => {
          const { feasibility } = examPlan(freshCards(count), exam(inDays, ceiling), today, kernel);
          const needed = Math.ceil(count / inDays);
          expect(feasibility).toEqual(
            needed <= ceiling
              ? { kind: 'feasible' }
              : { kind: 'tooMuch', cards: count, reached: ceiling * inDays, ceilingNeeded: needed },
          );
        },
      ),
    );
  });

  test('studying the first of today’s cards leaves the rest of today’s part as it was', () => {
    fc.assert(
      fc.property(someCards, exams, fc.constantFrom<Grade>('again', 'good'), (cards, target, grade) => {
        const [first, ...rest] = examPlan(cards, target, today, kernel).today;
        const after = cards.map((card) => (card.id === first ? answered(card, today, grade) : card));
        expect(examPlan(after, target, today, kernel).today).toEqual(rest);
      }),
    );
  });

  test('a buried card is not asked for, keeps no place from others and still counts', () => {
    fc.assert(
      fc.property(someCards, exams, fc.nat(), (cards, target, pick) => {
        const whole = examPlan(cards, target, today, kernel);
        const buried = cards[pick % cards.length];
        if (!buried) return;
        const plan = examPlan(cards, target, today, kernel, { aside: new Set([buried.id]) });
        expect(plan.today).not.toContain(buried.id);
        expect(plan.today.length).toBeGreaterThanOrEqual(whole.today.length - 1);
        expect({ ...plan, today: [] }).toEqual({ ...whole, today: [] });
      }),
    );
  });

  test('days off at the end are as if the exam came that much sooner', () => {
    fc.assert(
      fc.property(someCards, exams, fc.integer({ min: 1, max: 9 }), (cards, target, off) => {
        fc.pre(target.examDay > today);
        const later = { ...target, examDay: addDays(target.examDay, off) };
        const daysOff = [{ from: target.examDay, to: addDays(later.examDay, -1) }];
        const withOff = examPlan(cards, later, today, kernel, { daysOff });
        const sooner = examPlan(cards, target, today, kernel);
        expect(withOff.closingDay).toBe(sooner.closingDay);
        expect(withOff.phase).toBe(sooner.phase);
        if (sooner.phase === 'spacing') expect(withOff).toEqual(sooner);
      }),
    );
  });

  test('after the exam nothing is asked for', () => {
    fc.assert(
      fc.property(someCards, fc.integer({ min: -100, max: 0 }), (cards, inDays) => {
        expect(examPlan(cards, exam(inDays, 10), today, kernel)).toMatchObject({ phase: 'over', today: [] });
      }),
    );
  });
});

describe('before the closing days', () => {
  test('new cards come in evenly, and a finished day stays finished', () => {
    const target = exam(31, 20);
    // Closing takes five days and one for what is missed, so 25 are left for 100 cards.
    const cards = freshCards(100);
    const plan = examPlan(cards, target, today, kernel);
    expect(plan).toMatchObject({ phase: 'spacing', closingDay: addDays(today, 25) });
    expect(plan.today).toHaveLength(4);
    const begun = cards.map((card, index) => (index < 4 ? { ...seen(0, 2, 0), id: card.id } : card));
    expect(examPlan(begun, target, today, kernel).today).toEqual([]);
    expect(examPlan(begun, target, addDays(today, 1), kernel).today).toHaveLength(4);
  });

  test('cards come back when recall has fallen to what the effort stands for, weakest first', () => {
    const cards = [seen(1, 10, 9), seen(2, 10, 40), seen(3, 10, 60), seen(4, 10, 1)];
    // At 80 % a stability of 10 days gives 33 days, at 50 % more than 400 (the multipliers of FSRS-6's curve).
    expect(examPlan(cards, exam(60, 20, 'thorough'), today, kernel).today).toEqual(['s3', 's2']);
    expect(examPlan(cards, exam(60, 20, 'minimum'), today, kernel).today).toEqual([]);
  });
});

describe('in the closing days', () => {
  test('where there is room they are spread over three days or more, and the eve is left to what was missed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 60 }), fc.integer({ min: 1, max: 80 }), (count, ceiling) => {
        const cards = Array.from({ length: count }, (_, index) => seen(index, 3, 10));
        const passDays = Math.max(3, Math.ceil(count / ceiling));
        const target = { ...exam(2 * passDays + 5, ceiling, 'minimum'), since: today };
        const { closingDay } = examPlan(cards, target, today, kernel);
        const closing = course(cards, target).days.filter(({ day }) => day >= closingDay);
        const counts = closing.map(({ plan }) => plan.today.length);
        expect(counts.length).toBeGreaterThanOrEqual(passDays + 1);
        // Nobody missed any, so nothing is left for the eve.
        expect(counts.at(-1)).toBe(0);
        expect(Math.max(...counts)).toBeLessThanOrEqual(Math.ceil(count / passDays));
      }),
      { numRuns: 60 },
    );
  });

  const target = exam(3, 2);

  test('what gains most comes first, and what is safe is left alone', () => {
    const cards = [seen(1, 5, 20), seen(2, 900, 20), seen(3, 60, 20), seen(4, 2, 20), fresh(5)];
    const plan = examPlan(
      cards,
      { ...target, since: addDays(today, -10), ceiling: 5 },
      addDays(today, 2),
      kernel,
    );
    expect(plan.phase).toBe('closing');
    expect(plan.today).not.toContain('s2');
    expect(plan.today[0]).toBe('n5');
    const gains = plan.today.map((id) => {
      const card = cards.find((one) => one.id === id) ?? fresh(0);
      return gainFromReview(card, addDays(today, 2), target.examDay, kernel);
    });
    expect(gains.toSorted((a, b) => b - a)).toEqual(gains);
  });

  test('a card that was missed there comes back the day after, behind those not seen yet', () => {
    const cards = [seen(1, 1, 1, { wasMissed: true }), seen(2, 50, 1), seen(3, 5, 20), seen(4, 5, 30)];
    // s5 was passed yesterday and, though weak, has had its turn.
    cards.push(seen(5, 1, 1));
    const eve = exam(1, 3); // five cards at three a day: the closing days are yesterday and today
    expect(examPlan(cards, eve, today, kernel).today).toEqual(['s4', 's3', 's1']);
    const missedToday = seen(1, 1, 0, { wasMissed: true });
    expect(examPlan([missedToday, ...cards.slice(1)], eve, today, kernel).today).not.toContain('s1');
  });

  test('what was studied before the exam was set up does not count as seen', () => {
    const cards = Array.from({ length: 20 }, (_, index) => seen(index, 5, 10));
    const long = { ...exam(5, 1), since: today };
    expect(examPlan(cards, long, today, kernel).today).toHaveLength(1);
  });

  test('today’s answers use up today’s places', () => {
    const cards = [seen(1, 5, 0), seen(2, 5, 20), seen(3, 5, 20)];
    expect(examPlan(cards, exam(2, 2), today, kernel).today).toHaveLength(1);
  });
});

test('the sentence names what is reached and the ceiling that would do', () => {
  const target = exam(7, 20);
  const plan = examPlan(freshCards(312), target, today, kernel);
  expect(feasibilitySentence(plan, target)).toBe(
    'At 20 cards a day there is time for 140 of the 312 cards left before the exam; 45 a day would reach them all.',
  );
  expect(feasibilitySentence(examPlan(freshCards(10), target, today, kernel), target)).toBeNull();
});

test('an exam knows of a card what its answers say', () => {
  const answer = { day: addDays(today, -10), grade: 'again' } as Graded;
  expect(examCard('c' as CardId, NEW_MEMORY, [])).toEqual({ kind: 'new', id: 'c' });
  expect(examCard('c' as CardId, review(), [answer])).toEqual({
    kind: 'seen',
    id: 'c',
    stability: 10,
    difficulty: 5,
    firstDay: addDays(today, -10),
    lastDay: addDays(today, -10),
    wasMissed: true,
  });
});

describe('forecast', () => {
  const base = {
    today,
    daysOff: [],
    kernel,
    bias: NO_BIAS,
    scoredAnswers: 0,
    seed: 1,
  };

  test('following the plan is worth it, the error is named, and the days add up to the plan', () => {
    const cards = Array.from({ length: 60 }, (_, index) => seen(index, 3, 5));
    const forecast = examForecast({ ...base, cards, exam: exam(20, 10) });
    expect(forecast.ifFollowed).toBeGreaterThan(forecast.asThingsStand + 0.1);
    expect(forecast.ifFollowed).toBeLessThanOrEqual(1);
    expect(forecast.error).toBe(0.069);
    expect(forecast.perDay).toHaveLength(20);
    for (const { cards: count } of forecast.perDay) expect(count).toBeLessThanOrEqual(10);
    const first = examPlan(cards, exam(20, 10), today, kernel);
    expect(forecast.perDay[0]).toEqual({ day: today, cards: first.today.length });
  });

  test('the same seed gives the same forecast', () => {
    fc.assert(
      fc.property(someCards, exams, (cards, target) => {
        const request = { ...base, cards, exam: target };
        expect(examForecast(request)).toEqual(examForecast(request));
      }),
      { numRuns: 10 },
    );
  });

  test('a learner who recalls less than predicted is told less, with the smaller error once a hundred answers say so', () => {
    const cards = Array.from({ length: 41 }, (_, index) => seen(index, 10, 5));
    // 41 cards at 20 a day: three closing days with room for 19 that were missed.
    const target = exam(20, 20);
    const misses = Array.from({ length: 100 }, (_, index) => ({
      predicted: 0.9,
      isRecalled: index % 10 < 6,
    }));
    const sober = examForecast({
      ...base,
      cards,
      exam: target,
      bias: fitBias(misses),
      scoredAnswers: 100,
    });
    const plain = examForecast({ ...base, cards, exam: target });
    expect(sober.asThingsStand).toBeLessThan(plain.asThingsStand - 0.1);
    expect(sober.ifFollowed).toBeLessThan(plain.ifFollowed);
    const work = ({ perDay }: typeof sober) => perDay.reduce((sum, day) => sum + day.cards, 0);
    expect(work(sober)).toBeGreaterThan(work(plain));
    expect(sober.error).toBe(0.033);
  });

  test('nothing is studied on days off, and the days left take over', () => {
    const cards = Array.from({ length: 40 }, (_, index) => seen(index, 3, 5));
    const daysOff = [{ from: addDays(today, 2), to: addDays(today, 8) }];
    const { perDay } = examForecast({ ...base, cards, exam: exam(14, 10), daysOff });
    const counts = perDay.map((day) => day.cards);
    expect(counts.slice(2, 9)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    // Five days at most are left behind the days off, and the closing reviews need four and one for what is missed.
    expect(counts.slice(9, 13).every((count) => count > 0)).toBe(true);
  });

  test('an exam that is over is forecast as things stand', () => {
    const forecast = examForecast({ ...base, cards: [seen(1, 10, 5)], exam: exam(0, 10) });
    expect(forecast.ifFollowed).toBeCloseTo(forecast.asThingsStand, 12);
    expect(forecast.perDay).toEqual([]);
  });
});
