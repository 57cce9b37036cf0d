import { studyDay } from '../core/day.ts';
import type { CardId } from '../core/deck.ts';
import type { Mark } from '../core/event.ts';
import type { Context } from './context.ts';

/** What can be hung on any card from a list; each is an entry of the diary. */
export type MarkCommands = {
  readonly setMark: (card: CardId, mark: Mark, on: boolean) => Promise<void>;
  /** Brings a buried card back today. */
  readonly unbury: (card: CardId) => Promise<void>;
};

export function markCommands({ deps, stamp, store, record }: Context): MarkCommands {
  return {
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
