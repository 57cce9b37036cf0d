import type { Millis, StudyDay } from '../../src/core/day.ts';
import type { CardId } from '../../src/core/deck.ts';
import { GRADES, type EventId, type Graded } from '../../src/core/event.ts';
import { createRandom } from '../../src/core/random.ts';
import { DEFAULT_SCHEDULER_CONFIG } from '../../src/core/scheduler.ts';
import { PHASES, type AnswerLog } from '../../src/core/stats/answerLog.ts';
import { pack } from '../../src/core/stats/eventColumns.ts';
import { openBook, summarize, type Book } from '../../src/core/stats/summary.ts';
import { inTurn, type Row } from './measure.ts';

const [CARDS, EACH, DAYS] = [100_000, 10, 365];
const CONCEPTS = 20_000;
const DAY_MS = 86_400_000;

/** A hundred thousand cards, answered ten times each over a year. */
function bigBook(): Book {
  const random = createRandom(1);
  const cards = Array.from({ length: CARDS }, (_, card) => `card-${card}` as CardId);
  const answers = (card: CardId) =>
    Array.from({ length: EACH }, (_, index): Graded => {
      const day = Math.floor(((index + random()) * DAYS) / EACH) as StudyDay;
      const at = (day * DAY_MS + 10 * 3_600_000) as Millis;
      const grade = GRADES[random() < 0.12 ? 0 : 1 + Math.floor(random() * 3)] ?? 'good';
      const id = `${card} ${index}` as EventId;
      return { kind: 'graded', id, card, at, utcOffsetMinutes: 0, day, hlc: at, grade, tookMs: 9000 };
    });
  const numbers = Array.from({ length: CARDS }, (_, card) => card);
  return openBook({
    events: pack(cards, answers),
    shelf: {
      size: CARDS,
      suspended: new Uint8Array(CARDS),
      buriedUntil: new Float64Array(CARDS).fill(Number.NaN),
      levels: Uint8Array.from(numbers, (card) => card % 5),
      concepts: Array.from({ length: CONCEPTS }, (_, concept) => ({
        name: `Concept ${concept}`,
        cards: numbers.slice(concept * (CARDS / CONCEPTS), (concept + 1) * (CARDS / CONCEPTS)),
      })),
    },
    config: DEFAULT_SCHEDULER_CONFIG,
  });
}

/** The floor: every column read once and counted, in one plain loop over the rows. */
function countRows(log: AnswerLog): number {
  const { card, day, hour, grade, tookMs, before, after, recall } = log;
  const days = new Float64Array(DAYS);
  const counts = new Uint32Array(24 * PHASES.length * PHASES.length * GRADES.length);
  const cards = new Uint32Array(CARDS);
  let recalled = 0;
  for (let row = 0; row < log.size; row += 1) {
    const phase = (before[row] ?? 0) * PHASES.length + (after[row] ?? 0);
    const place =
      ((hour[row] ?? 0) * PHASES.length * PHASES.length + phase) * GRADES.length + (grade[row] ?? 0);
    counts[place] = (counts[place] ?? 0) + 1;
    days[day[row] ?? 0] = (days[day[row] ?? 0] ?? 0) + (tookMs[row] ?? 0);
    cards[card[row] ?? 0] = (cards[card[row] ?? 0] ?? 0) + 1;
    if ((recall[row] ?? 0) > 0.5) recalled += 1;
  }
  return recalled + (counts[0] ?? 0) + (days[0] ?? 0) + (cards[0] ?? 0);
}

/** All figures of the progress screen, as the worker draws them up once it has replayed the diary. */
export function progressRows(): Row[] {
  const book = bigBook();
  const now = { at: (DAYS * DAY_MS) as Millis, day: DAYS as StudyDay };
  const every = Uint8Array.from(book.memories, (_, card) => card % 2);
  const rows = [
    { what: 'add up 1,000,000 answers', days: null, wanted: null },
    { what: 'the same, 90 days of half the cards', days: 90, wanted: every },
  ];
  return rows.map(({ what, ...request }) => ({
    what,
    unit: 'ms',
    goal: null,
    ...inTurn(
      5,
      () => summarize(book, { now, ...request }),
      () => countRows(book.log),
    ),
  }));
}
