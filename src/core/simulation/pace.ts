import { gradeAt, PHASES, type AnswerLog } from '../stats/answerLog.ts';
import { secondsOf, USUAL_SECONDS, type AnswerSeconds } from './answerShares.ts';

/** A card left open counts for a minute at most, as in Anki. */
const MOST_SECONDS = 60;

const SECONDS_OF_PHASE = {
  new: USUAL_SECONDS.learning,
  learning: USUAL_SECONDS.learning,
  relearning: USUAL_SECONDS.relearning,
  young: USUAL_SECONDS.review,
  mature: USUAL_SECONDS.review,
} as const satisfies Record<(typeof PHASES)[number], AnswerSeconds>;

/** The learner's time over all answers as a multiple of what is usual for the same answers; 1 without answers. */
export function paceOf(log: AnswerLog): number {
  let [own, usual] = [0, 0];
  for (let row = 0; row < log.size; row += 1) {
    const phase = PHASES[log.before[row] ?? 0] ?? 'new';
    own += Math.min(MOST_SECONDS, (log.tookMs[row] ?? 0) / 1000);
    usual += secondsOf(gradeAt(log, row), SECONDS_OF_PHASE[phase]);
  }
  return usual > 0 && own > 0 ? own / usual : 1;
}
