import { expect, test } from 'vitest';
import { nextStep } from '../../src/core/steps.ts';

// ankitects/anki@c32cb2913d (2026-08-22) rslib/src/scheduler/states/steps.rs, in seconds there
test.each([
  { steps: [10], left: 1, again: 600, hard: 900, good: null },
  { steps: [4320], left: 1, again: 259_200, hard: 345_600, good: null },
  { steps: [1, 10], left: 2, again: 60, hard: 330, good: 600 },
  { steps: [1, 10], left: 1, again: 60, hard: 600, good: null },
  { steps: [1, 10, 100], left: 3, again: 60, hard: 330, good: 600 },
  { steps: [1, 10, 100], left: 2, again: 60, hard: 600, good: 6000 },
  { steps: [1, 10, 100], left: 1, again: 60, hard: 6000, good: null },
])('steps $steps with $left left give the delays of Anki', ({ steps, left, again, hard, good }) => {
  const seconds = (grade: 'again' | 'hard' | 'good' | 'easy') => {
    const step = nextStep(steps, left, grade);
    return step && step.minutes * 60;
  };
  expect([seconds('again'), seconds('hard'), seconds('good'), seconds('easy')]).toEqual([
    again,
    hard,
    good,
    null,
  ]);
});

test('Again starts the steps over, Hard stays where it is, Good leaves one less', () => {
  expect(nextStep([1, 10, 100], 2, 'again')?.stepsLeft).toBe(3);
  expect(nextStep([1, 10, 100], 2, 'hard')?.stepsLeft).toBe(2);
  expect(nextStep([1, 10, 100], 2, 'good')?.stepsLeft).toBe(1);
});

test('without steps every grade leaves them', () => {
  for (const grade of ['again', 'hard', 'good', 'easy'] as const) expect(nextStep([], 0, grade)).toBeNull();
});
