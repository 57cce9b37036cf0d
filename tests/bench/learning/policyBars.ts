import { addDays, type StudyDay } from '../../../src/core/day.ts';
import { createKernel, DEFAULT_WEIGHTS, type Kernel } from '../../../src/core/fsrs.ts';
import { fit } from '../../../src/core/optimizer/fit.ts';
import { DEFAULT_PLAN_OPTIONS, type PlanOptions } from '../../../src/core/plan.ts';
import { createRandom, seedOf } from '../../../src/core/random.ts';
import { createScheduler, DEFAULT_SCHEDULER_CONFIG, type Scheduler } from '../../../src/core/scheduler.ts';
import { runCourse, type Checkpoint, type Policy } from '../../../src/core/simulation/course.ts';
import type { Learner } from '../../../src/core/simulation/learner.ts';
import { forExam, lessonPlans, whenDue } from '../../../src/core/simulation/policies.ts';
import { historyOf } from '../../fixtures/learnerHistory.ts';
import { percent, points, uncertainPercent, type Bar } from './bars.ts';
import { DECKS, freshCards, type Population } from './learners.ts';
import { bootstrap, mean, median, reviewsFor, shareOf, standardError } from './statistics.ts';

const START = 20_000 as StudyDay;
const CHECKPOINTS = [30, 90] as const;
const CARDS = DECKS.reduce((sum, { cards }) => sum + cards.length, 0);

/**
 * Desired retentions by rising effort, below what the app offers where it takes so little to match the plan. Between two
 * of them a straight line stands for a curve that sags, which errs on the side of more reviews.
 */
const RETENTIONS = [0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95];

/** As many scored answers of an earlier deck as the published comparison gave its optimiser. */
const EARLIER_ANSWERS = 2129;

/** What one learner reached: a checkpoint for day 30 and one for day 90 under every policy. */
type Trial = {
  readonly plan: readonly Checkpoint[];
  readonly weakest: readonly Checkpoint[];
  readonly exam: readonly Checkpoint[];
  /** By desired retention. */
  readonly byDefault: readonly (readonly Checkpoint[])[];
  readonly fitted: readonly (readonly Checkpoint[])[];
};

function schedulerAt(desiredRetention: number, weights: readonly number[]): Scheduler {
  // The simulated day repeats what was missed until it is passed, under every policy alike; steps would add to that.
  return createScheduler({
    ...DEFAULT_SCHEDULER_CONFIG,
    weights,
    desiredRetention,
    learningStepsMinutes: [],
    relearningStepsMinutes: [],
    fuzz: false,
  });
}

const DEFAULT_SCHEDULER = schedulerAt(0.9, DEFAULT_WEIGHTS);
const DEFAULT_KERNEL: Kernel = createKernel(DEFAULT_WEIGHTS);

function trialOf(seed: number, population: Population): Trial {
  const learner = population(seed);
  const follow = (policy: Policy, checkpoints: readonly number[] = CHECKPOINTS) =>
    runCourse({ cards: freshCards(learner, seed), policy, startDay: START, checkpoints });
  const plan = (options: PlanOptions) => follow(lessonPlans(DECKS, DEFAULT_SCHEDULER, options));
  const atRetentions = (weights: readonly number[]) =>
    RETENTIONS.map((retention) => follow(whenDue(schedulerAt(retention, weights))));
  const examOn = (day: number) => {
    const [examDay, since] = [addDays(START, day - 1), addDays(START, 1)];
    return follow(forExam({ examDay, since, ceiling: 20, effort: 'minimum' }, DEFAULT_KERNEL), [day]);
  };
  return {
    plan: plan(DEFAULT_PLAN_OPTIONS),
    weakest: plan({ ...DEFAULT_PLAN_OPTIONS, sample: 'weakest' }),
    exam: CHECKPOINTS.flatMap(examOn),
    byDefault: atRetentions(DEFAULT_WEIGHTS),
    fitted: atRetentions(ownWeights(learner, seed)),
  };
}

/** What the app would use: the fit of an earlier deck's answers if it was recommended, else the defaults. */
function ownWeights(learner: Learner, seed: number): readonly number[] {
  const log = historyOf(learner, EARLIER_ANSWERS, createRandom(seedOf(`earlier ${seed}`)));
  const report = fit(log, { current: DEFAULT_WEIGHTS, desiredRetention: 0.9, seed: 1 });
  return report.kind === 'better' ? report.fitted.weights : DEFAULT_WEIGHTS;
}

export function policyBars(learners: number, population: Population): Bar[] {
  const trials = Array.from({ length: learners }, (_, index) => trialOf(index + 1, population));
  return CHECKPOINTS.flatMap((day, index) => barsOfDay(trials, day, index));
}

