import type { CardId } from '../core/deck.ts';
import { turnsLeech } from '../core/leech.ts';
import type { Memory } from '../core/memory.ts';
import { suspendedAfter, type Session } from '../core/session.ts';
import type { Context } from './context.ts';
import { wholeCard } from './opening.ts';

const LONGEST_NAME = 60;

/**
 * Heeds an answer that made a card a leech: says so with advice, and suspends the card if that is what the learner
 * wants. `change` lets the session know that a card does not come back.
 */
export function leechWatch(
  { deps, diary, record, stamp, store }: Context,
  change: (changed: (session: Session) => Session) => void,
): (card: CardId, before: Memory) => Promise<void> {
  const nameOf = (id: CardId): string => {
    const state = store.getState();
    const found = state.shelf.find(id);
    const front = found && wholeCard(state, found)?.front;
    const name = found?.card.concept ?? found?.card.title ?? front?.split('\n')[0] ?? '';
    return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
  };

  const suspend = async (card: CardId): Promise<void> => {
    const event = { ...stamp(deps.clock()), kind: 'marked', card, mark: 'suspended', on: true } as const;
    if (!(await record(event))) return;
    change((session) => suspendedAfter(session, card, event.id, event.at));
    const undo = async () => {
      if (await record({ ...stamp(deps.clock()), kind: 'undone', target: event.id }))
        store.setState({ notice: null });
    };
    const text = `“${nameOf(card)}” is suspended: it was forgotten again and again. Rewrite or split it, then resume it in Browse.`;
    store.setState({ notice: { text, undo, isAboutAnswer: true } });
  };

  return async (card, before) => {
    const { leechAction, leechThreshold } = store.getState().settings;
    const memory = diary.memory(card);
    if (memory.kind === 'new' || !turnsLeech(before, memory, leechThreshold)) return;
    if (leechAction === 'suspend') return suspend(card);
    const text = `“${nameOf(card)}” was forgotten for the ${ordinal(memory.lapses)} time. Rewriting or splitting it helps more than another review.`;
    const offer = { label: 'Suspend it', run: () => suspend(card) };
    store.setState({ notice: { text, undo: null, offer, isAboutAnswer: true } });
  };
}

/** `8th`, `21st`. */
function ordinal(count: number): string {
  const endings = { one: 'st', two: 'nd', few: 'rd', other: 'th' } as const;
  const rule = new Intl.PluralRules('en', { type: 'ordinal' }).select(count);
  return `${count}${rule in endings ? endings[rule as keyof typeof endings] : 'th'}`;
}
