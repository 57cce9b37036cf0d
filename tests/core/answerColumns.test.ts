import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openAnswers, STRETCH } from '../../src/core/answerColumns.ts';
import type { CardId } from '../../src/core/deck.ts';
import { eventId, GRADES, inDiaryOrder, isCardEvent, type DiaryEvent } from '../../src/core/event.ts';
import { DAY_MS, toSegment } from '../../src/core/segment.ts';

/** Answers with clocks close together, so that segments overlap and meet; each at a clock of its own. */
const diaries = fc
  .uniqueArray(
    fc.record({
      hlc: fc.nat(200),
      ahead: fc.nat(3),
      card: fc.constantFrom('a/one', 'a/two', 'b/one', 'one', 'a/', 'a/b/one', '日/本', ''),
      grade: fc.constantFrom(...GRADES),
      day: fc.integer({ min: -1, max: 1 }),
    }),
    { selector: ({ hlc }) => hlc, maxLength: 60 },
  )
  .map((given) =>
    given.map(({ hlc, ahead, card, grade, day }): DiaryEvent => ({
      ...({ at: hlc - ahead, day } as Pick<DiaryEvent, 'at' | 'day'>),
      id: eventId('s', hlc),
      hlc,
      utcOffsetMinutes: 0,
      kind: 'graded',
      card: card as CardId,
      grade,
      tookMs: 2 ** 30 - 1,
    })),
  );
const deals = fc.array(fc.nat(3), { minLength: 1, maxLength: 9 });
const dealt = (events: readonly DiaryEvent[], hands: readonly number[]) =>
  [0, 1, 2, 3].map((hand) => toSegment(events.filter((_, index) => hands[index % hands.length] === hand)));

test('answers of several segments are met in diary order, each once', () => {
  fc.assert(
    fc.property(diaries, deals, (events, hands) => {
      const columns = openAnswers(dealt(events, hands));
      const met: unknown[] = [];
      columns.walk(
        ({ day, count, card, grade, sinceDay }) => {
          for (let place = 0; place < count; place += 1) {
            met.push({
              card: columns.cards[card[place] ?? -1],
              grade: GRADES[grade[place] ?? -1],
              at: day * DAY_MS + (sinceDay[place] ?? Number.NaN),
              day,
            });
          }
        },
        () => expect.unreachable('every answer has a clock of its own'),
      );
      const expected = events
        .toSorted(inDiaryOrder)
        .map(
          (event) =>
            event.kind === 'graded' && { card: event.card, grade: event.grade, at: event.at, day: event.day },
        );
      expect(met).toEqual(expected);
    }),
  );
});

test('a day of more answers than a stretch holds is met in several, none of them empty', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3 * STRETCH + 1 }), (size) => {
      const events = Array.from({ length: size }, (_, index): DiaryEvent => ({
        ...({ at: index, day: 0 } as Pick<DiaryEvent, 'at' | 'day'>),
        id: eventId('s', index),
        hlc: index,
        utcOffsetMinutes: 0,
        kind: 'graded',
        card: `a/${index % 7}` as CardId,
        grade: 'good',
        tookMs: 0,
      }));
      const counts: number[] = [];
      const met: number[] = [];
      openAnswers([toSegment(events)]).walk(({ count, sinceDay }) => {
        counts.push(count);
        met.push(...sinceDay.subarray(0, count));
      });
      expect(met).toEqual(events.map(({ at }) => at));
      expect(counts.every((count) => count > 0 && count <= STRETCH)).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('cards are numbered once, whichever segments and other events name them', () => {
  fc.assert(
    fc.property(diaries, deals, (events, hands) => {
      const others = events
        .filter(isCardEvent)
        .slice(0, 5)
        .map(({ id, at, hlc, day, utcOffsetMinutes, card }): DiaryEvent => ({
          at,
          hlc,
          day,
          utcOffsetMinutes,
          kind: 'flagged',
          flag: null,
          id: `${id} flagged` as DiaryEvent['id'],
          card: (hlc % 2 === 0 ? card : `${card}\n`) as CardId,
        }));
      const columns = openAnswers(dealt([...events, ...others], hands));
      const named = [...events, ...others].filter(isCardEvent).map(({ card }) => card);
      expect(columns.cards.toSorted()).toEqual([...new Set(named)].toSorted());
      expect(new Set([...columns.otherCards].map((number) => columns.cards[number]))).toEqual(
        new Set(others.filter(isCardEvent).map(({ card }) => card)),
      );
    }),
  );
});

const uuid = (index: number) =>
  `${(index * 7919).toString(16).padStart(8, '0')}-7d3a-4c55-8e21-ffffffffffff` as DiaryEvent['id'];

test('the cards of some ids are found, of a session’s as of UUIDs, and few others', () => {
  fc.assert(
    fc.property(diaries, deals, fc.boolean(), (events, hands, areUuids) => {
      const named = events.map((event, index): DiaryEvent => ({
        ...event,
        id: areUuids && index % 2 === 0 ? uuid(index) : event.id,
      }));
      const columns = openAnswers(dealt(named, hands));
      for (const event of named) {
        const cards = [...columns.cardsOf(new Set([event.id]))].map((number) => columns.cards[number]);
        expect(cards).toEqual([event.kind === 'graded' ? event.card : '']);
      }
      expect(columns.cardsOf(new Set(['nobody', 'x-zzzzzz', ''] as DiaryEvent['id'][])).size).toBe(0);
    }),
  );
});
