import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../src/core/day.ts';
import type { CardId, DeckId, Schedule } from '../../src/core/deck.ts';
import { createDiary } from '../../src/core/diary.ts';
import type { DiaryEvent, EventId, Grade } from '../../src/core/event.ts';
import {
  DEFAULT_PLAN_OPTIONS,
  planFor,
  planStart,
  type Plan,
  type PlanOptions,
} from '../../src/core/plan.ts';
import { planSteps } from '../../src/core/planSteps.ts';
import { createScheduler, DEFAULT_SCHEDULER_CONFIG } from '../../src/core/scheduler.ts';
import { card, NOW } from '../fixtures/studyCards.ts';

const scheduler = createScheduler(DEFAULT_SCHEDULER_CONFIG);
const IDS = ['a', 'b', 'c', 'd', 'e'] as CardId[];
const cards = IDS.map((id, index) =>
  card(id, { number: index + 1, difficulty: index === 4 ? 'hard' : 'easy' }),
);

/** The plan of lesson 11, word for word. */
const LESSON: Schedule = {
  kind: 'days',
  steps: [
    { day: 1, text: 'All 5 cards (initial learning)' },
    { day: 3, text: 'Cards marked incorrect + Hard card' },
    { day: 7, text: 'All 5 cards (consolidation)' },
    { day: 14, text: 'Random selection of 3 cards' },
    { day: 30, text: 'All 5 cards (long-term retention test)' },
  ],
};

const START = NOW.day;
/** `planDay` counts from Day 1. */
const dayOf = (planDay: number) => addDays(START, planDay - 1);

let count = 0;
function answer(id: CardId, planDay: number, grade: Grade = 'good'): DiaryEvent {
  count += 1;
  const day = dayOf(planDay);
  const at = (NOW.at + (planDay - 1) * 86_400_000) as typeof NOW.at;
  const stamp = { id: `e${count}` as EventId, at, utcOffsetMinutes: 0, day, hlc: at + count };
  return { ...stamp, kind: 'graded', card: id, grade, tookMs: 1 };
}
const allOn = (planDay: number) => IDS.map((id) => answer(id, planDay));

function planAt(
  planDay: number,
  events: readonly DiaryEvent[],
  options: Partial<PlanOptions> = {},
  schedule = LESSON,
): Plan {
  const diary = createDiary(scheduler, events);
  const plan = planFor({
    deck: { id: 'lesson' as DeckId, cards, schedule },
    diary,
    startDay: planStart(cards, diary),
    today: dayOf(planDay),
    scheduler,
    options: { ...DEFAULT_PLAN_OPTIONS, ...options },
  });
  if (!plan) throw new Error('the deck has a plan');
  return plan;
}
const dates = (plan: Plan) => plan.sessions.map(({ plannedDay }) => plannedDay);
const states = (plan: Plan) => plan.sessions.map(({ state }) => state.kind);

