import { studyDay, type Millis } from '../core/day.ts';
import type { Diary } from '../core/diary.ts';
import type { Crammed, Graded } from '../core/event.ts';
import type { Action, Session } from '../core/session.ts';
import { isCram } from './cram.ts';

/** How long a card that was not known while cramming stays away: as long as Anki's preview keeps it. */
const CRAM_AGAIN_MS = 60_000;

/** What an answer that is in the diary does to the session: a step of today brings the card back. */
export function answerAction(answer: Graded | Crammed, diary: Diary, rolloverHour: number): Action {
  const { card, id, grade, tookMs } = answer;
  return { kind: 'graded', card, event: id, grade, tookMs, returnsAt: returnOf(answer, diary, rolloverHour) };
}

function returnOf(answer: Graded | Crammed, diary: Diary, rolloverHour: number): Millis | null {
  if (answer.kind === 'crammed')
    return answer.grade === 'again' ? ((answer.at + CRAM_AGAIN_MS) as Millis) : null;
  const memory = diary.memory(answer.card);
  if (memory.kind !== 'learning' && memory.kind !== 'relearning') return null;
  const { utcOffsetMinutes } = answer;
  const isToday = studyDay({ at: memory.dueAt, utcOffsetMinutes }, rolloverHour) <= answer.day;
  return isToday ? memory.dueAt : null;
}

/**
 * An answer to the card on screen that reached the diary but not the session: the page went away in between, or the
 * answer was given in another tab.
 */
export function missedAnswer(
  { current, past, query, startedAt }: Session,
  diary: Diary,
): Graded | Crammed | null {
  if (current === null) return null;
  const last = (isCram(query) ? diary.crams(current) : diary.answers(current)).at(-1);
  if (!last || last.at < startedAt || past.some((action) => action.event === last.id)) return null;
  return last;
}
