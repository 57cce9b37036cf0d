import { spawnSync } from 'node:child_process';
import type { Bar } from './bars.ts';

/** The tests that hold our arithmetic against the published numbers of fsrs-rs, ts-fsrs, py-fsrs and Anki. */
const VECTOR_TESTS = [
  'tests/core/fsrs.test.ts',
  'tests/core/scheduler.test.ts',
  'tests/core/fuzz.test.ts',
  'tests/core/steps.test.ts',
  'tests/core/leech.test.ts',
  'tests/core/sm2.test.ts',
  'tests/core/day.test.ts',
  'tests/core/optimizer/recallLoss.test.ts',
];

export function vectorBar(): Bar {
  const run = spawnSync('npx', ['vitest', 'run', '--reporter=json', ...VECTOR_TESTS], { encoding: 'utf8' });
  const report: unknown = JSON.parse(run.stdout.slice(run.stdout.indexOf('{')));
  const count = (key: string) =>
    typeof report === 'object' && report !== null
      ? Number(new Map(Object.entries(report)).get(key))
      : Number.NaN;
  const [passed, total] = [count('numPassedTests'), count('numTotalTests')];
  return {
    what: 'published vectors of fsrs-rs, ts-fsrs, py-fsrs and Anki, as unit tests state them',
    wanted: 'all within tolerance',
    measured: `${passed} of ${total} tests of ${VECTOR_TESTS.length} files`,
    isMet: passed === total && total > 0,
  };
}
