import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { startTask, workThrough, type TaskMessage } from '../../src/workers/task.ts';

/** A worker without a thread that says what the test has it say. */
function fakeWorker() {
  const target = new EventTarget();
  return {
    addEventListener: target.addEventListener.bind(target),
    postMessage: vi.fn<(request: unknown) => void>(),
    terminate: vi.fn<() => void>(),
    say: (data: TaskMessage<string>) => target.dispatchEvent(new MessageEvent('message', { data })),
    fail: () => target.dispatchEvent(new Event('error')),
  };
}

function* countTo(last: number): Generator<number, string> {
  for (let step = 1; step <= last; step += 1) yield step / last;
  return 'counted';
}

test('a task hands over its request, tells how far it is, gives its result and ends its worker', async () => {
  const [worker, heard] = [fakeWorker(), vi.fn<(share: number) => void>()];
  const { outcome } = startTask<string>(worker, 'count', heard);
  expect(worker.postMessage).toHaveBeenCalledWith('count');
  worker.say({ kind: 'progress', share: 0.5 });
  worker.say({ kind: 'done', result: 'counted' });
  expect(await outcome).toEqual({ kind: 'done', result: 'counted' });
  expect(heard.mock.calls).toEqual([[0.5]]);
  expect(worker.terminate).toHaveBeenCalledOnce();
});

test('a cancelled task ends its worker and is not heard of again', async () => {
  const [worker, heard] = [fakeWorker(), vi.fn<(share: number) => void>()];
  const { outcome, cancel } = startTask<string>(worker, 'count', heard);
  cancel();
  worker.say({ kind: 'progress', share: 0.5 });
  worker.say({ kind: 'done', result: 'counted' });
  expect(await outcome).toEqual({ kind: 'cancelled' });
  expect(heard).not.toHaveBeenCalled();
  expect(worker.terminate).toHaveBeenCalledOnce();
});

test('cancelling after the end changes nothing', async () => {
  const worker = fakeWorker();
  const { outcome, cancel } = startTask<string>(worker, 'count', vi.fn<(share: number) => void>());
  worker.say({ kind: 'done', result: 'counted' });
  cancel();
  expect(await outcome).toEqual({ kind: 'done', result: 'counted' });
});

test('a worker that breaks gives a sentence instead of a result', async () => {
  const worker = fakeWorker();
  const { outcome } = startTask<string>(worker, 'count', vi.fn<(share: number) => void>());
  worker.fail();
  expect(await outcome).toEqual({ kind: 'failed', message: 'The calculation could not start.' });
});

test('however many steps a task has, it speaks of rising progress at most a hundred times, and of its result last', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), (steps) => {
      const said: TaskMessage<string>[] = [];
      workThrough(countTo(steps), (message) => said.push(message));
      expect(said.pop()).toEqual({ kind: 'done', result: 'counted' });
      const shares = said.map((message) => (message.kind === 'progress' ? message.share : Number.NaN));
      expect(shares.length).toBeLessThanOrEqual(100);
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    }),
    { numRuns: 30 },
  );
});
