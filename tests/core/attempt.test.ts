import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { missedPoints, NO_ATTEMPT, suggestion, toggled, toggledAll } from '../../src/core/attempt.ts';
import type { Point } from '../../src/core/checklist.ts';
import { GRADES } from '../../src/core/event.ts';

const anyPoints: fc.Arbitrary<Point[]> = fc
  .uniqueArray(fc.constantFrom('routing', 'rollback', 'cost', 'risk', 'latency', 'drift'), { minLength: 1 })
  .map((ids) => ids.map((id) => ({ id, group: null, text: id })));
const anyTicks = anyPoints.chain((points) =>
  fc.record({
    points: fc.constant(points),
    ticks: fc.array(fc.constantFrom(...points.map(({ id }) => id)), { minLength: 1, maxLength: 12 }),
  }),
);
const after = (ticks: readonly string[]) => ticks.reduce(toggled, NO_ATTEMPT);

describe('ticking off the points of an answer', () => {
  test('says nothing while no point was touched', () => {
    fc.assert(
      fc.property(anyPoints, (points) => {
        expect(suggestion(NO_ATTEMPT, points)).toBeNull();
        expect(missedPoints(NO_ATTEMPT, points)).toBeNull();
      }),
    );
  });

  test('leaves the points missed that are not ticked, in the answer’s order', () => {
    fc.assert(
      fc.property(anyTicks, ({ points, ticks }) => {
        const odd = new Set(points.filter(({ id }) => ticks.filter((tick) => tick === id).length % 2 === 1));
        const missed = points.filter((point) => !odd.has(point)).map(({ id }) => id);
        expect(missedPoints(after(ticks), points)).toEqual(missed);
      }),
    );
  });

  test('never suggests a lower grade for one tick more', () => {
    fc.assert(
      fc.property(anyTicks, ({ points, ticks }) => {
        const attempt = after(ticks);
        const [missing] = missedPoints(attempt, points) ?? [];
        if (missing === undefined) return;
        const [less, more] = [attempt, toggled(attempt, missing)].map(
          (now) => suggestion(now, points) ?? 'again',
        );
        expect(GRADES.indexOf(more ?? 'again')).toBeGreaterThanOrEqual(GRADES.indexOf(less ?? 'easy'));
      }),
    );
  });

  test('with all of them suggests Good, and a second “all” takes every tick back', () => {
    fc.assert(
      fc.property(anyTicks, ({ points, ticks }) => {
        const attempt = after(ticks);
        const all =
          (missedPoints(attempt, points) ?? []).length === 0 ? attempt : toggledAll(attempt, points);
        expect(suggestion(all, points)).toBe('good');
        expect(missedPoints(toggledAll(all, points), points)).toHaveLength(points.length);
      }),
    );
  });
});
