import type { CardId } from './deck.ts';
import { createRandom, seedOf } from './random.ts';

/** Whole days, both ends included. */
export type DayRange = { readonly lower: number; readonly upper: number };

/** How far fuzz may reach per day of interval, as Anki has it (rslib/src/scheduler/states/fuzz.rs). */
const REACH = [
  { from: 2.5, to: 7, factor: 0.15 },
  { from: 7, to: 20, factor: 0.1 },
  { from: 20, to: Number.POSITIVE_INFINITY, factor: 0.05 },
];

/** 2^32 over the golden ratio: sends neighbouring counts far apart (Knuth, The Art of Computer Programming, 6.4). */
const GOLDEN = 0x9e3779b1;

/** A number in [0, 1) that is the same on every device and at every look, until the card is answered again. */
export function fuzzFactor(card: CardId, reviews: number): number {
  return seededFuzzFactor(seedOf(card), reviews);
}

/** The same for a card whose seed is at hand. */
export function seededFuzzFactor(seed: number, reviews: number): number {
  return createRandom(seed + Math.imul(reviews, GOLDEN))();
}

/** The days that an interval may be moved to without harm: wider as it grows, a single day below 2.5. */
export function fuzzRange(interval: number, minimum: number, maximum: number): DayRange {
  const least = Math.min(minimum, maximum);
  const days = clamp(interval, least, maximum);
  const delta = reach(days);
  const lower = clamp(Math.round(days - delta), least, maximum);
  const upper = clamp(Math.round(days + delta), least, maximum);
  return { lower, upper: upper === lower && upper > 2 && upper < maximum ? lower + 1 : upper };
}

/** The whole days of an interval moved within its range by a factor in [0, 1); just rounded when there is none. */
export function fuzzedInterval(
  interval: number,
  minimum: number,
  maximum: number,
  factor: number | null,
): number {
  if (factor === null) return clamp(Math.round(interval), Math.min(minimum, maximum), maximum);
  const { lower, upper } = fuzzRange(interval, minimum, maximum);
  // A factor a hair below 1 may round up to the day after the last.
  return Math.min(Math.floor(lower + factor * (1 + upper - lower)), upper);
}

/** The least an interval may become after a pass, so that fuzz never shortens what should have grown; 0 for no limit. */
export function minimumInterval(interval: number, previous: number, maximum: number): number {
  if (Math.round(interval) > previous) return previous + 1;
  return previous <= fuzzRange(interval, 1, maximum).upper ? previous : 0;
}

function reach(days: number): number {
  if (days < 2.5) return 0;
  return REACH.reduce(
    (sum, { from, to, factor }) => sum + factor * Math.max(Math.min(days, to) - from, 0),
    1,
  );
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
