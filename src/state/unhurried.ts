import type { Context } from './context.ts';

/** Longer than this at a stretch, and a key press would wait for it. */
const LONGEST_STRETCH_MS = 8;

/** Works through a long task on the page in short stretches, so that it answers keys in between. */
export async function unhurried<Result>(
  steps: Generator<number, Result>,
  { deps }: Pick<Context, 'deps'>,
): Promise<Result> {
  let started = deps.clock().at;
  let step = steps.next();
  while (!step.done) {
    if (deps.clock().at - started > LONGEST_STRETCH_MS) {
      await new Promise((resolve) => setTimeout(resolve));
      started = deps.clock().at;
    }
    step = steps.next();
  }
  return step.value;
}
