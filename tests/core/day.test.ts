import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, formatDay, parseDay, studyDay, type Millis } from '../../src/core/day.ts';

const HOUR = 3_600_000;
const at = (iso: string) => Date.parse(iso) as Millis;
const dayOf = (iso: string, utcOffsetMinutes: number, rolloverHour = 4) =>
  formatDay(studyDay({ at: at(iso), utcOffsetMinutes }, rolloverHour));

/** How often a wall clock strikes the rollover hour after `from`, up to and including `to` (both in hours). */
function strikes(from: number, to: number, rollover: number): number {
  const hours = Array.from({ length: to - from }, (_, index) => from + index + 1);
  return hours.filter((hour) => hour % 24 === rollover).length;
}

test('days between two moments are the times the clock struck the rollover hour (864 cases)', () => {
  const start = at('2026-01-01T00:00:00Z');
  let cases = 0;
  for (const created of [0, 1, 2, 3, 4, 5, 8, 12, 16, 20, 22, 23]) {
    for (const day of [1, 2, 30]) {
      for (const hour of [0, 3, 4, 5, 12, 23]) {
        for (const rollover of [0, 2, 4, 23]) {
          const dayAt = (hours: number) =>
            studyDay({ at: (start + hours * HOUR) as Millis, utcOffsetMinutes: 0 }, rollover);
          const later = day * 24 + hour;
          expect(daysBetween(dayAt(created), dayAt(later))).toBe(strikes(created, later, rollover));
          cases += 1;
        }
      }
    }
  }
  expect(cases).toBe(864);
});

// ankitects/anki@c32cb2913d (2026-08-22) rslib/src/scheduler/timing.rs: days since a collection made at 2 a.m.
test.each([
  [0, 4, 0],
  [-24, 4, 0],
  [24, 4, 0],
  [26, 4, 1],
  [44, 23, 0],
  [45, 23, 1],
])('%d hours after creation with rollover %d it is day %d, as in Anki', (hours, rollover, expected) => {
  const created = at('2026-06-10T02:00:00Z');
  const today = studyDay({ at: (created + hours * HOUR) as Millis, utcOffsetMinutes: 0 }, rollover);
  // Anki counts from the calendar date of creation, a study day with rollover 0.
  expect(Math.max(0, daysBetween(studyDay({ at: created, utcOffsetMinutes: 0 }, 0), today))).toBe(expected);
});

describe('when clocks change', () => {
  test('New York, spring forward: the night is an hour shorter and still one study day', () => {
    expect(dayOf('2026-03-08T06:59:00Z', -300)).toBe('2026-03-07'); // 01:59 EST
    expect(dayOf('2026-03-08T07:00:00Z', -240)).toBe('2026-03-07'); // 03:00 EDT
    expect(dayOf('2026-03-08T08:00:00Z', -240)).toBe('2026-03-08'); // 04:00 EDT
  });

  test('New York, fall back: the repeated hour falls on the same study day both times', () => {
    expect(dayOf('2026-11-01T05:30:00Z', -240)).toBe('2026-10-31'); // 01:30 EDT
    expect(dayOf('2026-11-01T06:30:00Z', -300)).toBe('2026-10-31'); // 01:30 EST
    expect(dayOf('2026-11-01T09:00:00Z', -300)).toBe('2026-11-01'); // 04:00 EST
  });

  test('Lord Howe, half an hour: the study day turns at 4:00 on the wall clock on either side', () => {
    expect(dayOf('2026-10-03T15:29:00Z', 630)).toBe('2026-10-03'); // 01:59 +10:30
    expect(dayOf('2026-10-03T15:30:00Z', 660)).toBe('2026-10-03'); // 02:30 +11:00
    expect(dayOf('2026-10-03T16:59:00Z', 660)).toBe('2026-10-03'); // 03:59 +11:00
    expect(dayOf('2026-10-03T17:00:00Z', 660)).toBe('2026-10-04'); // 04:00 +11:00
  });

  test('Apia, across the date line: 30 December 2011 is missing from the diary, as it was from the calendar', () => {
    expect(dayOf('2011-12-30T09:59:00Z', -600)).toBe('2011-12-29'); // 23:59 on the 29th
    expect(dayOf('2011-12-30T10:00:00Z', 840)).toBe('2011-12-30'); // 00:00 on the 31st: the night of the missing day
    expect(dayOf('2011-12-30T14:00:00Z', 840)).toBe('2011-12-31'); // 04:00 on the 31st
  });
});