describe('the plan of lesson 11', () => {
  test('before the first answer starts today, with all cards', () => {
    const plan = planAt(1, []);
    expect(plan.startDay).toBeNull();
    expect(plan.today).toEqual(IDS);
    expect(states(plan)).toEqual(['due', 'ahead', 'ahead', 'ahead', 'ahead']);
    expect(plan.sessions.map(({ plannedDay }) => plannedDay - START)).toEqual([0, 2, 6, 13, 29]);
  });

  test('followed to the letter asks for each session on its day and then is finished', () => {
    const events = [...allOn(1).slice(1), answer('a' as CardId, 1, 'again'), answer('a' as CardId, 1)];
    expect(planAt(1, events).today).toEqual([]);
    expect(planAt(2, events).today).toEqual([]);
    expect(planAt(3, events).today).toEqual(['a', 'e']);
    events.push(answer('a' as CardId, 3));
    expect(planAt(3, events).today).toEqual(['e']);
    events.push(answer('e' as CardId, 3), ...allOn(7));
    const drawn = planAt(14, events).today;
    expect(drawn).toHaveLength(3);
    events.push(...drawn.map((id) => answer(id, 14)), ...allOn(30));
    const plan = planAt(30, events);
    expect(plan.today).toEqual([]);
    expect(plan.isFinished).toBe(true);
    expect(plan.sessions.map(({ state }) => state)).toEqual(
      [1, 3, 7, 14, 30].map((day) => ({ kind: 'done', on: dayOf(day) })),
    );
  });

  test('who belongs to a session follows from the answers before its day: a miss made good since is forgiven', () => {
    const events = [...allOn(1), answer('a' as CardId, 2, 'again'), answer('b' as CardId, 1, 'again')];
    expect(planAt(3, events).today).toEqual(['a', 'b', 'e']);
    expect(planAt(3, [...events, answer('b' as CardId, 2)]).today).toEqual(['a', 'e']);
    const done = planAt(3, [...events, ...['a', 'b', 'e'].map((id) => answer(id as CardId, 3))]);
    expect(done.sessions[1]).toMatchObject({ cards: ['a', 'b', 'e'], state: { kind: 'done', on: dayOf(3) } });
  });

  test('a missed session waits for today and leaves the later ones where they were', () => {
    const plan = planAt(5, allOn(1));
    expect(plan.sessions[1]?.state).toEqual({ kind: 'due', open: ['e'], daysLate: 2 });
    expect(plan.sessions.map(({ plannedDay }) => plannedDay - START)).toEqual([0, 2, 6, 13, 29]);
    expect(planAt(6, [...allOn(1), answer('e' as CardId, 5)]).today).toEqual([]);
    expect(planAt(7, [...allOn(1), answer('e' as CardId, 5)]).today).toEqual(IDS);
  });

  test('sessions that fall together are one: an answer serves them all', () => {
    const missedTwo = planAt(8, allOn(1));
    expect(states(missedTwo)).toEqual(['done', 'due', 'due', 'ahead', 'ahead']);
    expect(missedTwo.today).toEqual(IDS);
    expect(planAt(8, [...allOn(1), ...allOn(8)]).today).toEqual([]);
  });

  test('a session begun but not finished goes on with the rest', () => {
    const begun = allOn(1).slice(0, 3);
    expect(planAt(2, begun).today).toEqual(['d', 'e']);
  });

  test('the random three are the same on every device, in any order of cards, and differ between decks', () => {
    const draw = (deck: string, order: typeof cards) => {
      const diary = createDiary(scheduler, [...allOn(1), ...allOn(7)]);
      const request = { diary, startDay: START, today: dayOf(14), scheduler, options: DEFAULT_PLAN_OPTIONS };
      const plan = planFor({ ...request, deck: { id: deck as DeckId, cards: order, schedule: LESSON } });
      return plan?.sessions[3]?.cards.toSorted();
    };
    expect(draw('lesson', cards)).toEqual(draw('lesson', cards.toReversed()));
    const draws = new Set(Array.from({ length: 20 }, (_, index) => draw(`deck ${index}`, cards)?.join('')));
    expect(draws.size).toBeGreaterThan(3);
  });

  test('“weakest” draws those least likely to be recalled instead', () => {
    const events = [
      ...allOn(1),
      ...IDS.slice(0, 3).map((id) => answer(id, 7, 'again')),
      ...IDS.slice(3).map((id) => answer(id, 7, 'easy')),
    ];
    expect(planAt(14, events, { sample: 'weakest' }).sessions[3]?.cards).toEqual(['a', 'b', 'c']);
  });

  test('what is surely known may be left out, but never a card that was not answered', () => {
    const events = [answer('a' as CardId, 1, 'easy'), ...IDS.slice(1, 4).map((id) => answer(id, 1))];
    const kept = planAt(7, events, { skipAbove: 0.9 }).sessions[2]?.cards;
    expect(kept).not.toContain('a');
    expect(kept).toContain('e');
  });

  test('suspended cards take no part, buried ones wait', () => {
    const stamp = { at: NOW.at, utcOffsetMinutes: 0, day: START };
    const marks: DiaryEvent[] = [
      {
        ...stamp,
        id: 's' as EventId,
        hlc: 1,
        kind: 'marked',
        card: 'a' as CardId,
        mark: 'suspended',
        on: true,
      },
      { ...stamp, id: 'b' as EventId, hlc: 2, kind: 'buried', card: 'b' as CardId, until: dayOf(2) },
    ];
    expect(planAt(1, marks).today).toEqual(['c', 'd', 'e']);
    expect(planAt(2, [...marks, ...allOn(1).slice(2)]).today).toEqual(['b']);
  });
});

