import { addDays, type StudyDay } from './day.ts';
import type { CardId } from './deck.ts';
import { dayShares, sharedInterval, type DaysOff, type EasyDays, type ShareOn } from './easyDays.ts';
import type { Kernel } from './fsrs.ts';
import { fuzzedInterval, fuzzRange, minimumInterval } from './fuzz.ts';
import { isWithinDay, MINUTES_PER_DAY } from './steps.ts';

/** What the learner may tune about whole days of waiting; retention as a probability. */
export type IntervalConfig = {
  readonly desiredRetention: number;
  /** Cards that are to be known better than the others, and how well. */
  readonly criticalCards: readonly CardId[];
  readonly criticalRetention: number;
  readonly maximumIntervalDays: number;
  /** Whether intervals of 2.5 days and more are moved a little, so that cards learned together drift apart. */
  readonly fuzz: boolean;
  /** Which days are chosen within the reach of fuzz; without fuzz they move nothing. */
  readonly easyDays: EasyDays;
  readonly daysOff: readonly DaysOff[];
};

/** An answer as its interval sees it; grades by their positions in `GRADES`. */
export type Outlook = {
  /** Minutes of the step that a grade leads to; `null` when it leads out of the steps. */
  readonly stepMinutes: (grade: number) => number | null;
  /** Days of interval that a grade would give, before they are rounded and moved. */
  readonly wantedDays: (grade: number) => number;
  /** The interval until this answer of a card in review; `null` for other cards. */
  readonly previousDays: () => number | null;
  /** What chance gives the card at this answer, in [0, 1). */
  readonly fuzzFactor: () => number;
};

export type Intervals = {
  /** Days of interval for a day of stability. */
  readonly modifierOf: (card: CardId) => number;
  /** The interval of an answer that leaves the card with whole days. */
  readonly daysAfter: (outlook: Outlook, grade: number, today: StudyDay) => number;
};

export function createIntervals(kernel: Kernel, config: IntervalConfig): Intervals {
  const maximum = Math.max(1, config.maximumIntervalDays);
  const shareOn = dayShares(config.easyDays, config.daysOff);
  const { fuzz } = config;
  return {
    modifierOf: modifiers(kernel, config),
    /**
     * Every grade gets at least a day more than the grade below it, so the lower grades are worked out first; the
     * maximum interval comes last and wins, which makes all grades equal there.
     */
    daysAfter(outlook, grade, today) {
      const factor = fuzz ? outlook.fuzzFactor() : null;
      const previous = outlook.previousDays();
      let days = 0;
      for (let each = 0; each <= grade; each += 1) {
        const minutes = outlook.stepMinutes(each);
        if (minutes === null) {
          const wanted = outlook.wantedDays(each);
          const grown = previous === null || each === 0 ? 0 : minimumInterval(wanted, previous, maximum);
          days = placedInterval(wanted, Math.max(days + 1, grown), maximum, factor, shareOn, today);
        } else if (!isWithinDay(minutes)) {
          days = Math.min(Math.max(Math.round(minutes / MINUTES_PER_DAY), days + 1), maximum);
        }
      }
      return days;
    },
  };
}

function modifiers(
  kernel: Kernel,
  { desiredRetention, criticalCards, criticalRetention }: IntervalConfig,
): (card: CardId) => number {
  const usual = kernel.intervalModifier(desiredRetention);
  if (criticalCards.length === 0) return () => usual;
  const critical = new Set(criticalCards);
  const shorter = kernel.intervalModifier(criticalRetention);
  return (card) => (critical.has(card) ? shorter : usual);
}

/** The day within the reach of fuzz on which a card is to come back. */
function placedInterval(
  wanted: number,
  minimum: number,
  maximum: number,
  factor: number | null,
  shareOn: ShareOn,
  today: StudyDay,
): number {
  if (shareOn === null || factor === null) return fuzzedInterval(wanted, minimum, maximum, factor);
  const range = fuzzRange(wanted, minimum, maximum);
  return sharedInterval(range, factor, (interval) => shareOn(addDays(today, interval)));
}
