import { eventId, GRADES, type DiaryEvent } from '../../src/core/event.ts';

/** How a long diary rests after years of tidying: a few large segments and some smaller ones. */
export const SIZES = [256_000, 256_000, 256_000, 64_000, 64_000, 64_000, 16_000, 16_000, 4000, 4000];

export const YEARS = 10;
export const DAY_MS = 86_400_000;
const ANSWERS_A_SESSION = 200;
const PACE_MS = 12_000;

/** One of a million answers to so many cards, in sessions that make one answer every `step` milliseconds on average. */
export function answer(index: number, begin: number, step: number, cards: number): DiaryEvent {
  const session = Math.floor(index / ANSWERS_A_SESSION);
  const paced = (index % ANSWERS_A_SESSION) * PACE_MS + scattered(index, 9000);
  const at = Math.floor(begin + session * ANSWERS_A_SESSION * step + paced);
  const number = (index * 7919) % cards;
  return {
    id: eventId(`0b9f1c2e-7d3a-4c55-8e21-${String(session).padStart(12, '0')}`, at),
    at,
    hlc: at,
    utcOffsetMinutes: 0,
    day: Math.floor(at / DAY_MS),
    kind: 'graded',
    card: `lesson-${number % 1000}-of-many/${((number * 2_654_435_761) % 2 ** 32).toString(16).padStart(16, '0')}`,
    grade: GRADES[[0, 1, 2, 2, 2, 3][(index * 31) % 6] ?? 2] ?? 'good',
    tookMs: 2000 + scattered(index + 1, 20_000),
  } as unknown as DiaryEvent;
}

/** A whole number below a limit, which neighbours do not give away. */
function scattered(index: number, limit: number): number {
  const mixed = Math.imul(index ^ (index >>> 7), 2_654_435_761);
  return (Math.imul(mixed ^ (mixed >>> 15), 2_246_822_519) >>> 0) % limit;
}
