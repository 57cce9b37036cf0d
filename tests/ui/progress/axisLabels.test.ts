import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisLabels } from '../../../src/ui/progress/axisLabels.ts';

test('labels of an axis keep their order, stay within the drawing and do not touch; the first is always there', () => {
  const anyLabels = fc.array(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(anyLabels, fc.integer({ min: 240, max: 1200 }), (labels, width) => {
      const shown = axisLabels(labels, { from: 40, width });
      expect(shown[0]?.label).toBe(labels[0]);
      const edges = shown.flatMap(({ label, x }) => [x - label.length * 3.6, x + label.length * 3.6]);
      expect(edges).toEqual(edges.toSorted((a, b) => a - b));
      expect(edges[0]).toBeGreaterThanOrEqual(40 - 1e-9);
      expect(edges.at(-1)).toBeLessThanOrEqual(width + 1e-9);
    }),
  );
});