const ZONES = [
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Europe/Berlin',
  'Asia/Tehran',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
];

const MINUTE = 60_000;
const WEEK = 7 * 24 * HOUR;
const [FROM, TO] = [at('2000-01-01T00:00:00Z'), at('2050-01-01T00:00:00Z')];

const CLOCKS = ZONES.map(
  (timeZone) => new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' }),
);

/** What a clock on the wall shows at an instant. */
function wallOf(clock: Intl.DateTimeFormat, instant: number) {
  const [date = '', time = ''] = clock.format(instant).split(' ');
  const utcOffsetMinutes = (Date.parse(`${date}T${time}Z`) - instant) / MINUTE;
  return { date, hour: Number(time.slice(0, 2)), utcOffsetMinutes };
}

/** The study day at an instant, and the date on the wall, or the one before ahead of the rollover. */
function wallDay(clock: Intl.DateTimeFormat, instant: number, rollover: number) {
  const { date, hour, utcOffsetMinutes } = wallOf(clock, instant);
  const written = parseDay(date);
  return {
    day: studyDay({ at: instant as Millis, utcOffsetMinutes }, rollover),
    onTheWall: written === null ? null : addDays(written, hour < rollover ? -1 : 0),
  };
}

test('in twelve zones over fifty years the study day is the date on the wall clock, or the one before ahead of the rollover', () => {
  const minutes = fc.integer({ min: FROM / MINUTE, max: TO / MINUTE });
  fc.assert(
    fc.property(fc.constantFrom(...CLOCKS), minutes, fc.nat(23), (clock, minute, rollover) => {
      const { day, onTheWall } = wallDay(clock, minute * MINUTE, rollover);
      expect(day).toBe(onTheWall);
    }),
    { numRuns: 500 },
  );
});

/** The first minutes of another offset, over fifty years. */
function* clockChanges(clock: Intl.DateTimeFormat): Generator<number> {
  const offset = (instant: number) => wallOf(clock, instant).utcOffsetMinutes;
  for (let before: number = FROM; before < TO; before += WEEK) {
    if (offset(before) === offset(before + WEEK)) continue;
    let [same, other] = [before, before + WEEK];
    while (other - same > MINUTE) {
      const middle = same + Math.floor((other - same) / 2 / MINUTE) * MINUTE;
      if (offset(middle) === offset(before)) same = middle;
      else other = middle;
    }
    yield other;
  }
}

/** Before and after a change, in minutes. */
const AROUND = [-300, -61, -31, -1, 0, 1, 30, 61, 300];

test('whenever clocks are changed in the twelve zones the study day follows the wall, and one that turns at 4 never goes back', () => {
  let changes = 0;
  for (const clock of CLOCKS) {
    for (const change of clockChanges(clock)) {
      for (const rollover of [0, 2, 3, 4, 23]) {
        const around = AROUND.map((minutes) => wallDay(clock, change + minutes * MINUTE, rollover));
        const days = around.map(({ day }) => day);
        expect(days).toEqual(around.map(({ onTheWall }) => onTheWall));
        if (rollover === 4) expect(days).toEqual(days.toSorted((a, b) => a - b));
      }
      changes += 1;
    }
  }
  expect(changes).toBeGreaterThan(400);
});

test('a written day is read back as itself, and a date that no calendar has is refused', () => {
  fc.assert(
    fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (day) => {
      const text = formatDay(addDays(studyDay({ at: 0 as Millis, utcOffsetMinutes: 0 }, 0), day));
      if (/^\d{4}-/.test(text)) expect(parseDay(text)).toBe(day);
    }),
  );
  for (const text of ['2026-02-30', '2026-13-01', '2026-1-1', 'soon', '']) expect(parseDay(text)).toBeNull();
});
