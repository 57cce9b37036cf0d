import { STRETCH, type Stretch } from './answerColumns.ts';
import { GRADES } from './event.ts';
import { createKernel, MIN_STABILITY } from './fsrs.ts';

/** The memory states of many cards side by side, by the cards' numbers; the stability of a card never answered is 0. */
export type States = {
  readonly stability: Float64Array;
  readonly difficulty: Float64Array;
  /** Study day of the last answer. */
  readonly lastDay: Int32Array;
};

/** Grades by their positions in `GRADES`. */
export type StateColumns = {
  /** Takes in answers of one study day, one after the other. */
  readonly answer: (answers: Pick<Stretch, 'day' | 'count' | 'card' | 'grade'>) => void;
  /** The stability that another grade would have given in one of the answers that were taken in last. */
  readonly stabilityAfter: (place: number, grade: number) => number;
};

/** Days. */
const MAX_STABILITY = 36_500;
const AGAIN = 0;

/**
 * `createKernel` once more, for many answers: in place, without an object for each, and what follows from the weights
 * alone worked out once. Every operation and every rounding is that of ts-fsrs 5.4.2, in its order, so that both give
 * the same numbers to the last bit.
 */
export function createStateColumns(weights: readonly number[], states: States): StateColumns {
  const { stability, difficulty, lastDay } = states;
  const formula = createFormula(weights);
  const { decay, factor, gain, w9, w10, w11, w12, w13, w14, w19, lapseCap, easiest, staying } = formula;
  const { firstStability, firstDifficulty, passFactor, withinDay, shift } = formula;
  const met = createMet();

  const difficultyAfter = (d: number, grade: number): number => {
    const next = rounded(easiest + staying * (d + rounded(((shift[grade] ?? 0) * (10 - d)) / 9)));
    return next < 1 ? 1 : next > 10 ? 10 : next;
  };
  const recallAfter = (s: number, elapsed: number): number =>
    rounded(Math.pow(1 + (factor * elapsed) / s, decay));
  const sameDay = (s: number, grade: number): number => {
    const change = Math.pow(s, -w19) * (withinDay[grade] ?? 1);
    return rounded(clamped(s * (grade === AGAIN ? change : change > 1 ? change : 1)));
  };
  const forgotten = (s: number, d: number, recall: number): number => {
    const left = rounded(
      clamped(w11 * Math.pow(d, -w12) * (Math.pow(s + 1, w13) - 1) * Math.exp((1 - recall) * w14)),
    );
    const cap = rounded(s / lapseCap);
    return left < cap ? left : cap < MIN_STABILITY ? MIN_STABILITY : cap;
  };
  const growthOf = (s: number, d: number, recall: number): number =>
    gain * (11 - d) * Math.pow(s, -w9) * (Math.exp((1 - recall) * w10) - 1);
  const recalled = (s: number, growth: number, grade: number): number =>
    rounded(clamped(s * (1 + growth * (passFactor[grade] ?? 1))));
  return {
    answer(answers) {
      const { day, count, card: cards, grade: grades } = answers;
      met.read[0] = readAhead(states, answers);
      for (let place = 0; place < count; place += 1) {
        const card = cards[place] ?? 0;
        const grade = grades[place] ?? 0;
        const s = stability[card] ?? 0;
        const d = difficulty[card] ?? 0;
        const waited = day - (lastDay[card] ?? 0);
        const elapsed = waited > 0 ? waited : 0;
        lastDay[card] = day;
        met.stability[place] = s;
        met.difficulty[place] = d;
        met.elapsed[place] = elapsed;
        if (s === 0) {
          stability[card] = firstStability[grade] ?? 0;
          difficulty[card] = firstDifficulty[grade] ?? 0;
          continue;
        }
        difficulty[card] = difficultyAfter(d, grade);
        if (elapsed === 0) {
          stability[card] = sameDay(s, grade);
          continue;
        }
        const recall = recallAfter(s, elapsed);
        met.recall[place] = recall;
        if (grade === AGAIN) {
          met.growth[place] = Number.NaN;
          stability[card] = forgotten(s, d, recall);
        } else {
          const growth = growthOf(s, d, recall);
          met.growth[place] = growth;
          stability[card] = recalled(s, growth, grade);
        }
      }
    },
    stabilityAfter(place, grade) {
      const s = met.stability[place] ?? 0;
      if (s === 0) return firstStability[grade] ?? 0;
      if (met.elapsed[place] === 0) return sameDay(s, grade);
      const d = met.difficulty[place] ?? 0;
      const recall = met.recall[place] ?? 0;
      if (grade === AGAIN) return forgotten(s, d, recall);
      if (Number.isNaN(met.growth[place])) met.growth[place] = growthOf(s, d, recall);
      return recalled(s, met.growth[place] ?? 0, grade);
    },
  };
}

