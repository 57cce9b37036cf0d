import { expect, test } from 'vitest';
import { createKernel, DEFAULT_WEIGHTS } from '../../src/core/fsrs.ts';
import { stateFromSm2 } from '../../src/core/sm2.ts';

const kernel = createKernel(DEFAULT_WEIGHTS);

test.each([
  // fsrs-rs@0cbb9d3 (v6.6.1) src/inference.rs test_memory_from_sm2
  { ease: 2.5, interval: 10, retention: 0.9, stability: 10, difficulty: 6.9140563 },
  { ease: 2.5, interval: 10, retention: 0.8, stability: 3.01572, difficulty: 9.393428 },
  // ankitects/anki@c32cb2913d rslib/src/scheduler/fsrs/memory_state.rs bypassed_learning_is_handled
  { ease: 2.5, interval: 100, retention: 0.9, stability: 100, difficulty: 5.003576 },
])('ease $ease at $interval days becomes the state that fsrs-rs gives', (vector) => {
  const state = stateFromSm2(kernel, vector.ease, vector.interval, vector.retention);
  expect(state.stability / vector.stability).toBeCloseTo(1, 5);
  expect(state.difficulty / vector.difficulty).toBeCloseTo(1, 5);
});

test('a card brought in from SM-2 goes on as it does in Anki', () => {
  const after = kernel.next(stateFromSm2(kernel, 2.5, 100, 0.9), 99, 'good');
  expect(after.stability).toBeCloseTo(248.9251, 2);
  expect(after.difficulty).toBeCloseTo(4.9938006, 4);
});
