import { GRADES } from '../event.ts';
import { createKernel, type Kernel, type MemoryState } from '../fsrs.ts';
import { createRandom, type Random } from '../random.ts';
import { corrected, type RecallBias } from '../recallBias.ts';
import type { SchedulerConfig } from '../scheduler.ts';
import {
  drawGrade,
  FIRST_SHARES,
  PASS_SHARES,
  RETRY_SHARES,
  secondsOf,
  USUAL_SECONDS,
} from './answerShares.ts';
import type { WhatIfCards } from './whatIfCards.ts';

export type WhatIfRequest = {
  readonly cards: WhatIfCards;
  /** Its weights stand for the learner's memory; its desired retention gives way to those asked about. */
  readonly config: Pick<SchedulerConfig, 'weights' | 'maximumIntervalDays'>;
  readonly days: number;
  /** Desired retentions to try, each in (0, 1). */
  readonly retentions: readonly number[];
  readonly newPerDay: number;
  readonly reviewsPerDay: number;
  /** How the learner does against predictions. */
  readonly bias: RecallBias;
  /** The learner's time per answer as a multiple of the usual one. */
  readonly pace: number;
  readonly seed: number;
};

/** What the days to come would bring at one desired retention. */
export type WhatIfPoint = {
  readonly retention: number;
  /** Cards reviewed and taken up, over all the days; repetitions within a day are not counted. */
  readonly reviews: number;
  readonly introduced: number;
  /** All answers, repetitions included. */
  readonly minutes: number;
  /** Mean chance of recall, on the last day, of the cards seen by then; `null` when there are none. */
  readonly recall: number | null;
  /** How many cards are expected to be recalled that day. */
  readonly remembered: number;
};

/** More cards than this are stood for by a part of them, with limits in proportion. */
const MOST_SIMULATED = 4000;

/** A card missed in a sitting is shown again at most this often. */
const MOST_RETRIES = 12;

/**
 * Plays the coming days once for each desired retention; chance decides the answers, by the seed, and the first dates
 * are those that stand. Days are whole, without fuzz, easy days or missed days. Yields how far it is, 0 to 1.
 */
export function* whatIf(request: WhatIfRequest): Generator<number, WhatIfPoint[]> {
  const kernel = createKernel(request.config.weights);
  const points: WhatIfPoint[] = [];
  for (const retention of request.retentions) {
    points.push(yearAt(retention, request, kernel));
    yield points.length / request.retentions.length;
  }
  return points;
}

/** A card on its way; `last` is the day of its last answer, counted from today. */
type Walker = { state: MemoryState | null; last: number };
type Tally = { reviews: number; introduced: number; seconds: number };

function yearAt(retention: number, request: WhatIfRequest, kernel: Kernel): WhatIfPoint {
  const { cards, config, days, newPerDay, reviewsPerDay, bias, pace } = request;
  const random = createRandom(request.seed);
  const modifier = kernel.intervalModifier(retention);
  const all = cards.stability.length + cards.newCards;
  const share = 1 / Math.max(1, Math.ceil(all / MOST_SIMULATED));
  const { walkers, agenda } = startingPoint(cards, days, share);
  const tally: Tally = { reviews: 0, introduced: 0, seconds: 0 };
  const study = (walker: Walker, day: number): void => {
    tally.seconds += studied(walker, day, kernel, bias, random);
    const wait = Math.max(1, Math.round((walker.state?.stability ?? 1) * modifier));
    agenda[day + Math.min(wait, config.maximumIntervalDays)]?.push(walker);
  };
  const ceiling = Math.round(reviewsPerDay * share);
  const newInAll = Math.round(cards.newCards * share);
  for (let day = 0; day < days; day += 1) {
    const due = agenda[day] ?? [];
    for (const walker of due.slice(0, ceiling)) study(walker, day);
    tally.reviews += Math.min(due.length, ceiling);
    agenda[day + 1]?.unshift(...due.slice(ceiling));
    const introducedByNow = Math.min(newInAll, Math.floor((day + 1) * newPerDay * share));
    for (; tally.introduced < introducedByNow; tally.introduced += 1) {
      const walker: Walker = { state: null, last: day };
      walkers.push(walker);
      study(walker, day);
    }
  }
  const remembered = walkers.reduce((sum, { state, last }) => {
    if (state === null) return sum;
    return sum + corrected(kernel.retrievability(days - last, state.stability), bias);
  }, 0);
  return {
    retention,
    reviews: tally.reviews / share,
    introduced: tally.introduced / share,
    minutes: (tally.seconds / 60 / share) * pace,
    recall: walkers.length > 0 ? remembered / walkers.length : null,
    remembered: remembered / share,
  };
}

function startingPoint(
  cards: WhatIfCards,
  days: number,
  share: number,
): { readonly walkers: Walker[]; readonly agenda: Walker[][] } {
  const agenda = Array.from({ length: days }, (): Walker[] => []);
  const walkers: Walker[] = [];
  for (let card = 0; card < cards.stability.length; card += Math.round(1 / share)) {
    const state = { stability: cards.stability[card] ?? 1, difficulty: cards.difficulty[card] ?? 5 };
    const walker: Walker = { state, last: -(cards.sinceLast[card] ?? 0) };
    walkers.push(walker);
    agenda[cards.untilDue[card] ?? 0]?.push(walker);
  }
  return { walkers, agenda };
}

/** One sitting with a card, until it is passed; the seconds it took. */
function studied(walker: Walker, day: number, kernel: Kernel, bias: RecallBias, random: Random): number {
  const isNew = walker.state === null;
  let grade = firstGrade(walker, day, kernel, bias, random);
  let seconds = secondsOf(grade, isNew ? USUAL_SECONDS.learning : USUAL_SECONDS.review);
  walker.state = kernel.next(walker.state, isNew ? 0 : day - walker.last, grade);
  walker.last = day;
  for (let retry = 0; grade === 'again' && retry < MOST_RETRIES; retry += 1) {
    grade = drawGrade(isNew ? RETRY_SHARES.learning : RETRY_SHARES.relearning, random);
    seconds += secondsOf(grade, isNew ? USUAL_SECONDS.learning : USUAL_SECONDS.relearning);
    walker.state = kernel.next(walker.state, 0, grade);
  }
  return seconds;
}

function firstGrade(
  { state, last }: Walker,
  day: number,
  kernel: Kernel,
  bias: RecallBias,
  random: Random,
): (typeof GRADES)[number] {
  if (state === null) return drawGrade(FIRST_SHARES, random);
  const recall = corrected(kernel.retrievability(day - last, state.stability), bias);
  return random() < recall ? drawGrade(PASS_SHARES, random) : 'again';
}
