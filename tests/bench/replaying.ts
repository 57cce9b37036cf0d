import { openAnswers, type AnswerColumns } from '../../src/core/answerColumns.ts';
import { DEFAULT_WEIGHTS } from '../../src/core/fsrs.ts';
import { createStateColumns } from '../../src/core/fsrsColumns.ts';
import { createScheduler, DEFAULT_SCHEDULER_CONFIG } from '../../src/core/scheduler.ts';
import { toSegment, type Segment } from '../../src/core/segment.ts';
import { takeSnapshot } from '../../src/core/takeSnapshot.ts';
import { answer, DAY_MS, SIZES, YEARS } from './longHistory.ts';
import { inTurn, type Row } from './measure.ts';

const CARDS = 100_000;
const RUNS = 21;
const RUNS_OF_ALL = 5;

function archive(): Segment[] {
  const step = (YEARS * 365 * DAY_MS) / SIZES.reduce((sum, size) => sum + size, 0);
  let before = 0;
  return SIZES.map((size) => {
    const events = Array.from({ length: size }, (_, index) => answer(before + index, 0, step, CARDS));
    before += size;
    return toSegment(events);
  });
}

/** What the floor finds ready: who was asked, on which day, and with what success. */
type Asked = { readonly card: Uint32Array; readonly day: Int32Array; readonly grade: Uint8Array };

function asked(answers: AnswerColumns): Asked {
  const size = SIZES.reduce((sum, count) => sum + count, 0);
  const all = { card: new Uint32Array(size), day: new Int32Array(size), grade: new Uint8Array(size) };
  let place = 0;
  answers.walk(({ day, count, card, grade }) => {
    all.card.set(card.subarray(0, count), place);
    all.grade.set(grade.subarray(0, count), place);
    all.day.fill(day, place, place + count);
    place += count;
  });
  return all;
}

/** FSRS-6 as it is written down, by hand and in typed arrays: nothing rounded, nothing looked up, nothing dated. */
function floor({ card, day, grade }: Asked): Float64Array {
  const w = Float64Array.from(DEFAULT_WEIGHTS);
  const [S, D, lastDay] = [new Float64Array(CARDS), new Float64Array(CARDS), new Int32Array(CARDS)];
  const at = (index: number) => w[index] ?? 0;
  const decay = -at(20);
  const factor = 0.9 ** (1 / decay) - 1;
  const [gain, cap, easiest] = [Math.exp(at(8)), Math.exp(at(17) * at(18)), at(4) - Math.exp(3 * at(5)) + 1];
  const first = [0, 1, 2, 3].map((g) => Math.min(10, Math.max(1, at(4) - Math.exp(g * at(5)) + 1)));
  const within = [0, 1, 2, 3].map((g) => Math.exp(at(17) * (g - 2 + at(18))));
  const pass = [0, at(15), 1, at(16)];
  const [w6, w7, w9, w10, w11, w12, w13, w14, w19] = [
    at(6),
    at(7),
    at(9),
    at(10),
    at(11),
    at(12),
    at(13),
    at(14),
    at(19),
  ];
  for (let row = 0; row < card.length; row += 1) {
    const c = card[row] ?? 0;
    const g = grade[row] ?? 0;
    const s = S[c] ?? 0;
    const d = D[c] ?? 0;
    const today = day[row] ?? 0;
    const t = today - (lastDay[c] ?? 0);
    lastDay[c] = today;
    if (s === 0) {
      S[c] = w[g] ?? 0;
      D[c] = first[g] ?? 0;
      continue;
    }
    let next = 0;
    if (t === 0) {
      const change = s ** -w19 * (within[g] ?? 0);
      next = s * (g > 0 && change < 1 ? 1 : change);
    } else {
      const r = (1 + (factor * t) / s) ** decay;
      next =
        g === 0
          ? Math.min(w11 * d ** -w12 * ((s + 1) ** w13 - 1) * Math.exp((1 - r) * w14), s / cap)
          : s * (1 + gain * (11 - d) * s ** -w9 * (Math.exp((1 - r) * w10) - 1) * (pass[g] ?? 0));
    }
    S[c] = next < 0.001 ? 0.001 : next > 36_500 ? 36_500 : next;
    const harder = w7 * easiest + (1 - w7) * (d - (w6 * (g - 2) * (10 - d)) / 9);
    D[c] = harder < 1 ? 1 : harder > 10 ? 10 : harder;
  }
  return S;
}

function stabilities(answers: AnswerColumns): Float64Array {
  const size = answers.cards.length;
  const stability = new Float64Array(size);
  const states = { stability, difficulty: new Float64Array(size), lastDay: new Int32Array(size) };
  answers.walk(createStateColumns(DEFAULT_WEIGHTS, states).answer);
  return stability;
}

/** Out of the segments, as they rest, into memory: the states alone, and all that the next start begins from. */
export function replayRows(): Row[] {
  const segments = archive();
  const answers = openAnswers(segments);
  const ready = asked(answers);
  const scheduler = createScheduler(DEFAULT_SCHEDULER_CONFIG);
  const count = ready.card.length.toLocaleString('en');
  const againstFloor = (runs: number, ours: () => void) => inTurn(runs, ours, () => floor(ready));
  return [
    {
      what: `memory states after ${count} answers`,
      unit: 'ms',
      goal: 1.3,
      ...againstFloor(RUNS, () => stabilities(answers)),
    },
    {
      what: `all of a snapshot of ${count} answers: states, dates, days, names`,
      unit: 'ms',
      goal: null,
      ...againstFloor(RUNS_OF_ALL, () => takeSnapshot(segments, '', scheduler)),
    },
  ];
}
