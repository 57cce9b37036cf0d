import { addDays, studyDay } from '../core/day.ts';
import type { CardId } from '../core/deck.ts';
import type { DiaryEvent, Flag, Mark } from '../core/event.ts';
import { counted } from '../core/words.ts';
import type { Context } from './context.ts';

/** What can be hung on any card from a list; each is an entry of the diary. */
export type MarkCommands = {
  readonly setMark: (card: CardId, mark: Mark, on: boolean) => Promise<void>;
  readonly setFlag: (card: CardId, flag: Flag | null) => Promise<void>;
  /** Makes a card new again; a notice offers the way back. */
  readonly forget: (card: CardId) => Promise<void>;
  /** Lets a card come back in so many days; a notice offers the way back. */
  readonly setDue: (card: CardId, days: number) => Promise<void>;
  /** Brings a buried card back today. */
  readonly unbury: (card: CardId) => Promise<void>;
};

export function markCommands({ deps, stamp, store, record }: Context): MarkCommands {
  const recordWithUndo = async (event: DiaryEvent, text: string) => {
    if (!(await record(event))) return;
    const undo = async () => {
      const isBack = await record({ ...stamp(deps.clock()), kind: 'undone', target: event.id });
      if (isBack) store.setState({ notice: null });
    };
    store.setState({ notice: { text, undo } });
  };
  return {
    async setFlag(card, flag) {
      await record({ ...stamp(deps.clock()), kind: 'flagged', card, flag });
    },
    forget: (card) =>
      recordWithUndo({ ...stamp(deps.clock()), kind: 'forgotten', card }, 'The card is new again.'),
    setDue(card, days) {
      const now = stamp(deps.clock());
      const text = days === 0 ? 'The card is due today.' : `The card is due in ${counted(days, 'day')}.`;
      return recordWithUndo({ ...now, kind: 'dated', card, dueDay: addDays(now.day, days) }, text);
    },
    async setMark(card, mark, on) {
      await record({ ...stamp(deps.clock()), kind: 'marked', card, mark, on });
    },
    async unbury(card) {
      const moment = deps.clock();
      const until = studyDay(moment, store.getState().settings.rolloverHour);
      await record({ ...stamp(moment), kind: 'buried', card, until });
    },
  };
}