function barsOfDay(trials: readonly Trial[], day: number, index: number): Bar[] {
  const at = (results: readonly Checkpoint[]): Checkpoint => {
    const result = results[index];
    if (!result) throw new Error(`No result for day ${day}.`);
    return result;
  };
  const plans = trials.map(({ plan }) => at(plan));
  const pairs = (which: 'byDefault' | 'fitted') =>
    trials.map((trial): Pair => ({ plan: at(trial.plan), settings: trial[which].map(at) }));
  const [recall, reviews] = [mean(plans.map((p) => p.recall)), mean(plans.map((p) => p.reviews))];
  return [
    {
      what: `day ${day}: the lesson plan itself`,
      wanted: '',
      measured: `recall ${percent(recall)}, ${(reviews / CARDS).toFixed(2)} reviews a card`,
      isMet: null,
    },
    matchedBar(`day ${day}: FSRS fitted to the learner`, pairs('fitted')),
    matchedBar(`day ${day}: FSRS with defaults`, pairs('byDefault')),
    oneSettingBar(`day ${day}: defaults, one setting for all`, pairs('byDefault'), 0.25),
    oneSettingBar(`day ${day}: fitted, one setting for all`, pairs('fitted'), null),
    examBar(
      day,
      plans,
      trials.map(({ exam }) => at(exam)),
    ),
    weakestBar(
      day,
      plans,
      trials.map(({ weakest }) => at(weakest)),
    ),
  ];
}

/** What one learner reached by the plan, and at each desired retention. */
type Pair = { readonly plan: Checkpoint; readonly settings: readonly Checkpoint[] };

/** Reviews that each learner needs for the recall that the plan gave them, against the plan's own. */
function matchedBar(what: string, pairs: readonly Pair[]): Bar {
  const needed = pairs.map(({ plan, settings }) => reviewsFor(plan.recall, settings));
  const savings = pairs.map(({ plan }, learner) => 1 - (needed[learner] ?? Infinity) / plan.reviews);
  const less = median(savings);
  const save = shareOf(savings, (s) => s > 0);
  const unmatched = shareOf(needed, (count) => count === null);
  return {
    what: `${what}: fewer reviews at the plan's recall, median`,
    wanted: '>= 30 %',
    measured: `${uncertainPercent(less, bootstrap(savings, median))}; ${percent(save, 0)} save, ${percent(unmatched)} never reach it`,
    isMet: less >= 0.3,
  };
}

function oneSettingBar(what: string, pairs: readonly Pair[], wanted: number | null): Bar {
  const less = savedAtOneSetting(pairs);
  return {
    what: `${what}: fewer reviews at the mean recall`,
    wanted: wanted === null ? '' : `>= ${percent(wanted, 0)}`,
    measured: uncertainPercent(less, bootstrap(pairs, savedAtOneSetting)),
    isMet: wanted === null ? null : less >= wanted,
  };
}

/** The share of the plan's reviews saved when the learners share the setting that gives them its mean recall. */
function savedAtOneSetting(pairs: readonly Pair[]): number {
  const outcomes = RETENTIONS.map((_, setting) => ({
    recall: mean(pairs.map(({ settings }) => settings[setting]?.recall ?? Number.NaN)),
    reviews: mean(pairs.map(({ settings }) => settings[setting]?.reviews ?? Number.NaN)),
  }));
  const reviews = reviewsFor(mean(pairs.map(({ plan }) => plan.recall)), outcomes) ?? Infinity;
  return 1 - reviews / mean(pairs.map(({ plan }) => plan.reviews));
}

function examBar(day: number, plans: readonly Checkpoint[], exams: readonly Checkpoint[]): Bar {
  const pairs = plans.map((plan, learner) => ({
    gain: (exams[learner]?.recall ?? Number.NaN) - plan.recall,
    less: 1 - (exams[learner]?.reviews ?? Number.NaN) / plan.reviews,
  }));
  const gain = mean(pairs.map((pair) => pair.gain));
  const both = shareOf(pairs, (pair) => pair.gain > 0 && pair.less > 0);
  const wanted = day === 30 ? 0.07 : 0.12;
  return {
    what: `day ${day}: exam mode, 20 cards a day, against the plan`,
    wanted: `>= ${points(wanted)}, better with fewer reviews for >= 95 %`,
    measured: `${points(gain)}, ${percent(mean(pairs.map(({ less }) => less)))} fewer reviews; both for ${percent(both)}`,
    isMet: gain >= wanted && both >= 0.95,
  };
}

function weakestBar(day: number, plans: readonly Checkpoint[], weakest: readonly Checkpoint[]): Bar {
  const gains = plans.map(({ recall }, learner) => (weakest[learner]?.recall ?? Number.NaN) - recall);
  const gain = mean(gains);
  return {
    what: `day ${day}: Day 14 with the weakest 3 against a random 3`,
    wanted: '>= +0.0 points',
    measured: `${points(gain)} (standard error ${(100 * standardError(gains)).toFixed(2)})`,
    isMet: gain >= 0,
  };
}
