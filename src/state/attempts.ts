import { missedPoints, suggestion, toggled, toggledAll, type Attempt } from '../core/attempt.ts';
import { findPoints, type Point } from '../core/checklist.ts';
import type { CardId } from '../core/deck.ts';
import type { Grade } from '../core/event.ts';
import type { Study } from './appState.ts';
import type { Context } from './context.ts';
import { NO_POINTS, pointsOf, type CardPoints } from './points.ts';

/** What a learner can do with the card on screen before grading it. */
export type AttemptCommands = {
  /** The points and key terms of the current card's answer. */
  readonly points: () => CardPoints;
  /** Whether the current card's points are ticked off: by its own toggle, its deck's or the settings. */
  readonly isChecked: () => boolean;
  readonly isTyped: () => boolean;
  readonly toggleChecklist: () => void;
  readonly tick: (point: string) => void;
  readonly tickAll: () => void;
  readonly toggleTyping: () => void;
  readonly type: (text: string) => void;
  /** Uncovers the next item of an answer that is revealed step by step. */
  readonly step: () => void;
  /** The grade that the ticks speak for, as the buttons on screen offer it; `null` without any. */
  readonly suggestion: () => Grade | null;
  /** The points that were missed at the card's last answer. */
  readonly missedLast: () => readonly Point[];
  /** What an answer given now has to say of missed points. */
  readonly missed: () => { readonly missed?: readonly string[] };
};

const NO_CARD = '' as CardId;

export function attemptCommands({ store, diary }: Context): AttemptCommands {
  const current = (): CardId | null => store.getState().study?.session.current ?? null;
  const change = (next: (attempt: Attempt) => Attempt) => {
    const { study } = store.getState();
    if (study) store.setState({ study: { ...study, attempt: next(study.attempt) } satisfies Study });
  };
  const attempt = () => store.getState().study?.attempt ?? null;

  const points = (): CardPoints => {
    const { shelf, opened } = store.getState();
    const card = shelf.find(current() ?? NO_CARD);
    const deck = card && opened.get(card.deck);
    return card && deck ? pointsOf(deck, card.id) : NO_POINTS;
  };
  const isChecked = (): boolean => {
    const { settings, deckOptions, shelf } = store.getState();
    const deck = shelf.find(current() ?? NO_CARD)?.deck;
    const own = deck && deckOptions.get(deck)?.checklist;
    const isWanted = attempt()?.isChecked ?? own ?? settings.checklist;
    return isWanted && points().points.length > 0;
  };
  const isTyped = (): boolean => attempt()?.isTyped ?? store.getState().settings.typeAnswer;
  const suggested = (): Grade | null => {
    const now = attempt();
    const grade = now && isChecked() ? suggestion(now, points().points) : null;
    return grade === 'hard' && store.getState().settings.twoButtons ? 'good' : grade;
  };

  return {
    points,
    isChecked,
    isTyped,
    suggestion: suggested,
    toggleChecklist: () => change((now) => ({ ...now, isChecked: !isChecked() })),
    tick: (point) => change((now) => toggled(now, point)),
    tickAll: () => change((now) => toggledAll(now, points().points)),
    toggleTyping: () => change((now) => ({ ...now, isTyped: !isTyped() })),
    type: (typed) => change((now) => ({ ...now, typed })),
    step: () => change((now) => ({ ...now, steps: now.steps + 1 })),
    missedLast() {
      const card = current();
      const last = card === null ? undefined : diary.answers(card).at(-1);
      return last?.missed ? findPoints(last.missed, points().points) : [];
    },
    missed() {
      const now = attempt();
      const missed = now && isChecked() ? missedPoints(now, points().points) : null;
      return missed === null ? {} : { missed };
    },
  };
}