describe('other styles of plan', () => {
  test('a table of days per card asks for each card on its own days (transformers deck)', () => {
    const schedule: Schedule = {
      kind: 'cardDays',
      rows: [
        { card: 1, days: [1, 3, 7] },
        { card: 2, days: [1, 3, 7] },
        { card: 3, days: [1, 4, 10] },
        { card: 4, days: [2, 5, 12] },
        { card: 5, days: [3, 7, 14] },
      ],
    };
    expect(planSteps(schedule).map(({ day }) => day)).toEqual([1, 2, 3, 4, 5, 7, 10, 12, 14]);
    expect(planAt(1, [], {}, schedule).today).toEqual(['a', 'b', 'c']);
    const begun = IDS.slice(0, 3).map((id) => answer(id, 1));
    const third = planAt(3, begun, {}, schedule);
    expect(third.today).toEqual(['a', 'b', 'd', 'e']);
  });

  test('intervals and multipliers become days up to the thirtieth (lesson 4)', () => {
    const schedule: Schedule = {
      kind: 'intervals',
      rows: [
        { card: 1, firstDays: 1, multiplier: 2.5, advice: 'Foundation' },
        { card: 5, firstDays: 7, multiplier: 1.5, advice: 'Last' },
      ],
    };
    const daysOf = (number: number) =>
      planSteps(schedule)
        .filter(({ selectors }) =>
          selectors.some((one) => one.kind === 'cards' && one.numbers.includes(number)),
        )
        .map(({ day }) => day);
    expect(daysOf(1)).toEqual([1, 2, 5, 11, 26]); // 1, +1, +2.5, +6.25, +15.625, and +39 is beyond
    expect(daysOf(5)).toEqual([1, 8, 19]); // 1, +7, +10.5, and +15.75 is beyond
  });

  test('intervals that shrink or make no sense still come to an end', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (firstDays, multiplier) => {
        const steps = planSteps({
          kind: 'intervals',
          rows: [{ card: 1, firstDays, multiplier, advice: '' }],
        });
        expect(steps.length).toBeLessThanOrEqual(30);
        for (const { day } of steps) expect(day >= 1 && day <= 30 && Number.isInteger(day)).toBe(true);
      }),
    );
  });

  test('a deck without a plan has none', () => {
    const diary = createDiary(scheduler);
    const deck = { id: 'lesson' as DeckId, cards, schedule: null };
    const request = { diary, startDay: null, today: START, scheduler, options: DEFAULT_PLAN_OPTIONS };
    expect(planFor({ ...request, deck })).toBeNull();
  });
});

const lives = fc.array(
  fc.record({ planDay: fc.integer({ min: 1, max: 40 }), index: fc.nat(4), isMissed: fc.boolean() }),
  { maxLength: 40 },
);

describe('laws', () => {
  test('answering all of today leaves nothing for today and moves no date', () => {
    fc.assert(
      fc.property(lives, fc.integer({ min: 1, max: 40 }), (life, planDay) => {
        const events = life
          .filter((lived) => lived.planDay <= planDay)
          .map((lived) =>
            answer(IDS[lived.index] as CardId, lived.planDay, lived.isMissed ? 'again' : 'good'),
          );
        const before = planAt(planDay, events);
        const after = planAt(planDay, [...events, ...before.today.map((id) => answer(id, planDay))]);
        expect(after.today).toEqual([]);
        expect(dates(after)).toEqual(dates(before));
      }),
    );
  });
});
