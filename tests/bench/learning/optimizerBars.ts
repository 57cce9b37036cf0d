import { createKernel, DEFAULT_WEIGHTS } from '../../../src/core/fsrs.ts';
import { fit } from '../../../src/core/optimizer/fit.ts';
import { createFormula } from '../../../src/core/optimizer/memoryPath.ts';
import { createLossRun } from '../../../src/core/optimizer/recallLoss.ts';
import { equalWeights, type TrainingLog } from '../../../src/core/optimizer/trainingLog.ts';
import { createRandom, seedOf } from '../../../src/core/random.ts';
import { historyOf } from '../../fixtures/learnerHistory.ts';
import { percent, type Bar } from './bars.ts';
import { startFsrsBrowser } from './fsrsBrowser.ts';
import type { Population } from './learners.ts';
import { mean, shareOf } from './statistics.ts';

const OPTIONS = { current: DEFAULT_WEIGHTS, desiredRetention: 0.9, seed: 1 };

function lossOf(log: TrainingLog, weights: ArrayLike<number>): number {
  const run = createLossRun(log, equalWeights(log, log.scored));
  const formula = createFormula(Float64Array.from(weights));
  const loss = { sum: 0, weight: 0 };
  for (let card = 0; card + 1 < log.starts.length; card += 1) run.addCard(card, formula, loss, null);
  return loss.sum / loss.weight;
}

/** How close the fit of 2,000 scored answers comes to the truth, on 8,000 fresh ones of the same learner. */
export function recoveryBars(learners: number, population: Population): Bar[] {
  const trials = Array.from({ length: learners }, (_, index) => {
    const learner = population(index + 1);
    const random = createRandom(seedOf(`recovery ${index}`));
    const report = fit(historyOf(learner, 2000, random), OPTIONS);
    const fresh = historyOf(learner, 8000, random);
    const [standard, truth] = [lossOf(fresh, DEFAULT_WEIGHTS), lossOf(fresh, learner.kernel.weights)];
    const raw = report.kind === 'tooFew' ? standard : lossOf(fresh, report.fitted.weights);
    return { standard, truth, raw, guarded: report.kind === 'better' ? raw : standard };
  });
  const excess = (of: 'standard' | 'raw' | 'guarded') => mean(trials.map((trial) => trial[of] - trial.truth));
  const worse = shareOf(trials, ({ guarded, standard }) => guarded > standard);
  return [
    {
      what: 'optimiser: held-out log loss above the truth after 2,000 scored answers',
      wanted: '<= 0.0050',
      measured: `${excess('guarded').toFixed(4)} as recommended, ${excess('raw').toFixed(4)} as fitted, ${excess('standard').toFixed(4)} defaults`,
      isMet: excess('guarded') <= 0.005,
    },
    {
      what: 'optimiser: learners left worse off than with the defaults',
      wanted: '< 5 %',
      measured: `${percent(worse)} as recommended, ${percent(shareOf(trials, ({ raw, standard }) => raw > standard))} as fitted`,
      isMet: worse < 0.05,
    },
  ];
}

/** Three learners: one as the defaults have it, two whose weights nearly all lie elsewhere. */
const TRUTHS: readonly (readonly number[])[] = [
  DEFAULT_WEIGHTS,
  [
    0.4, 0.7, 4.6, 4, 6.9, 0.83, 3.4, 0.001, 1.5, 0.25, 1.1, 1.8, 0.0614, 0.35, 1.3, 0.45, 2.3, 0.8, 0.0912,
    0.0658, 0.25,
  ],
  [0.05, 0.3, 1.1, 20, 5.9, 0.6, 2.6, 0.1, 2.2, 0.05, 1.3, 1.2, 0.1, 0.2, 2.2, 0.8, 1.5, 0.3, 0.25, 0.2, 0.4],
];

/** Scored answers, and how many diaries of that size the figures are averaged over. */
const SIZES = [
  { size: 1000, diaries: 8 },
  { size: 10_000, diaries: 3 },
  { size: 100_000, diaries: 1 },
] as const;

const FRESH_ANSWERS = 50_000;

/** Our fit against fsrs-browser's, each given the same diaries in turn; ours includes its trial without the newest. */
export async function fsrsBrowserBars(): Promise<Bar[]> {
  const other = startFsrsBrowser();
  const bars: Bar[] = [];
  for (const [index, truth] of TRUTHS.entries()) {
    const learner = { kernel: createKernel(truth) };
    const fresh = historyOf(learner, FRESH_ANSWERS, createRandom(seedOf(`fresh ${index}`)), false);
    for (const { size, diaries } of SIZES) {
      const runs: { loss: number; otherLoss: number; ms: number; otherMs: number }[] = [];
      for (let diary = 0; diary < diaries; diary += 1) {
        const log = historyOf(learner, size, createRandom(seedOf(`diary ${index} ${size} ${diary}`)), false);
        const start = performance.now();
        const report = fit(log, OPTIONS);
        const ms = performance.now() - start;
        const weights = report.kind === 'tooFew' ? DEFAULT_WEIGHTS : report.fitted.weights;
        const theirs = await other.fit(log);
        runs.push({
          loss: lossOf(fresh, weights),
          otherLoss: lossOf(fresh, theirs.weights),
          ms,
          otherMs: theirs.ms,
        });
      }
      bars.push(comparisonBar(index + 1, size, runs, lossOf(fresh, truth)));
    }
  }
  await other.end();
  return bars;
}

function comparisonBar(
  truth: number,
  size: number,
  runs: readonly { loss: number; otherLoss: number; ms: number; otherMs: number }[],
  least: number,
): Bar {
  const [loss, otherLoss] = [mean(runs.map((run) => run.loss)), mean(runs.map((run) => run.otherLoss))];
  const [ms, otherMs] = [mean(runs.map((run) => run.ms)), mean(runs.map((run) => run.otherMs))];
  const isTimed = size === 100_000;
  return {
    what: `truth ${truth}, ${size} scored answers, mean of ${runs.length}: ours against fsrs-browser 5.2.0`,
    wanted: `log loss <= its + 0.0003${isTimed ? ', time <= 1/20' : ''}`,
    measured: `${loss.toFixed(5)} : ${otherLoss.toFixed(5)} (truth ${least.toFixed(5)}); ${ms.toFixed(0)} : ${otherMs.toFixed(0)} ms, 1/${(otherMs / ms).toFixed(0)}`,
    isMet: loss <= otherLoss + 0.0003 && (!isTimed || ms <= otherMs / 20),
  };
}
