import { studyDay } from '../core/day.ts';
import { openDeal } from '../core/deal.ts';
import { NO_DECK_LIMITS } from '../core/deckLimits.ts';
import type { Past } from '../core/diarySnapshot.ts';
import { sameData } from '../core/sameData.ts';
import type { DiaryOutline } from '../storage/storage.ts';
import type { Context } from './context.ts';
import { resumable } from './resume.ts';
import { bundledCards, type ShelfReader } from './shelf.ts';

/** Decides how much of a long diary and a large shelf the first card must wait for. */
export type StartReader = {
  /** Puts on the shelf what is dealt, if that will do, or else what there is; gives what is dealt of the diary. */
  readonly beginShelf: (
    session: unknown,
    reading: DiaryOutline,
    kept: { readonly deal: unknown; readonly of: string },
  ) => Promise<Past | null>;
  /** Whether more than standings and counts decides which card comes first, or what to make of the last session. */
  readonly needsHistory: (session: unknown) => (past: Past) => boolean;
};

/** Resolves when the first card can be dealt, or it is known that nothing can. */
export function whenStarted(store: Context['store']): Promise<void> {
  return new Promise((resolve) => {
    const stop = store.subscribe(({ phase }) => {
      if (phase === 'loading') return;
      stop();
      resolve();
    });
  });
}

export function startReader({ deps, store, scheduler }: Context, shelves: ShelfReader): StartReader {
  const today = () => studyDay(deps.clock(), store.getState().settings.rolloverHour);

  /** Whether more than ids and concepts decides which card comes first, or how it is scheduled. */
  const needsOutlines = () => {
    const { exams, deckOptions, settings } = store.getState();
    return (
      exams.length > 0 ||
      deckOptions.size > 0 ||
      settings.criticalRetention !== null ||
      settings.reviewOrder === 'criticalWeight'
    );
  };

  /** Whether a session that may be gone on with has all its cards on the shelf. */
  const canGoOn = (stored: unknown) => {
    const { shelf } = store.getState();
    const session = resumable(stored);
    return session?.day !== today() || session.order.every((card) => shelf.find(card) !== undefined);
  };

  return {
    async beginShelf(session, { outline, recent }, { deal, of }) {
      const { newPerDay } = store.getState().settings;
      const { config } = scheduler();
      const beside = await bundledCards(deps);
      const use = { outline, config, decks: of, today: today(), newPerDay, beside, recent };
      const dealt = openDeal(deal, use);
      if (dealt) {
        await shelves.begin(dealt.index);
        if (!needsOutlines() && canGoOn(session)) return dealt.past;
      }
      if (deal !== undefined) await shelves.load();
      if (needsOutlines()) await shelves.complete();
      return null;
    },
    needsHistory: (session) => (past) => {
      const { exams, deckOptions } = store.getState();
      return (
        exams.length > 0 ||
        [...deckOptions.values()].some(
          ({ follow, limits }) => follow !== 'fsrs' || !sameData(limits, NO_DECK_LIMITS),
        ) ||
        (resumable(session)?.startedAt ?? Infinity) <= past.outline.newestHlc
      );
    },
  };
}