/** Of the states that the last answers met, and how long after; a growth is not a number until a pass asks for it. */
function createMet() {
  return {
    stability: new Float64Array(STRETCH),
    difficulty: new Float64Array(STRETCH),
    elapsed: new Float64Array(STRETCH),
    recall: new Float64Array(STRETCH),
    growth: new Float64Array(STRETCH),
    read: new Float64Array(1),
  };
}

/**
 * Reads the states of all the cards before any is worked out, so that the processor waits for many at once; without it
 * a replay waits for each card's states after the other and is a third slower. The sum is there to be kept, or the
 * reads would be left out.
 */
function readAhead(
  { stability, difficulty, lastDay }: States,
  { count, card: cards }: Pick<Stretch, 'count' | 'card'>,
): number {
  let sum = 0;
  for (let place = 0; place < count; place += 1) {
    const card = cards[place] ?? 0;
    sum += (stability[card] ?? 0) + (difficulty[card] ?? 0) + (lastDay[card] ?? 0);
  }
  return sum;
}

function byRating(of: (rating: number) => number): Float64Array {
  return Float64Array.from(GRADES, (_, grade) => of(grade + 1));
}

/** What follows from the weights alone; columns by grade. */
function createFormula(weights: readonly number[]) {
  const kernel = createKernel(weights);
  const firsts = GRADES.map((grade) => kernel.next(null, 0, grade));
  const w = (index: number) => kernel.weights[index] ?? 0;
  const decay = -w(20);
  return {
    firstStability: Float64Array.from(firsts, (first) => first.stability),
    firstDifficulty: Float64Array.from(firsts, (first) => first.difficulty),
    decay,
    factor: rounded(Math.exp(Math.pow(decay, -1) * Math.log(0.9)) - 1),
    gain: Math.exp(w(8)),
    passFactor: Float64Array.of(1, w(15), 1, w(16)),
    withinDay: byRating((rating) => Math.exp(w(17) * (rating - 3 + w(18)))),
    /** A lapse leaves at most the stability divided by this. */
    lapseCap: Math.exp(w(17) * w(18)),
    /** How far a difficulty of 1 would move, before it is damped. */
    shift: byRating((rating) => -w(6) * (rating - 3)),
    easiest: w(7) * rounded(w(4) - Math.exp(3 * w(5)) + 1),
    staying: 1 - w(7),
    w9: w(9),
    w10: w(10),
    w11: w(11),
    w12: w(12),
    w13: w(13),
    w14: w(14),
    w19: w(19),
  };
}

/** Compared by hand: `Math.min` and `Math.max` made the whole a twentieth slower. */
function clamped(stability: number): number {
  return stability < MIN_STABILITY ? MIN_STABILITY : stability > MAX_STABILITY ? MAX_STABILITY : stability;
}

/**
 * To 8 decimals. `Math.round` goes either way as often as not and made the whole half as long again; it differs from
 * this for 0.49999999999999994 alone among the numbers met here, which are all below 2^42.
 */
function rounded(value: number): number {
  return Math.floor(value * 1e8 + 0.5) / 1e8;
}
